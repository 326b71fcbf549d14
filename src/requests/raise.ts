import { type Person, personKey } from '../staff/person.ts';
import type { EpochMs } from '../time.ts';
import { checkContent } from './check-content.ts';
import { offersRoute } from './choose-routes.ts';
import { type Rule, refuse, takeStep } from './take-step.ts';

/**
 * Sends a form: the draft becomes a request, and a ticket is to be created where Azure Support carries it. Once sent it is `same` for
 * everybody who presses again; before, only who opened the form may send it.
 */
export function raise(by: Person, now: EpochMs): Rule {
  return (current) => {
    if (current.state !== 'draft') return 'same';
    if (personKey(current.raisedBy) !== personKey(by)) return refuse('notYours');
    const { route } = current;
    if (!offersRoute(current, route) || checkContent(current, now).length > 0) return refuse('incomplete');
    return takeStep(current, now, {
      set: { raisedAt: now },
      to: 'raised',
      changes: [{ kind: 'raised', route }],
      jobs: route === 'azureSupport' ? [{ kind: 'createTicket' }] : [],
    });
  };
}
