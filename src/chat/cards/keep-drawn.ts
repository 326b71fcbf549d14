import { LRUCache } from 'lru-cache';
import { customerKey } from '../../customers/customer.ts';
import type { HealthReport } from '../../health/report.ts';
import type { Reader } from '../../reader.ts';
import type { Clock, EpochMs } from '../../time.ts';
import type { Reply } from '../reply.ts';

/** Longest age of a card that is given again, in milliseconds: by so much its "2 minutes ago" may be late. */
const KEPT_MS = 5_000;

/** Cards kept at most; a card is some 100 KB of memory. */
const MOST_CARDS = 50;

type Draw = (report: HealthReport, reader: Reader) => Reply;

/**
 * Draws a report once for colleagues of one language and zone who ask within seconds of each other, as they do in an outage. A card is
 * given again only for the very same report object.
 */
export function keepDrawn(clock: Clock, draw: Draw): Draw {
  const drawn = new LRUCache<
    string,
    { readonly report: HealthReport; readonly at: EpochMs; readonly reply: Reply }
  >({
    max: MOST_CARDS,
  });
  return (report, reader) => {
    const key = `${customerKey(report.customer)} ${reader.language} ${reader.timeZone}`;
    const known = drawn.get(key);
    if (known?.report === report && clock() - known.at < KEPT_MS) return known.reply;
    const reply = draw(report, reader);
    drawn.set(key, { report, at: clock(), reply });
    return reply;
  };
}
