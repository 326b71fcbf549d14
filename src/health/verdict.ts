import type { Severity } from './severity.ts';
import type { UnreadPart } from './unread-part.ts';

export type VerdictAnswer = 'yes' | 'maybe' | 'noKnownIssue' | 'cannotTell';

/** Is it Microsoft? The answer by rule, with what it rests on. */
export interface Verdict {
  readonly answer: VerdictAnswer;
  /**
   * - `outage`: Microsoft states an incident, or a service as degraded or interrupted;
   * - `advisory`: only advisories or investigations are open, or an incident not of Microsoft's making;
   * - `unknownState`: a service reports a state that we do not know;
   * - `recovering`: a service or an incident is reported as mended, and not yet closed;
   * - `clear`: everything was read and nothing is open;
   * - `unread`: what is needed for an answer could not be read;
   * - `noServices`: everything was read, and the customer has no service that reports its health.
   */
  readonly reason: 'outage' | 'advisory' | 'unknownState' | 'recovering' | 'clear' | 'unread' | 'noServices';
  /** Services worse than `recovered`. */
  readonly affected: number;
  /** Services known. */
  readonly total: number;
}

/** What a verdict is drawn from. */
export interface VerdictFacts {
  readonly severities: readonly Severity[];
  readonly unread: readonly UnreadPart[];
}

/** Draws the verdict. "No known issue" is never said while services or incidents are unread. */
export function decideVerdict({ severities, unread }: VerdictFacts): Verdict {
  const has = (severity: Severity) => severities.includes(severity);
  const affected = severities.filter((severity) => severity !== 'healthy' && severity !== 'recovered').length;
  const counts = { affected, total: severities.length };
  if (has('down') || has('degraded')) return { answer: 'yes', reason: 'outage', ...counts };
  if (has('advisory')) return { answer: 'maybe', reason: 'advisory', ...counts };
  if (unread.some(({ part }) => part === 'services' || part === 'incidents')) {
    return { answer: 'cannotTell', reason: 'unread', ...counts };
  }
  if (severities.length === 0) return { answer: 'cannotTell', reason: 'noServices', ...counts };
  if (has('unknown')) return { answer: 'maybe', reason: 'unknownState', ...counts };
  if (has('recovered')) return { answer: 'maybe', reason: 'recovering', ...counts };
  return { answer: 'noKnownIssue', reason: 'clear', ...counts };
}
