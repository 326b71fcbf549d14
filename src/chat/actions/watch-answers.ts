import { showHealth } from '../commands/health.ts';
import { whenKept } from '../requests/while-kept.ts';
import { listLivingCustomers, quietenLiving, showLiving, takeLiving } from '../watch/living-card.ts';
import { postBeside } from '../watch/post-beside.ts';
import { raiseLiving } from '../watch/raise-living.ts';
import { setFormWatch } from '../watch/set-form-watch.ts';
import { showStatus } from '../watch/show-status.ts';
import { removeWatches, showWatches, showWatchForm } from '../watch/show-watches.ts';
import { WATCH_ACTION_DATA as DATA } from './watch-verbs.ts';
import type { Answer } from './when-sound.ts';
import { withCustomer } from './with-customer.ts';

/** What each button of watches and living cards does. */
export const WATCH_ANSWERS: Readonly<Record<keyof typeof DATA, Answer>> = {
  'set-watch': whenKept(DATA['set-watch'], setFormWatch),
  'unset-watch': whenKept(DATA['unset-watch'], async ({ id }, asked) => {
    const watches = await asked.context.watch.store.list(asked.conversation);
    return removeWatches(id === 'all' ? watches : watches.filter((one) => one.id === id), asked);
  }),
  'list-watches': whenKept(DATA['list-watches'], ({ offset }, asked) => showWatches(offset, asked)),
  'show-watch-form': whenKept(DATA['show-watch-form'], ({ living }, asked) => showWatchForm(living, asked)),
  'show-status': whenKept(DATA['show-status'], ({ living }, asked) => showStatus(living, asked)),
  'show-living': whenKept(DATA['show-living'], showLiving),
  'list-living-customers': whenKept(DATA['list-living-customers'], ({ offset, ...key }, asked) =>
    listLivingCustomers(key, offset, asked),
  ),
  'show-living-health': whenKept(
    DATA['show-living-health'],
    ({ offset, tenantId, customerCloud, ...key }, asked) =>
      withCustomer({ cloud: customerCloud ?? key.cloud, tenantId }, asked, (customer) => {
        const { reader, context } = asked;
        void postBeside(() => showHealth(customer, {}, reader, context), asked);
        // An alarm is about no customers.
        return key.kind === 'standstill' ? showLiving(key, asked) : listLivingCustomers(key, offset, asked);
      }),
  ),
  'take-living': whenKept(DATA['take-living'], takeLiving),
  'quieten-living': whenKept(DATA['quieten-living'], ({ hours, off, ...key }, asked) =>
    quietenLiving({ hours, off }, key, asked),
  ),
  'raise-living': whenKept(DATA['raise-living'], ({ tenantId, ...key }, asked) =>
    raiseLiving(key, tenantId, asked),
  ),
};
