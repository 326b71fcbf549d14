import { compareSeverity, type Severity } from './severity.ts';
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
   * - `clearExceptAzure`: Microsoft 365 is clear; of Azure something could not be read, and nothing is known to be open;
   * - `unread`: what is needed for an answer could not be read;
   * - `noServices`: everything was read, and the customer has no service that reports its health.
   */
  readonly reason:
    | 'outage'
    | 'advisory'
    | 'unknownState'
    | 'recovering'
    | 'clear'
    | 'clearExceptAzure'
    | 'unread'
    | 'noServices';
  /** Services and Azure subscriptions worse than `recovered`. */
  readonly affected: number;
  /** Services and Azure subscriptions known; a subscription that could not be read is not. */
  readonly total: number;
}

/** What a verdict is drawn from. */
export interface VerdictFacts {
  /** One a service of Microsoft 365. */
  readonly severities: readonly Severity[];
  /** One an Azure subscription that was read. */
  readonly azure?: readonly Severity[];
  readonly unread: readonly UnreadPart[];
}

/**
 * Draws the verdict. What is known to be wrong is said whatever is unread; "no known issue" is never said about something unread:
 * where that is only Azure, it is said about Microsoft 365 alone.
 */
export function decideVerdict({ severities, azure = [], unread }: VerdictFacts): Verdict {
  const all = [...severities, ...azure];
  const has = (severity: Severity) => all.includes(severity);
  const isUnread = (part: UnreadPart['part']) => unread.some((row) => row.part === part);
  const affected = all.filter((severity) => compareSeverity(severity, 'recovered') < 0).length;
  const counts = { affected, total: all.length };
  if (has('down') || has('degraded')) return { answer: 'yes', reason: 'outage', ...counts };
  if (has('advisory')) return { answer: 'maybe', reason: 'advisory', ...counts };
  if (isUnread('services') || isUnread('incidents')) {
    return { answer: 'cannotTell', reason: 'unread', ...counts };
  }
  if (has('unknown')) return { answer: 'maybe', reason: 'unknownState', ...counts };
  if (has('recovered')) return { answer: 'maybe', reason: 'recovering', ...counts };
  if (isUnread('azure')) {
    return severities.length === 0
      ? { answer: 'cannotTell', reason: 'unread', ...counts }
      : { answer: 'noKnownIssue', reason: 'clearExceptAzure', ...counts };
  }
  if (all.length === 0) return { answer: 'cannotTell', reason: 'noServices', ...counts };
  return { answer: 'noKnownIssue', reason: 'clear', ...counts };
}
