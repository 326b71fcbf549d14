import type { CloudName } from '../../clouds.ts';
import type { Verdict } from '../../health/verdict.ts';
import { LOCALES, type MessageKey, type Speech } from '../languages/speech.ts';

const REASONS: Readonly<Record<Verdict['reason'], MessageKey>> = {
  outage: 'reason.outage',
  advisory: 'reason.advisory',
  unknownState: 'reason.unknownState',
  recovering: 'reason.recovering',
  clear: 'reason.clear',
  clearExceptAzure: 'reason.clearExceptAzure',
  unread: 'reason.unread',
  noServices: 'reason.noServices',
};

/**
 * The verdict as a sentence. In China the operator is named with Microsoft: 21Vianet runs the service. Where Azure could not be told, only
 * Microsoft 365 is named.
 */
export function sayVerdict({ answer, reason }: Verdict, cloud: CloudName, { say }: Speech): string {
  if (reason === 'clearExceptAzure') return say('verdict.clearExceptAzure');
  return say(`verdict.${answer}`, { operator: say(`operator.${cloud}`) });
}

/** A reason as the beginning of a sentence of its own. */
export function beginSentence(text: string, { language }: Speech): string {
  const [first = '', ...rest] = text;
  return first.toLocaleUpperCase(LOCALES[language]) + rest.join('');
}

/** What the verdict rests on; begins in lower case, to stand after a name. */
export function sayReason({ reason, affected, total }: Verdict, { say }: Speech): string {
  return say(REASONS[reason], { affected, total });
}
