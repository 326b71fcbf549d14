import type { OutgoingMessage } from '../../src/delivery/messenger.ts';
import type { PendingCard } from '../../src/delivery/ports.ts';
import type { DrawnCard } from '../../src/delivery/show-living-card.ts';
import type { Clock, EpochMs } from '../../src/time.ts';
import type { LivingCard } from '../../src/watch/living-card.ts';
import { type MatchService, selectHits, selectPlaces } from '../../src/watch/select-places.ts';
import { isOver } from '../../src/watch/subject.ts';
import type { Transition } from '../../src/watch/transition.ts';

/** What a card of the simulation shows. */
export interface CardFace {
  readonly subject: string;
  readonly status: string;
  readonly phase: string;
  readonly outcome: string | undefined;
  readonly updatedAt: EpochMs | undefined;
  /** When the version was decided that it shows. */
  readonly decidedAt: EpochMs | undefined;
  readonly takers: readonly string[];
  /** Whether it is quiet by what somebody pressed. */
  readonly isSnoozed: boolean;
  /** Tenant ids. */
  readonly customers: readonly string[];
  readonly isWatched: boolean;
}

/** What a message was drawn from. */
export type Drawing =
  | {
      readonly kind: 'card';
      readonly face: CardFace;
      readonly cardId: number;
      readonly wanted: number;
      readonly version: number;
    }
  | {
      readonly kind: 'reply';
      readonly subject: string;
      readonly cardId: number;
      readonly told: readonly Transition[];
    };

/** Which drawing a message is. */
export interface DrawingBook {
  draw(card: PendingCard<LivingCard>, clock: Clock): DrawnCard;
  find(message: OutgoingMessage): Drawing;
}

export const matchNames: MatchService = (words, names) => names.includes(words);

export function nameTransition({ kind, at }: { readonly kind: string; readonly at: EpochMs }): string {
  return `${kind}@${at}`;
}

export function drawFace({ subject, watches, place, takers, quiet }: LivingCard): CardFace {
  const { key, state } = subject;
  const selected = selectHits(watches, subject, matchNames, undefined);
  const incident = state.kind === 'incident' ? state : undefined;
  return {
    subject: key.id,
    status: incident?.incident.status ?? '',
    phase: state.phase,
    outcome: incident?.outcome,
    updatedAt: incident?.incident.updatedAt,
    decidedAt: incident?.decidedAt,
    takers: takers.map(({ name }) => name),
    isSnoozed: quiet !== undefined,
    customers: [...selected].flatMap(([id, leftAt]) => (leftAt === undefined ? [id] : [])).sort(),
    isWatched: selectPlaces(watches, subject, matchNames, undefined).some(({ id }) => id === place.id),
  };
}

/** Draws as the bot does (`src/watching.ts`), but small. */
export function createDrawingBook(): DrawingBook {
  const drawings = new WeakMap<OutgoingMessage, Drawing>();
  const write = (text: string, drawing: Drawing): OutgoingMessage => {
    const message = { card: { text }, summary: text };
    drawings.set(message, drawing);
    return message;
  };
  return {
    draw({ id: cardId, wanted, content }, clock) {
      const { subject, untold, quiet } = content;
      const face = drawFace(content);
      const digest = JSON.stringify(face);
      const isQuiet = quiet !== undefined && !isOver(subject.state) && (quiet.until ?? Infinity) > clock();
      return {
        card: write(digest, { kind: 'card', face, cardId, wanted, version: subject.version }),
        digest,
        reply:
          face.isWatched && untold.length > 0
            ? write(untold.map(nameTransition).join(', '), {
                kind: 'reply',
                subject: face.subject,
                cardId,
                told: untold,
              })
            : undefined,
        isUnwanted: !face.isWatched,
        ...(isQuiet && { quietUntil: quiet.until ?? ('over' as const) }),
      };
    },
    find(message) {
      const drawing = drawings.get(message);
      if (drawing === undefined) throw new Error('A message that nobody has drawn.');
      return drawing;
    },
  };
}
