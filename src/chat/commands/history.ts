import type { Customer } from '../../customers/customer.ts';
import type { Period } from '../../health/archive.ts';
import type { Reader } from '../../reader.ts';
import type { ChatContext } from '../context.ts';
import { matchServices } from '../grammar/service-topics.ts';
import type { Reply } from '../reply.ts';

/** Says why a stretch of time cannot be shown. */
export function refusePeriod(
  words: string,
  problem: 'future' | 'tooLong' | 'unclear',
  customer: Customer | undefined,
  reader: Reader,
  { cards }: Pick<ChatContext, 'cards'>,
): Reply {
  return cards.periodRefused({ words, problem, ...(customer && { customer }) }, reader);
}

/** Shows one page of a customer's history; `service`: its name or words for it. */
export async function showHistory(
  customer: Customer,
  {
    period,
    service,
    offset,
    services = 0,
  }: {
    readonly period: Period;
    readonly service: string | undefined;
    readonly offset: number;
    /** The first service to sum up. Default 0. */
    readonly services?: number;
  },
  reader: Reader,
  { histories, cards }: ChatContext,
): Promise<Reply> {
  const chooseService =
    service === undefined ? undefined : (names: readonly string[]) => findService(service, names) ?? service;
  const history = await histories.read(customer, period, { timeZone: reader.timeZone, chooseService });
  return cards.history(history, offset, reader, services);
}

function findService(words: string, names: readonly string[]): string | undefined {
  const [best] = matchServices(
    words,
    names.map((name) => ({ id: '', name })),
  );
  return best === undefined ? undefined : names[best];
}
