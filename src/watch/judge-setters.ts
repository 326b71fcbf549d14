import type { Admission } from '../staff/admission.ts';
import type { Person } from '../staff/person.ts';
import type { Clock, EpochMs, Sleep } from '../time.ts';
import type { LivingCard } from './living-card.ts';
import type { Watch } from './watch.ts';

/** What a card may show to the people of its conversation today. */
export type Judged =
  | { readonly kind: 'shown'; readonly watches: readonly Watch[] }
  /** Nobody who set a watch there may see anything any more. */
  | { readonly kind: 'refused' }
  /** It is not known who may, and asked again after `until`. */
  | { readonly kind: 'unknown'; readonly until: EpochMs };

export type JudgeSetters = (card: Pick<LivingCard, 'place' | 'watches'>) => Promise<Judged>;

export interface JudgeSettersOptions {
  /** `Staff.admit`. */
  readonly admit: (person: Person, tenantId: string | undefined) => Promise<Admission>;
  /** Whether it matters which groups somebody is in: whether customers are limited to any. */
  readonly hasScopes: boolean;
  readonly clock: Clock;
  readonly sleep: Sleep;
}

/** How long who posts waits for the answer, in milliseconds; the reading goes on behind, and serves the next time. */
const WAIT_MS = 1_500;
/** Where nobody says when to ask again, and at the latest. In milliseconds. */
const AGAIN_MS = 15_000;
const LATEST_MS = 300_000;

/**
 * Watches are set for long, and roles and groups change meanwhile. What is posted into somebody's personal chat is for that person alone: they must
 * be let in today, and see what their groups see today. What is posted where several people read is not one person's to lose: there the groups
 * of today count where they can be read, and else those of when it was set.
 */
export function createJudgeSetters({ admit, hasScopes, clock, sleep }: JudgeSettersOptions): JudgeSetters {
  async function ask(setters: Iterable<string>, tenantId: string | undefined) {
    const timer = new AbortController();
    const late = sleep(WAIT_MS, timer.signal).then(
      (): Admission => ({ kind: 'unreadable', retryAt: undefined }),
      (): Admission => ({ kind: 'unreadable', retryAt: undefined }),
    );
    const asked = [...setters].map(async (objectId) => {
      const admission = admit({ objectId, account: '', name: '' }, tenantId);
      return [objectId, await Promise.race([admission, late])] as const;
    });
    try {
      return new Map(await Promise.all(asked));
    } finally {
      timer.abort();
    }
  }

  return async ({ place, watches }) => {
    const isPersonal = place.conversation.kind === 'personal';
    if (watches.length === 0 || (!isPersonal && !hasScopes)) return { kind: 'shown', watches };
    const setters = new Set(watches.flatMap(({ setById }) => setById ?? []));
    const admissions = await ask(setters, place.conversation.tenantId);
    const admissionOf = ({ setById }: Watch) => (setById === undefined ? undefined : admissions.get(setById));
    const unread = [...admissions.values()].filter((one) => one.kind === 'unreadable');
    if (isPersonal && unread.length > 0) {
      const now = clock();
      const asked = Math.max(now, ...unread.map(({ retryAt = now + AGAIN_MS }) => retryAt));
      return { kind: 'unknown', until: Math.min(asked, now + LATEST_MS) };
    }
    const shown = watches.flatMap((watch) => {
      const admission = admissionOf(watch);
      if (admission?.kind === 'admitted') return { ...watch, groups: admission.access.groups };
      return isPersonal ? [] : watch;
    });
    return shown.length === 0 ? { kind: 'refused' } : { kind: 'shown', watches: shown };
  };
}
