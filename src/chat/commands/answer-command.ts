import type { Reader } from '../../reader.ts';
import type { Asked } from '../actions/with-customer.ts';
import type { Command } from '../command.ts';
import type { ChatContext } from '../context.ts';
import { isServiceName } from '../grammar/service-topics.ts';
import { parseCommand } from '../parse.ts';
import { readPeriod } from '../period/read-period.ts';
import type { IncomingMessage, Reply } from '../reply.ts';
import { whileKept } from '../requests/while-kept.ts';
import { showAccess, showAccessOf } from './access.ts';
import { askAbout, chooseSure } from './ask-about.ts';
import { answerAudit } from './audit.ts';
import { showConsents } from './consent.ts';
import { type Finding, guessCustomer } from './find-customer.ts';
import { findNamed, findWhole } from './find-named.ts';
import { showHealth } from './health.ts';
import { refusePeriod, showHistory } from './history.ts';
import { answerIncident } from './incident.ts';
import { listCustomers } from './list-customers.ts';
import { lookUpCustomer } from './look-up-customer.ts';
import { showChanges, showMaintenance } from './maintenance.ts';
import { showOverview } from './overview.ts';
import { answerRequests } from './requests.ts';
import { showHelp } from './show-help.ts';
import { isLoading, listUnreadClouds } from './unread-clouds.ts';
import { waitForCustomers } from './wait-for-customers.ts';
import { answerWatch } from './watch.ts';

/** What a message asks for, and how it is answered. */
export interface PlannedAnswer {
  readonly kind: Command['kind'];
  answer(): Promise<Reply>;
}

/** Understands a message; nothing is done yet. Right after a start it may wait a moment for the customers. */
export async function planCommand(message: IncomingMessage, context: ChatContext): Promise<PlannedAnswer> {
  const { reader, text } = message;
  const command = parseCommand(text, reader.language);
  // Before it is judged whether the person may watch anything: somebody may be called like that.
  const named = findNamed(command, text, context) ?? (await findWhole(command, text, context));
  if (named) return { kind: 'health', answer: () => answerHealth(named, text, reader, context) };
  return { kind: command.kind, answer: () => answerParsed(command, message, context) };
}

async function answerParsed(
  command: Command,
  message: IncomingMessage,
  context: ChatContext,
): Promise<Reply> {
  const { hasAttachment, reader } = message;
  const { cards, directory } = context;
  switch (command.kind) {
    case 'empty':
      return hasAttachment ? cards.attachment(reader) : cards.empty(reader);
    case 'help':
      return showHelp(reader, context);
    case 'customers':
      if (directory.size === 0) await waitForCustomers(context);
      return listCustomers(command.text, 0, reader, context);
    case 'overview':
      if (directory.size === 0) await waitForCustomers(context);
      return showOverview({ service: command.service, offset: 0 }, reader, context);
    case 'access':
      if (directory.size === 0) await waitForCustomers(context);
      return answerAccess(command.subject, reader, context);
    case 'incident':
      if (command.id === '') return cards.needIncident(reader);
      await waitForCustomers(context);
      return answerIncident(command, { ...message, context });
    case 'maintenance': {
      const { subject } = command;
      if (directory.size === 0) await waitForCustomers(context);
      if (subject === '') return showMaintenance({ service: command.service, offset: 0 }, reader, context);
      const finding = await lookUpCustomer(command, context);
      const isOnlyService = finding.search.kind === 'none' && isServiceName(subject);
      if (isOnlyService) return showMaintenance({ service: subject, offset: 0 }, reader, context);
      return askAbout({ question: 'maintenance' }, finding, subject, reader, context, (customer, service) =>
        showChanges(customer, { service, offset: 0 }, reader, context),
      );
    }
    case 'request':
    case 'requestNumber':
    case 'requests':
    case 'myRequests':
    case 'helpdeskHere':
    case 'helpdeskOff':
    case 'helpdesk': {
      const asked = askTyped(message, context);
      return whileKept(() => answerRequests(command, asked), asked);
    }
    case 'watch':
    case 'unwatch':
    case 'watches':
    case 'status': {
      const asked = askTyped(message, context);
      return whileKept(() => answerWatch(command, asked), asked);
    }
    case 'audit': {
      const asked = askTyped(message, context);
      return whileKept(() => answerAudit(command.subject, asked), asked);
    }
    case 'consent': {
      const asked = askTyped(message, context);
      return whileKept(() => showConsents(asked), asked);
    }
    case 'history':
      return answerHistory(command, reader, context);
    case 'health': {
      // Trouble is asked about, and nobody is named: then it is everybody's.
      if (command.subject === '') {
        if (directory.size === 0) await waitForCustomers(context);
        return showOverview({ service: command.service, offset: 0 }, reader, context);
      }
      const finding = await lookUpCustomer(command, context);
      const isOnlyService = finding.search.kind === 'none' && isServiceName(command.subject);
      if (isOnlyService) return cards.whichCustomer(command.subject, reader);
      return answerHealth(finding, command.subject, reader, context);
    }
    case 'unknown':
      return answerUnknown(command, reader, context);
  }
}

/** Who asks, where, when it was typed. */
function askTyped({ person, conversation, reader }: IncomingMessage, context: ChatContext): Asked {
  return {
    person,
    conversation,
    messageId: undefined,
    verb: '',
    isLatest: () => true,
    isTyped: true,
    reader,
    context,
  };
}

/** The stretch of time is read first: one that cannot be shown is refused whoever is meant. */
async function answerHistory(
  command: Extract<Command, { kind: 'history' }>,
  reader: Reader,
  context: ChatContext,
): Promise<Reply> {
  const { subject, period: words } = command;
  if (subject === '') return context.cards.needCustomer(reader);
  const finding = await lookUpCustomer(command, context);
  const { search } = finding;
  const period = readPeriod(words, { now: context.clock(), ...reader });
  if (!period.ok) {
    const customer = search.kind === 'one' ? search.customer : undefined;
    return refusePeriod(words, period.problem, customer, reader, context);
  }
  const { since, until } = period;
  const question = { question: 'history', period: { since, until } } as const;
  return askAbout(question, finding, subject, reader, context, (customer, service) =>
    showHistory(customer, { period, service, offset: 0 }, reader, context),
  );
}

function answerHealth(finding: Finding, text: string, reader: Reader, context: ChatContext): Promise<Reply> {
  return askAbout({ question: 'health' }, finding, text, reader, context, (customer, service) =>
    showHealth(customer, { service }, reader, context),
  );
}

/** What has to be mended for one customer; where nothing has, its health. */
async function answerAccess(subject: string, reader: Reader, context: ChatContext): Promise<Reply> {
  if (subject === '') return showAccess(0, reader, context);
  const finding = await lookUpCustomer({ subject }, context);
  const customer = chooseSure(finding.search, context);
  const own = customer && showAccessOf(customer, reader, context);
  return own ?? answerHealth(finding, subject, reader, context);
}

/** Words that are no command: perhaps a customer's name, perhaps a slip. */
async function answerUnknown(
  command: Extract<Command, { kind: 'unknown' }>,
  reader: Reader,
  context: ChatContext,
): Promise<Reply> {
  const finding = await lookUpCustomer({ subject: command.text }, context);
  if (finding.search.kind === 'none') {
    const guess = guessCustomer(command, context);
    // While some customers are unread, a name we do not know may well be one of theirs.
    const isSomeUnread = isLoading(context.directory) || listUnreadClouds(context).length > 0;
    if (guess || command.nearest || !isSomeUnread) return context.cards.unknown(command, reader, guess);
  }
  return answerHealth(finding, command.text, reader, context);
}
