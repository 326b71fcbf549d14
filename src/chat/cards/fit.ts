import type { Reply } from '../reply.ts';
import type { Card } from './card.ts';
import { type CardRenderer, measureBytes } from './render.ts';

/** Teams refuses messages from 28 KB on, and the message around the card needs some of them. */
export const MAX_CARD_BYTES = 25_000;

/**
 * Presents with as much detail as fits: from the richest level down to the leanest. The leanest must fit by its own bounds; it is
 * given as it is.
 */
export function renderToFit<L>(
  levels: readonly [L, ...L[]],
  present: (level: L) => Card,
  renderer: CardRenderer,
): Reply {
  const [richest, ...leaner] = levels;
  let reply = renderer.render(present(richest));
  for (const level of leaner) {
    if (measureBytes(reply.card) <= MAX_CARD_BYTES) break;
    reply = renderer.render(present(level));
  }
  return reply;
}
