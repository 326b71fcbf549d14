import { checkContent } from '../../requests/check-content.ts';
import { stepsOf } from '../../requests/form-steps.ts';
import type { ServiceRequest } from '../../requests/request.ts';
import { personKey } from '../../staff/person.ts';
import { type Asked, withCustomer } from '../actions/with-customer.ts';
import type { Reply } from '../reply.ts';
import { judgeAccess } from './judge-access.ts';
import { showForm } from './show-form.ts';
import { showRequest } from './show-request.ts';

/**
 * Sends a form: however often it is pressed, one request and the same answer. A form of yesterday is as good as a new one, where the
 * customer is still ours and we are still let in.
 */
export async function sendForm(form: string, by: Asked): Promise<Reply> {
  const { requests, cards } = by.context;
  const draft = await requests.desk.find({ form });
  if (!draft) return cards.requestFormGone(by.reader);
  if (draft.number !== undefined) return showRequest(draft.number, by);
  if (personKey(draft.raisedBy) !== personKey(by.person)) return cards.requestNotYours(draft, by.reader);
  return withCustomer(draft.customer, by, (customer) => {
    const gone = draft.route === 'helpdesk' ? undefined : judgeAccess(customer, by.context.estate);
    return gone ? cards.requestAccessGone(customer, gone, by.reader) : sendDraft(draft, by);
  });
}

async function sendDraft(draft: ServiceRequest, by: Asked): Promise<Reply> {
  const { requests, cards, clock } = by.context;
  const { reader } = by;
  if (checkContent(draft, clock()).length === 0) await placeCards(draft, by);
  const result = await requests.desk.send(draft.form, by.person);
  if (result.kind === 'unknown') return cards.requestFormGone(reader);
  if (result.kind !== 'refused') return showRequest(result.request.number, by);
  if (result.code === 'notYours') return cards.requestNotYours(result.request, reader);
  const problems = checkContent(result.request, clock());
  const step = stepsOf(draft.route).find((one) => checkContent(result.request, clock(), one).length > 0);
  return showForm({ draft: result.request, step: step ?? 'what', problems, find: '', offset: 0 }, by);
}

/**
 * Notes which messages are to show the request, before it is raised: so no crash in between can leave the helpdesk without its card. The form's
 * own message goes on as the card of who raised it; where the channel did not name it, a new one is posted.
 */
async function placeCards({ form }: ServiceRequest, by: Asked): Promise<void> {
  const { desk } = by.context.requests;
  const { conversation, messageId, reader } = by;
  const helpdesk = await desk.helpdesk.get();
  await desk.placeCard({ form }, { conversation, messageId, reader, purpose: 'raiser', shownVersion: 0 });
  if (!helpdesk) return;
  await desk.placeCard(
    { form },
    {
      conversation: helpdesk.conversation,
      messageId: undefined,
      reader: helpdesk.reader,
      purpose: 'helpdesk',
      shownVersion: 0,
    },
  );
}

/** Puts a form away that was not sent. What was typed is dropped with other forms that nobody touches for long. */
export async function discardForm(form: string, by: Asked): Promise<Reply> {
  const { requests, cards } = by.context;
  const draft = await requests.desk.find({ form });
  if (!draft) return cards.requestFormGone(by.reader);
  if (draft.number !== undefined) return showRequest(draft.number, by);
  return personKey(draft.raisedBy) === personKey(by.person)
    ? cards.requestDiscarded(draft, by.reader)
    : cards.requestNotYours(draft, by.reader);
}
