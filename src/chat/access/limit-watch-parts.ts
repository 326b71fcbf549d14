import type { Estate } from '../../health/estate/ports.ts';
import type { Limits } from '../../staff/limits.ts';
import { limitLivingCards } from '../../watch/limit-living-cards.ts';
import { limitWatches } from '../../watch/limit-watches.ts';
import { listParked } from '../../watch/list-parked.ts';
import { selectHits } from '../../watch/select-places.ts';
import type { WatchParts } from '../watch/parts.ts';
import { matchService } from '../watch/view-card.ts';

/** Watches and living cards as one person may use them; `estate`: what there is for them. */
export function limitWatchParts(
  watch: WatchParts,
  limits: Limits,
  { estate }: { readonly estate: Pick<Estate, 'coverage' | 'overview'> },
): WatchParts {
  const store: WatchParts['store'] = {
    ...limitWatches(watch.store, limits),
    ...limitLivingCards({
      store: watch.store,
      limits,
      selectHits: (watches, subject) => selectHits(watches, subject, matchService, watch.sightOf),
    }),
  };
  return {
    ...watch,
    store,
    /** Whoever may see something of it gets what all there look at: it stands in their place, too. */
    async drawShared(conversation, key) {
      const isThere = limits.access.seesAll || (await store.cards.find(conversation, key)) !== undefined;
      return isThere ? watch.drawShared(conversation, key) : undefined;
    },
    /**
     * Customers and what they have are counted as far as they are seen, and places named that watch some of these. How many calls, cards and watches
     * there are, and how soon cards come, is the bot's own and tells of no customer.
     */
    async readStatus() {
      const status = await watch.readStatus();
      if (limits.access.seesAll) return status;
      const { total, read, failed, oldestReadAt } = estate.coverage;
      const unread = Object.values(failed).reduce((sum, count) => sum + count, 0);
      const openIncidents = estate.overview().incidents.length;
      return {
        ...status,
        reading: { ...status.reading, total, read, failed: unread, oldestReadAt },
        counts: status.counts && { ...status.counts, openIncidents },
        parked: await store
          .listPlaces()
          .then((places) => listParked(places, store))
          .catch(() => ({ latest: [], count: 0 })),
      };
    },
  };
}
