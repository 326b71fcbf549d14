import { type DoJob, ticketRefOf } from '../job-outcome.ts';
import { changeVendorTicket } from './change-vendor-ticket.ts';

/** Changes the severity of the vendor's ticket. */
export const setSeverity: DoJob<'setSeverity'> = (work, tools, signal) =>
  changeVendorTicket(work, 'severity', tools, signal, () =>
    tools.azure.changeTicket(ticketRefOf(work.request), { severity: work.job.severity }, signal),
  );
