import { type DoJob, ticketRefOf } from '../job-outcome.ts';
import { formatNumber } from '../request.ts';
import { changeVendorTicket } from './change-vendor-ticket.ts';

/** Sends a note to the vendor's ticket. Its id is the message's name there: done twice, it is one message. */
export const addNote: DoJob<'addNote'> = (work, tools, signal) => {
  const { request, job } = work;
  const subject =
    request.number === undefined ? request.title : `${formatNumber(request.number)}: ${request.title}`;
  return changeVendorTicket(work, 'note', tools, signal, () =>
    tools.azure.addMessage(
      ticketRefOf(request),
      { id: job.id, subject, text: job.text, sender: request.contact.email },
      signal,
    ),
  );
};
