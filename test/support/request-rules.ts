import type { Actor, Change, Job, Step } from '../../src/requests/change.ts';
import type { ServiceRequest } from '../../src/requests/request.ts';
import { PEOPLE } from './requests.ts';

/** Rules as plain as can be: they are for tests of what a request is kept in, not of how it may change. */

export const BY_ADELE: Actor = { kind: 'person', person: PEOPLE.adele };

/** Sends a draft: once. */
export function sendDraft(at: number, jobs: readonly Job[] = [{ kind: 'createTicket' }]) {
  return (current: ServiceRequest): Step | 'same' =>
    current.state === 'draft'
      ? {
          request: { ...current, state: 'raised', raisedAt: at, changedAt: at },
          changes: [{ kind: 'raised', route: current.route }],
          jobs,
        }
      : 'same';
}

/** Changes whatever is wanted, at any time. */
export function step(
  wanted: Partial<ServiceRequest>,
  changes: readonly Change[] = [],
  jobs: readonly Job[] = [],
) {
  return (current: ServiceRequest): Step => ({ request: { ...current, ...wanted }, changes, jobs });
}

export function note(text: string): Change {
  return { kind: 'note', text, toVendor: false };
}
