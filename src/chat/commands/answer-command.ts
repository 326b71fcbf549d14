import type { Command } from '../command.ts';
import type { ChatContext } from '../context.ts';
import { isServiceName } from '../grammar/service-topics.ts';
import { parseCommand } from '../parse.ts';
import type { Reader } from '../reader.ts';
import type { IncomingMessage, Reply } from '../reply.ts';
import { type Finding, findCustomer, guessCustomer } from './find-customer.ts';
import { answerHealth } from './health.ts';
import { listCustomers } from './list-customers.ts';
import { showHelp } from './show-help.ts';
import { isLoading, listUnreadClouds } from './unread-clouds.ts';
import { lookUp, waitForCustomers } from './wait-for-customers.ts';

/** Understands a message and answers it. `kind` names the command, for metrics. */
export async function answerCommand(
  message: IncomingMessage,
  context: ChatContext,
): Promise<{ kind: string; reply: Reply }> {
  const { reader, text } = message;
  const { cards } = context;
  const command = parseCommand(text, reader.language);
  switch (command.kind) {
    case 'empty':
      return { kind: 'empty', reply: message.hasAttachment ? cards.attachment(reader) : cards.empty(reader) };
    case 'help':
    case 'customers': {
      const finding = findMeant(command, text, context);
      if (finding) return { kind: 'health', reply: await answerHealth(finding, text, reader, context) };
      if (command.kind === 'help') return { kind: 'help', reply: showHelp(reader, context) };
      if (context.directory.size === 0) await waitForCustomers(context);
      return { kind: 'customers', reply: listCustomers(command.text, 0, reader, context) };
    }
    case 'health':
    case 'unknown': {
      const finding = await lookUp(context, () => findMeant(command, text, context), isExact);
      const words = command.kind === 'health' ? command.subject : command.text;
      const reply =
        (finding?.search.kind === 'none' ? answerNobody(command, reader, context) : undefined) ??
        (finding ? await answerHealth(finding, words, reader, context) : cards.empty(reader));
      return { kind: command.kind, reply };
    }
  }
}

/**
 * The customer that is meant, as far as the directory knows now. Somebody's very name goes before the command it reads like: a customer may be
 * called "Customers First" or "Help Desk Solutions". Bare command words stay commands, whatever a customer calls itself.
 */
function findMeant(command: Command, text: string, { directory }: ChatContext): Finding | undefined {
  const isBare = (command.kind === 'help' || command.kind === 'customers') && !/\s/.test(text.trim());
  const [customer, ...namesakes] = isBare ? [] : directory.findNamed(text);
  if (customer && namesakes.length === 0) {
    return { search: { kind: 'one', customer, isExact: true }, service: undefined };
  }
  if (command.kind === 'unknown') return findCustomer(directory, command.text);
  if (command.kind !== 'health' || command.subject === '') return undefined;
  return findCustomer(directory, command.subject, command.service);
}

/** Answers without a customer where that helps more than a list of names that are near. */
function answerNobody(
  command: Extract<Command, { kind: 'health' | 'unknown' }>,
  reader: Reader,
  context: ChatContext,
): Reply | undefined {
  const { cards } = context;
  if (command.kind === 'health') {
    return isServiceName(command.subject) ? cards.whichCustomer(command.subject, reader) : undefined;
  }
  const guess = guessCustomer(command, context);
  // While some customers are unread, a name we do not know may well be one of theirs.
  const isSomeUnread = isLoading(context.directory) || listUnreadClouds(context).length > 0;
  return guess || command.nearest || !isSomeUnread ? cards.unknown(command, reader, guess) : undefined;
}

function isExact(finding: Finding | undefined): boolean {
  return finding?.search.kind === 'one' && finding.search.isExact;
}
