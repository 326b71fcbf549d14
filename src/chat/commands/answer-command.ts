import type { ChatContext } from '../context.ts';
import { isServiceName } from '../grammar/service-topics.ts';
import { parseCommand } from '../parse.ts';
import type { IncomingMessage, Reply } from '../reply.ts';
import { findCustomer, guessCustomer } from './find-customer.ts';
import { answerHealth } from './health.ts';
import { listCustomers } from './list-customers.ts';
import { showHelp } from './show-help.ts';
import { isLoading, listUnreadClouds } from './unread-clouds.ts';
import { waitForCustomers } from './wait-for-customers.ts';

/** Understands a message and answers it. `kind` names the command, for metrics. */
export async function answerCommand(
  message: IncomingMessage,
  context: ChatContext,
): Promise<{ kind: string; reply: Reply }> {
  const { reader, text } = message;
  const { cards, directory } = context;
  const command = parseCommand(text, reader.language);
  if (command.kind === 'empty') {
    return { kind: 'empty', reply: message.hasAttachment ? cards.attachment(reader) : cards.empty(reader) };
  }
  if (command.kind !== 'help') await waitForCustomers(context);
  // A customer may be called "Customers First" or "Help Desk Solutions": its very name goes before the command it reads like.
  const [customer, ...namesakes] = directory.findNamed(text);
  if (customer && namesakes.length === 0) {
    const search = { kind: 'one', customer, isExact: true } as const;
    return {
      kind: 'health',
      reply: await answerHealth({ search, service: undefined }, text, reader, context),
    };
  }
  switch (command.kind) {
    case 'help':
      return { kind: 'help', reply: showHelp(reader, context) };
    case 'customers':
      return { kind: 'customers', reply: listCustomers(command.text, 0, reader, context) };
    case 'health': {
      if (command.subject === '') return { kind: 'health', reply: cards.empty(reader) };
      const finding = findCustomer(directory, command.subject, command.service);
      if (finding.search.kind === 'none' && isServiceName(command.subject)) {
        return { kind: 'health', reply: cards.whichCustomer(command.subject, reader) };
      }
      return { kind: 'health', reply: await answerHealth(finding, command.subject, reader, context) };
    }
    case 'unknown': {
      const finding = findCustomer(directory, command.text);
      if (finding.search.kind === 'none') {
        const guess = guessCustomer(command, context);
        // While some customers are unread, a name we do not know may well be one of theirs.
        const unread = isLoading(directory) || listUnreadClouds(context).length > 0;
        if (!unread || guess || command.nearest)
          return { kind: 'unknown', reply: cards.unknown(command, reader, guess) };
      }
      return { kind: 'health', reply: await answerHealth(finding, command.text, reader, context) };
    }
  }
}
