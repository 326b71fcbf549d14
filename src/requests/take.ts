import { type Person, personKey } from '../staff/person.ts';
import type { EpochMs } from '../time.ts';
import { isOpen } from './request.ts';
import { type Rule, refuse, takeStep } from './take-step.ts';

/** Somebody looks after an open request from now on; who takes it second takes it over. */
export function take(by: Person, now: EpochMs): Rule {
  return (current) => {
    if (!isOpen(current)) return refuse('state');
    if (current.takenBy !== undefined && personKey(current.takenBy) === personKey(by)) return 'same';
    return takeStep(current, now, { set: { takenBy: by }, changes: [{ kind: 'taken' }] });
  };
}
