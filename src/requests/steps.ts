import type { RequestState } from './request.ts';

/** Where each state may lead. Nothing leads back to a draft; what was resolved or closed may be opened again. */
const NEXT: Readonly<Record<RequestState, readonly RequestState[]>> = {
  draft: ['raised'],
  raised: ['withVendor', 'waitingForUs', 'resolved', 'closed'],
  withVendor: ['waitingForUs', 'resolved', 'closed'],
  waitingForUs: ['withVendor', 'resolved', 'closed'],
  resolved: ['closed', 'raised', 'withVendor'],
  closed: ['raised', 'withVendor'],
};

/** Whether a request may go from one state to another. Staying where it is is no step. */
export function canStep(from: RequestState, to: RequestState): boolean {
  return NEXT[from].includes(to);
}
