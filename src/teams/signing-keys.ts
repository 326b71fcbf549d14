import { describeError, type Log } from '../log.ts';
import type { Clock, EpochMs } from '../time.ts';
import type { FetchSigningKeys, SigningKey } from './fetch-signing-keys.ts';

/** The keys whose signatures count. */
export interface SigningKeys {
  /** undefined: there is no such key. Throws `KeysUnavailable` when no keys could be fetched at all. */
  find(id: string): Promise<SigningKey | undefined>;
}

/** No key is known, so nobody can be verified. */
export class KeysUnavailable extends Error {
  override readonly name = 'KeysUnavailable';
}

export interface SigningKeysOptions {
  readonly fetchKeys: FetchSigningKeys;
  readonly clock: Clock;
  readonly log: Log;
  /** Longest time for fetching, in milliseconds. Default 5,000: whoever posted an activity waits. */
  readonly fetchMs?: number;
}

const HOUR_MS = 3_600_000;
/** "Cache the keys, and refresh them at least every 24 hours": Bot Connector authentication. */
const FRESH_MS = 24 * HOUR_MS;
/** New keys are published days before they are used, so keys of this age still tell who signs. */
const USABLE_MS = 5 * 24 * HOUR_MS;
/** Between two attempts at keys that are old. */
const RETRY_MS = HOUR_MS;
/** Between two attempts because of an id that is not known: anybody can make such ids up. */
const UNKNOWN_MS = 5 * 60_000;
/** Between two attempts while there are no keys at all. */
const FIRST_MS = 5_000;

/** Keeps the keys, renews them in time behind what is asked, and goes on with old ones for a while when they cannot be renewed. */
export function createSigningKeys(options: SigningKeysOptions): SigningKeys {
  const { fetchKeys, clock, log, fetchMs = 5_000 } = options;
  let kept: { readonly keys: ReadonlyMap<string, SigningKey>; readonly at: EpochMs } | undefined;
  /** When keys were last asked for because of their age, and because of an id. */
  const tried: { age?: EpochMs; id?: EpochMs } = {};
  let underWay: Promise<void> | undefined;

  async function renew(): Promise<void> {
    try {
      const keys = await fetchKeys(AbortSignal.timeout(fetchMs));
      kept = { keys: new Map(keys.map((key) => [key.id, key])), at: clock() };
    } catch (error) {
      log.warn(describeError(error), 'The keys of the Bot Framework could not be fetched.');
    }
  }

  /** All who need it wait for one renewal; none is begun within `pauseMs` of the last one for the same reason. */
  async function renewFor(reason: keyof typeof tried, pauseMs: number): Promise<void> {
    if (underWay === undefined) {
      const last = tried[reason];
      if (last !== undefined && clock() - last < pauseMs) return;
      tried[reason] = clock();
      underWay = renew().finally(() => {
        underWay = undefined;
      });
    }
    await underWay;
  }

  const isYounger = (ageMs: number) => kept !== undefined && clock() - kept.at < ageMs;

  return {
    async find(id) {
      if (!isYounger(USABLE_MS)) await renewFor('age', FIRST_MS);
      else {
        // Nobody waits while there is a key to go on with.
        if (!isYounger(FRESH_MS)) void renewFor('age', RETRY_MS);
        if (!kept?.keys.has(id)) await renewFor('id', UNKNOWN_MS);
      }
      if (kept === undefined || !isYounger(USABLE_MS))
        throw new KeysUnavailable('The keys of the Bot Framework are not known.');
      return kept.keys.get(id);
    },
  };
}
