import { LRUCache } from 'lru-cache';
import { customerKey } from '../../customers/customer.ts';
import { describeError, type Log } from '../../log.ts';
import type { Clock, EpochMs, Sleep } from '../../time.ts';
import { orAborted } from '../../work/or-aborted.ts';
import type { NewsInterest, StateBook, StateCursor } from '../archive.ts';
import type { IncompleteState } from './adopt-states.ts';
import type { KeptEstate } from './estate.ts';

const EVERY_MS = 2_000;
/** What others saved last may show after they have gone. */
const LINGER_MS = 60_000;
const LOG_EVERY_MS = 60_000;
/** States remembered at most for which an incident is missed, and how long, in milliseconds: by then the customer was read again. */
const MOST_MISSING = 2_000;
const MISSED_MS = 10 * 60_000;
/** Incidents asked for at most, of those that are missed. */
const MOST_ASKED = 500;
/** Planned changes remembered at most, so that none is read twice as it was written. */
const MOST_CHANGES = 10_000;

export interface FollowingOptions {
  readonly estate: Pick<KeptEstate, 'follow' | 'wantsState' | 'wantsIncident' | 'wantsChange'>;
  readonly book: Pick<StateBook, 'loadSince'>;
  /** What was saved before this instant is known. */
  readonly since: EpochMs;
  /** Whether other replicas are there. A minute after they have gone nothing is asked any more until they are back, and then for all they saved. */
  readonly hasOthers: () => boolean;
  readonly clock: Clock;
  readonly sleep: Sleep;
  readonly log: Log;
}

/**
 * Learns every two seconds what other replicas have read, so that the estate knows the customers they look after. Runs until the signal
 * aborts; never rejects: what cannot be learnt is asked for again, and logged at most once a minute.
 */
export async function followStates(options: FollowingOptions, signal: AbortSignal): Promise<void> {
  const { estate, book, hasOthers, clock, sleep, log } = options;
  const missing = new LRUCache<string, IncompleteState>({
    max: MOST_MISSING,
    ttl: MISSED_MS,
    ttlResolution: 0,
    perf: { now: clock },
  });
  const writtenAt = new LRUCache<string, EpochMs>({ max: MOST_CHANGES });
  let cursor: StateCursor = { since: options.since };
  let metOthersAt = Number.NEGATIVE_INFINITY;
  let loggedAt: EpochMs | undefined;

  const interest: NewsInterest = {
    wantsState: (state) => estate.wantsState(state),
    wantsIncident: (glance) => estate.wantsIncident(glance),
    wantsChange: (glance) =>
      estate.wantsChange(glance) && (glance.isNamed || writtenAt.get(keyOf(glance)) !== glance.writtenAt),
    get missed() {
      const ids = new Map<string, NewsInterest['missed'][number]>();
      for (const { state, missed } of missing.values()) {
        const { cloud } = state.customer;
        for (const id of missed) ids.set(keyOf({ cloud, id }), { cloud, id });
        if (ids.size >= MOST_ASKED) break;
      }
      return [...ids.values()];
    },
  };

  /** Whether there is more at once. */
  async function learn(): Promise<boolean> {
    const news = await orAborted(book.loadSince(cursor, interest), signal);
    const found = new Set(news.incidents.map(({ cloud, incident }) => keyOf({ cloud, id: incident.id })));
    const completed = [...missing.values()].filter(({ state, missed }) =>
      missed.some((id) => found.has(keyOf({ cloud: state.customer.cloud, id }))),
    );
    const states = [...completed.map(({ state }) => state), ...news.states];
    for (const { customer } of states) missing.delete(customerKey(customer));
    for (const one of estate.follow({ ...news, states })) missing.set(customerKey(one.state.customer), one);
    for (const { cloud, change, writtenAt: at } of news.changes) {
      writtenAt.set(keyOf({ cloud, id: change.id }), at);
    }
    cursor = news.next;
    return news.isMore;
  }

  while (!signal.aborted) {
    await sleep(EVERY_MS, signal).catch(() => undefined);
    if (hasOthers()) metOthersAt = clock();
    if (signal.aborted || clock() - metOthersAt > LINGER_MS) continue;
    try {
      while (await learn());
    } catch (error) {
      if (signal.aborted) break;
      if (loggedAt !== undefined && clock() - loggedAt < LOG_EVERY_MS) continue;
      loggedAt = clock();
      log.error(describeError(error), 'What other replicas read could not be learnt.');
    }
  }
}

function keyOf({ cloud, id }: NewsInterest['missed'][number]): string {
  return `${cloud}:${id.toLowerCase()}`;
}
