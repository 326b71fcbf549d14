import type { CloudName } from '../../clouds.ts';
import type { Customer } from '../../customers/customer.ts';
import type { ChatContext } from '../context.ts';
import type { Reader } from '../reader.ts';
import type { Reply } from '../reply.ts';

/** What is planned for one customer, a page at a time. */
export async function showChanges(
  customer: Customer,
  offset: number,
  reader: Reader,
  { reports, cards }: ChatContext,
): Promise<Reply> {
  return cards.changes(await reports.read(customer), offset, reader);
}

/** What is planned for all customers, from what is known. */
export function showMaintenance(offset: number, reader: Reader, { estate, cards }: ChatContext): Reply {
  return cards.maintenance(estate.maintenance(), offset, reader);
}

/** One planned change with all its words; with `customer`: as that customer has it. */
export async function showChange(
  asked: {
    readonly cloud: CloudName;
    readonly change: string;
    readonly customer: Customer | undefined;
    readonly offset: number;
  },
  reader: Reader,
  { estate, reports, cards }: ChatContext,
): Promise<Reply> {
  const { cloud, customer, offset } = asked;
  const known = estate.findChange(cloud, asked.change);
  const customers = known?.hits ?? [];
  if (customer) {
    const report = await reports.read(customer);
    const change = report.changes.find(({ id }) => isSameId(id, asked.change)) ?? known?.change;
    if (!change) return cards.changeGone(reader);
    const view = { cloud, change, customers, customer, readAt: report.readAt };
    return cards.change(view, offset, reader);
  }
  if (!known) return cards.changeGone(reader);
  return cards.change({ cloud, change: known.change, customers }, offset, reader);
}

function isSameId(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
