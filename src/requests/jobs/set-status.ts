import { type DoJob, ticketRefOf } from '../job-outcome.ts';
import { changeVendorTicket } from './change-vendor-ticket.ts';

/** Closes the vendor's ticket, or opens it again. */
export const setStatus: DoJob<'setStatus'> = (work, tools, signal) =>
  changeVendorTicket(work, 'status', tools, signal, () =>
    tools.azure.changeTicket(ticketRefOf(work.request), { status: work.job.status }, signal),
  );
