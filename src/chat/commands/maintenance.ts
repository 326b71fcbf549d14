import type { CloudName } from '../../clouds.ts';
import type { Customer } from '../../customers/customer.ts';
import { AZURE } from '../../health/name-service.ts';
import type { PlannedChange } from '../../health/planned-change.ts';
import type { Reader } from '../../reader.ts';
import type { ChatContext } from '../context.ts';
import { matchServices } from '../grammar/service-topics.ts';
import type { Reply } from '../reply.ts';
import { answerUnloaded, listUnloaded } from './unread-clouds.ts';
import { isNowhere, listWithoutAzure } from './without-azure.ts';

/** A page of a list of changes; `service`: words for a service to narrow it down to. */
interface Asked {
  readonly service?: string | undefined;
  readonly offset: number;
}

/** What is planned for one customer, a page at a time. */
export async function showChanges(
  customer: Customer,
  { service, offset }: Asked,
  reader: Reader,
  { reports, cards }: ChatContext,
): Promise<Reply> {
  const report = await reports.read(customer);
  if (service === undefined) return cards.changes(report, { offset }, reader);
  const changes = report.changes.filter((change) => isAbout(change, service));
  return cards.changes({ ...report, changes }, { offset, service }, reader);
}

/** What is planned for all customers, from what is known. */
export function showMaintenance({ service, offset }: Asked, reader: Reader, context: ChatContext): Reply {
  const { estate, cards } = context;
  const unanswerable = answerUnloaded(reader, context);
  if (unanswerable) return unanswerable;
  const unloaded = listUnloaded(context);
  const planned = estate.maintenance();
  if (service === undefined) return cards.maintenance(planned, { offset, unloaded }, reader);
  const changes = planned.changes.filter(({ change }) => isAbout(change, service));
  const withoutAzure = listWithoutAzure(service, context);
  const asked = { offset, service, unloaded, withoutAzure, isNowhere: isNowhere(withoutAzure, context) };
  return cards.maintenance({ ...planned, changes }, asked, reader);
}

/** Whether a change hits the service that the words stand for; `Azure` stands for all of it. */
function isAbout({ source, services, azure }: PlannedChange, words: string): boolean {
  if (isMeant(words, [AZURE])) return source === 'azure';
  return isMeant(words, [...services, ...(azure?.services ?? [])]);
}

function isMeant(words: string, names: readonly string[]): boolean {
  return (
    matchServices(
      words,
      names.map((name) => ({ id: '', name })),
    ).length > 0
  );
}

/** One planned change with all its words; with `customer`: as that customer has it. */
export async function showChange(
  asked: {
    readonly cloud: CloudName;
    readonly change: string;
    readonly customer: Customer | undefined;
    readonly offset: number;
    /** The list it was opened from: its page, and what it was narrowed down to. */
    readonly back: number;
    readonly service?: string | undefined;
    /** Its living card it was opened from. */
    readonly from?: 'living' | undefined;
  },
  reader: Reader,
  { estate, reports, cards }: ChatContext,
): Promise<Reply> {
  const { cloud, customer, offset, back, service, from } = asked;
  const list = { offset: back, service };
  const known = estate.findChange(cloud, asked.change);
  const customers = known?.hits ?? [];
  if (customer) {
    const report = await reports.read(customer);
    const change = report.changes.find(({ id }) => isSameId(id, asked.change)) ?? known?.change;
    if (!change) return cards.changeGone(reader);
    const view = { cloud, change, customers, customer, list, readAt: report.readAt, from };
    return cards.change(view, offset, reader);
  }
  if (!known) return cards.changeGone(reader);
  return cards.change({ cloud, change: known.change, customers, list, from }, offset, reader);
}

function isSameId(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
