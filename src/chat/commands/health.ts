import type { Customer } from '../../customers/customer.ts';
import type { HealthReport } from '../../health/report.ts';
import type { ChatContext } from '../context.ts';
import { matchServices } from '../grammar/service-topics.ts';
import type { Reader } from '../reader.ts';
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
function findServiceName({ services }: HealthReport, words: string): string {
  const [best] = matchServices(
    words,
    services.map(({ name, health }) => ({ id: health?.id ?? '', name })),
  );
  return best === undefined ? words : (services[best]?.name ?? words);
}
