import type { Asked } from '../actions/with-customer.ts';
import type { Command } from '../command.ts';
import { isServiceName } from '../grammar/service-topics.ts';
import type { Reply } from '../reply.ts';
import { listRequests } from '../requests/list-requests.ts';
import { openForm } from '../requests/open-form.ts';
import { showRequest } from '../requests/show-request.ts';
import { askAbout } from './ask-about.ts';
import { setHelpdesk, showHelpdesk } from './helpdesk.ts';
import { lookUpCustomer } from './look-up-customer.ts';

/** A command about service requests. */
export type RequestCommand = Extract<
  Command,
  {
    readonly kind:
      | 'request'
      | 'requestNumber'
      | 'requests'
      | 'myRequests'
      | 'helpdeskHere'
      | 'helpdeskOff'
      | 'helpdesk';
  }
>;

export function answerRequests(command: RequestCommand, asked: Asked): Promise<Reply> {
  switch (command.kind) {
    case 'request':
      return answerRequest(command, asked);
    case 'requestNumber':
      return showRequest(Number(command.number), asked);
    case 'requests':
      return answerList(command.subject, asked);
    case 'myRequests':
      return listRequests({ view: 'mine', offset: 0 }, asked);
    case 'helpdesk':
      return showHelpdesk(asked);
    default:
      return setHelpdesk(command.kind === 'helpdeskHere', asked);
  }
}

async function answerRequest(command: Extract<Command, { kind: 'request' }>, asked: Asked): Promise<Reply> {
  const { reader, context } = asked;
  const { subject } = command;
  if (subject === '') return context.cards.requestForWhom(reader);
  const finding = await lookUpCustomer(command, context);
  if (finding.search.kind === 'none' && isServiceName(subject))
    return context.cards.whichCustomer(subject, reader);
  return askAbout({ question: 'request' }, finding, subject, reader, context, (customer, service) =>
    openForm({ customer, service }, asked),
  );
}

async function answerList(subject: string, asked: Asked): Promise<Reply> {
  if (subject === '') return listRequests({ view: 'open', offset: 0 }, asked);
  const finding = await lookUpCustomer({ subject }, asked.context);
  return askAbout({ question: 'requests' }, finding, subject, asked.reader, asked.context, (customer) =>
    listRequests({ view: 'all', customer, offset: 0 }, asked),
  );
}
