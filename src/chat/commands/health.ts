import type { Customer } from '../../customers/customer.ts';
import { AZURE } from '../../health/name-service.ts';
import type { HealthReport } from '../../health/report.ts';
import type { Reader } from '../../reader.ts';
import { findServiceByToken } from '../cards/service-token.ts';
import type { ChatContext } from '../context.ts';
import { isAzureName, matchServices } from '../grammar/service-topics.ts';
import type { Reply } from '../reply.ts';

/** Reads a customer's health and shows it, or one of its services where the words name one. */
export async function showHealth(
  customer: Customer,
  {
    service,
    refresh = false,
    offset = 0,
  }: { service?: string | undefined; refresh?: boolean; offset?: number },
  reader: Reader,
  { reports, serviceLinks, cards }: ChatContext,
): Promise<Reply> {
  if (service === undefined) return cards.health(await reports.read(customer, { refresh }), reader);
  const [report] = await Promise.all([reports.read(customer, { refresh }), serviceLinks.load(customer)]);
  return cards.service(report, findServiceName(report, service), offset, reader);
}

/** The name of the customer's service that the words stand for; the words themselves when none fits. */
export function findServiceName(report: HealthReport, words: string): string {
  const { services } = report;
  // A button carries the whole name, and `Azure: Production` must not be taken for all of Azure.
  const named = findServiceByToken(report, words);
  if (named) return named.name;
  if (isMeant(words, [AZURE])) return AZURE;
  const [best] = matchServices(
    words,
    services.map(({ name, health }) => ({ id: health?.id ?? '', name })),
  );
  if (best !== undefined) return services[best]?.name ?? words;
  // `virtual machines` is no service of the report, where Azure is told by subscription, but one that an incident there may name.
  const inAzure = services.flatMap(({ incidents }) =>
    incidents.flatMap(({ azure }) => azure?.services ?? []),
  );
  return isAzureName(words) || isMeant(words, inAzure) ? AZURE : words;
}

function isMeant(words: string, names: readonly string[]): boolean {
  return (
    matchServices(
      words,
      names.map((name) => ({ id: '', name })),
    ).length > 0
  );
}
