import type { Asked } from '../actions/with-customer.ts';
import type { Reply } from '../reply.ts';

/** How many of the latest changes a request's card knows. */
export const LATEST_CHANGES = 5;
/** A page of a request's history. */
export const CHANGES_PAGE = 8;

/** A request as it stands now. */
export async function showRequest(number: number | undefined, { reader, context }: Asked): Promise<Reply> {
  const { requests, cards } = context;
  const key = number === undefined ? undefined : { number };
  const [request, latest, helpdesk] = await Promise.all([
    key && requests.desk.find(key),
    key && requests.desk.listChanges(key, { offset: 0, limit: LATEST_CHANGES }),
    requests.desk.helpdesk.get(),
  ]);
  if (!request) return cards.requestUnknown(number, reader);
  const view = { changes: latest?.changes ?? [], helpdesk: helpdesk !== undefined };
  const living = { number: request.number ?? 0, version: request.version };
  return { ...cards.request(request, view, reader), living };
}
