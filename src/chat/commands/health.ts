import type { Customer } from '../../customers/customer.ts';
import type { HealthReport } from '../../health/report.ts';
import type { ChatContext } from '../context.ts';
import { matchServices } from '../grammar/service-topics.ts';
import type { Reader } from '../reader.ts';
import type { Reply } from '../reply.ts';
import type { Finding } from './find-customer.ts';
import { isLoading, listUnreadClouds } from './unread-clouds.ts';

/** Answers with the customer's health when it is clear who is meant, else asks which. `text`: the person's words for the customer. */
export async function answerHealth(
  { search, service }: Finding,
  text: string,
  reader: Reader,
  context: ChatContext,
): Promise<Reply> {
  if (search.kind === 'one') return showHealth(search.customer, { service }, reader, context);
  const { directory, cards } = context;
  if (search.kind === 'none' && isLoading(directory)) return cards.loading(directory.size, reader);
  const unread = listUnreadClouds(context);
  // Of customers that were never read nobody can say that one does not exist.
  if (directory.size === 0 && unread.length > 0) return cards.customersUnread(unread, reader);
  return cards.chooseCustomer(search, { text, service }, unread, reader);
}

/** Reads a customer's health and shows it, or one of its services where the words name one. */
export async function showHealth(
  customer: Customer,
  {
    service,
    refresh = false,
    offset = 0,
  }: { service?: string | undefined; refresh?: boolean; offset?: number },
  reader: Reader,
  { reports, cards }: ChatContext,
): Promise<Reply> {
  const report = await reports.read(customer, { refresh });
  if (service === undefined) return cards.health(report, reader);
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
