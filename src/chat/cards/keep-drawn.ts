import type { HealthReport } from '../../health/report.ts';
import type { Clock, EpochMs } from '../../time.ts';
import type { Reader } from '../reader.ts';
import type { Reply } from '../reply.ts';

/** Longest age of a card that is given again, in milliseconds: by so much its "2 minutes ago" may be late. */
const KEPT_MS = 5_000;

/** Kinds of reader (language and zone) kept a report. */
const MOST_READERS = 50;

type Draw = (report: HealthReport, reader: Reader) => Reply;

/**
 * Draws a report once for colleagues of one language and zone who ask within seconds of each other, as they do in an outage. Weak: a
 * report that nobody else holds takes its cards with it.
 */
export function keepDrawn(clock: Clock, draw: Draw): Draw {
  const drawn = new WeakMap<HealthReport, Map<string, { readonly at: EpochMs; readonly reply: Reply }>>();
  return (report, reader) => {
    const now = clock();
    const key = `${reader.language} ${reader.timeZone}`;
    const byReader = drawn.get(report) ?? new Map();
    const known = byReader.get(key);
    if (known && now - known.at < KEPT_MS) return known.reply;
    const reply = draw(report, reader);
    if (byReader.size >= MOST_READERS) byReader.clear();
    byReader.set(key, { at: now, reply });
    drawn.set(report, byReader);
    return reply;
  };
}
