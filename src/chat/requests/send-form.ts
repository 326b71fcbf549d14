import { checkContent } from '../../requests/check-content.ts';
import { stepsOf } from '../../requests/form-steps.ts';
import type { ServiceRequest } from '../../requests/request.ts';
import { personKey } from '../../staff/person.ts';
import { notDone, withEnding } from '../access/ending.ts';
import { type Asked, withCustomer } from '../actions/with-customer.ts';
import type { Reply } from '../reply.ts';
import { judgeAccess } from './judge-access.ts';
import { showForm } from './show-form.ts';
import { showRequest } from './show-request.ts';
import { within } from './within.ts';

/**
 * Sends a form: however often it is pressed, one request and the same answer. A form of yesterday is as good as a new one, where the
 * customer is still ours and we are still let in.
 */
export async function sendForm(form: string, by: Asked): Promise<Reply> {
  const { requests, cards, clock } = by.context;
  const draft = await requests.desk.find({ form });
  if (!draft) return cards.requestFormGone(by.reader);
  if (draft.number !== undefined) return showRequest(draft.number, by);
  by.context.access.require('raiseRequest', draft.customer.cloud);
  if (personKey(draft.raisedBy) !== personKey(by.person)) return cards.requestNotYours(draft, by.reader);
  const { directory } = by.context;
  const isRead = directory.states.some(
    ({ cloud, loadedAt }) => cloud === draft.customer.cloud && loadedAt !== undefined,
  );
  if (isRead && !directory.get(draft.customer)) return cards.requestCustomerGone(draft, by.reader);
  return withCustomer(draft.customer, by, async (customer) => {
    // A form may be sent long after it was opened, when access was judged: then it is judged anew, and Teams shows the answer when it is there.
    if (draft.route !== 'helpdesk' && clock() - draft.openedAt > JUDGED_MS)
      await within(by.context.reports.read(customer, { refresh: true }), AbortSignal.timeout(READ_MS));
    const gone = draft.route === 'helpdesk' ? undefined : judgeAccess(customer, by.context.estate);
    return gone ? cards.requestAccessGone(customer, gone, by.reader) : sendDraft(draft, by);
  });
}

/** How long a judgement of our access stands, and how long a new one may take, in milliseconds. */
const JUDGED_MS = 15 * 60_000;
const READ_MS = 8_000;

async function sendDraft(draft: ServiceRequest, by: Asked): Promise<Reply> {
  const { requests, cards, clock } = by.context;
  const { reader } = by;
  if (checkContent(draft, clock()).length === 0) await placeCard(draft, by);
  const result = await requests.desk.send(draft.form, by.person);
  if (result.kind === 'unknown') return cards.requestFormGone(reader);
  if (result.kind !== 'refused') return showRequest(result.request.number, by);
  if (result.code === 'notYours') return cards.requestNotYours(result.request, reader);
  const problems = checkContent(result.request, clock());
  const step = stepsOf(draft.route).find((one) => checkContent(result.request, clock(), one).length > 0);
  const shown = { draft: result.request, step: step ?? 'what', problems, find: '', offset: 0 };
  return withEnding(await showForm(shown, by), notDone(result.code));
}

/**
 * Notes which message is to show the request to who raised it, before it is raised: so no crash in between can lose it. In a personal chat
 * that is the message it is sent from. Elsewhere others look at that message, too: there it is the form's own, where it has one, or a new one.
 */
function placeCard({ form }: ServiceRequest, by: Asked): Promise<void> {
  const { conversation, messageId: own, reader } = by;
  const messageId = conversation.kind === 'personal' ? own : undefined;
  const card = { conversation, messageId, reader, purpose: 'raiser', shownVersion: 0 } as const;
  return by.context.requests.desk.placeCard({ form }, card);
}

/** Puts a form away that was not sent. What was typed is dropped with other forms that nobody touches for long. */
export async function discardForm(form: string, by: Asked): Promise<Reply> {
  const { requests, cards } = by.context;
  const draft = await requests.desk.find({ form });
  if (!draft) return cards.requestFormGone(by.reader);
  if (draft.number !== undefined) return showRequest(draft.number, by);
  by.context.access.require('raiseRequest', draft.customer.cloud);
  return personKey(draft.raisedBy) === personKey(by.person)
    ? cards.requestDiscarded(draft, by.reader)
    : cards.requestNotYours(draft, by.reader);
}
