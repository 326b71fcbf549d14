import type { Customer } from '../../customers/customer.ts';
import { ReadError } from '../../errors.ts';
import { OPEN_STATES } from '../../requests/request.ts';
import { personKey } from '../../staff/person.ts';
import { failedWith, withEnding } from '../access/ending.ts';
import type { Asked } from '../actions/with-customer.ts';
import type { Reply } from '../reply.ts';
import { BEHIND_MS } from './answer-late.ts';
import { CHANGES_PAGE } from './show-request.ts';

const REQUESTS_PAGE = 8;

/** Requests: open ones, those of who asks, or all; of one customer or of every. */
export async function listRequests(
  asked: {
    readonly view: 'open' | 'mine' | 'all';
    readonly customer?: Customer | undefined;
    readonly offset: number;
  },
  { reader, person, context }: Asked,
): Promise<Reply> {
  const { requests, cards } = context;
  const { view, customer, offset } = asked;
  const filter = {
    customer,
    person: view === 'mine' ? personKey(person) : undefined,
    states: view === 'all' ? undefined : OPEN_STATES,
  };
  const page = await requests.desk.list(filter, { offset, limit: REQUESTS_PAGE });
  const vendorRequests = customer !== undefined && requests.partnerCenter.canRead(customer.cloud);
  return cards.requests(page, { ...asked, vendorRequests }, reader);
}

/** Everything that happened to a request, a page at a time. */
export async function listChanges(
  number: number,
  { offset, part }: { readonly offset: number; readonly part: number },
  { reader, context }: Asked,
): Promise<Reply> {
  const { requests, cards } = context;
  const request = await requests.desk.find({ number });
  if (!request) return cards.requestUnknown(number, reader);
  const { changes, total } = await requests.desk.listChanges({ number }, { offset, limit: CHANGES_PAGE });
  return cards.requestChanges(request, changes, { offset, part, total }, reader);
}

export async function showText(number: number, offset: number, { reader, context }: Asked): Promise<Reply> {
  const request = await context.requests.desk.find({ number });
  return request
    ? context.cards.requestText(request, offset, reader)
    : context.cards.requestUnknown(number, reader);
}

/** What Partner Center holds of a customer: made there by hand, or long ago. */
export function listVendorRequests(customer: Customer, offset: number, by: Asked): Promise<Reply> {
  const { requests, cards } = by.context;
  if (!requests.partnerCenter.canRead(customer.cloud))
    return Promise.resolve(cards.vendorRequests(customer, { kind: 'off' }, offset, by.reader));
  return askPartnerCenter(customer, by, async (signal) => {
    const list = await requests.partnerCenter.list(customer, signal);
    return cards.vendorRequests(customer, { kind: 'ready', requests: list }, offset, by.reader);
  });
}

/** One of those, a page of its notes at a time; with `note`, after adding it. */
export function showVendorRequest(
  customer: Customer,
  { id, offset, note }: { readonly id: string; readonly offset: number; readonly note?: string },
  by: Asked,
): Promise<Reply> {
  const { requests, cards } = by.context;
  if (note !== undefined && (note.trim() === '' || note.length > MOST_NOTE))
    return Promise.resolve(cards.badNote(by.reader));
  return askPartnerCenter(customer, by, async (signal) => {
    const request =
      note === undefined
        ? await requests.partnerCenter.get(customer, id, signal)
        : await requests.annotate(customer, id, { text: note.trim(), by: by.person }, signal);
    return cards.vendorRequest(customer, request, offset, by.reader);
  });
}

const MOST_NOTE = 20_000;

async function askPartnerCenter(
  customer: Customer,
  { reader, context }: Asked,
  ask: (signal: AbortSignal) => Promise<Reply>,
): Promise<Reply> {
  try {
    return await ask(AbortSignal.timeout(BEHIND_MS));
  } catch (error) {
    if (!(error instanceof ReadError)) throw error;
    const failed = context.cards.vendorRequests(customer, { kind: 'failed', code: error.code }, 0, reader);
    return withEnding(failed, failedWith());
  }
}
