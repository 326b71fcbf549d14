import { describeError } from '../../log.ts';
import type { Runtime } from '../call.ts';
import { type PartnerUser, userScopeOf } from './partner-user.ts';

const DAY_MS = 24 * 3_600_000;
/** Replicas differ by this much, so that mostly one renews, and the others find it done. */
const SPREAD_MS = 2 * 3_600_000;
/** From one look to the next. */
const LOOK_MS = 10 * 60_000;
/** The first look, after the questions of a start. */
const FIRST_LOOK_MS = 60_000;
const RENEWAL_MS = 30_000;

/** Renews refresh tokens that nobody uses, so that none ends for want of use. */
export interface RefreshTokenRenewal {
  start(): void;
  /** Resolves when what is under way has ended. */
  stop(): Promise<void>;
}

/** Each token is renewed once a day; one that was refused is tried again once a day. */
export function createRefreshTokenRenewal(
  { clock, sleep, random, log }: Pick<Runtime, 'clock' | 'sleep' | 'random' | 'log'>,
  users: readonly PartnerUser[],
): RefreshTokenRenewal {
  const stopped = new AbortController();
  const { signal } = stopped;
  let running: Promise<unknown> = Promise.resolve();

  async function renew({ account, requestToken }: PartnerUser): Promise<void> {
    const { cloud, tenantId } = account;
    const inTime = AbortSignal.any([signal, AbortSignal.timeout(RENEWAL_MS)]);
    await requestToken(
      { cloud, tenantId, deadline: clock() + RENEWAL_MS, signal: inTime },
      userScopeOf(cloud),
    );
  }

  async function keepRenewed(user: PartnerUser): Promise<void> {
    const { cloud } = user.account;
    let refusedAt: number | undefined;
    let spread = random() * SPREAD_MS;
    await sleep(random() * FIRST_LOOK_MS, signal);
    for (;;) {
      try {
        const { since, isRenewed, refused } = await user.keeper.look();
        const now = clock();
        if (refused === undefined) refusedAt = undefined;
        const isDue = refused
          ? now >= (refusedAt ?? 0) + DAY_MS
          : !isRenewed || now >= since + DAY_MS + spread;
        if (isDue) {
          refusedAt = now;
          await renew(user);
          spread = random() * SPREAD_MS;
        }
      } catch (error) {
        if (signal.aborted) return;
        log?.warn({ ...describeError(error), cloud }, "The partner user's sign-in could not be renewed.");
      }
      await sleep(LOOK_MS * (1 + random()), signal);
    }
  }

  return {
    start() {
      running = Promise.allSettled(users.map(keepRenewed));
    },
    async stop() {
      stopped.abort();
      await running;
    },
  };
}
