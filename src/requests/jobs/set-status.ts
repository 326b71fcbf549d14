import { type DoJob, ticketRefOf } from '../job-outcome.ts';
import { isClosedStatus } from '../vendor-answers.ts';
import { changeVendorTicket } from './change-vendor-ticket.ts';

/** Closes the vendor's ticket, or opens it again. One that is so already is left alone: Azure refuses to close what is closed. */
export const setStatus: DoJob<'setStatus'> = (work, tools, signal) =>
  changeVendorTicket(work, 'status', tools, signal, async () => {
    const ticket = ticketRefOf(work.request);
    const { status } = work.job;
    const { status: before } = await tools.azure.readTicket(ticket, signal);
    if (isClosedStatus(before) !== (status === 'closed'))
      await tools.azure.changeTicket(ticket, { status }, signal);
  });
