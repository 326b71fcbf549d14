import type { ChatContext } from '../context.ts';
import { parseCommand } from '../parse.ts';
import type { IncomingMessage, Reply } from '../reply.ts';
import { findCustomer } from './find-customer.ts';
import { answerHealth } from './health.ts';
import { listCustomers } from './list-customers.ts';
import { waitForCustomers } from './wait-for-customers.ts';

/** Longest text looked up as a name, in characters. */
const MAX_NAME = 200;

/** Understands a message and answers it. `kind` names the command, for metrics. */
export async function answerCommand(
  message: IncomingMessage,
  context: ChatContext,
): Promise<{ kind: string; reply: Reply }> {
  const { reader } = message;
  const { cards, directory } = context;
  const command = parseCommand(message.text, reader.language);
  switch (command.kind) {
    case 'empty':
      return { kind: 'empty', reply: message.hasAttachment ? cards.attachment(reader) : cards.empty(reader) };
    case 'help':
      return { kind: 'help', reply: cards.help(reader) };
    case 'customers':
      await waitForCustomers(context);
      return { kind: 'customers', reply: listCustomers(command.text, 0, reader, context) };
    case 'health': {
      if (command.subject === '') return { kind: 'health', reply: cards.empty(reader) };
      await waitForCustomers(context);
      // A customer may be called "Health Partners": its very name goes before the command it reads like.
      const named = directory.search(message.text);
      if (named.kind === 'one' && named.isExact) {
        return {
          kind: 'health',
          reply: await answerHealth({ search: named, service: undefined }, message.text, reader, context),
        };
      }
      const finding = findCustomer(directory, command.subject, command.service);
      return { kind: 'health', reply: await answerHealth(finding, command.subject, reader, context) };
    }
    case 'unknown': {
      await waitForCustomers(context);
      const finding = findCustomer(directory, command.text.slice(0, MAX_NAME));
      if (finding.search.kind !== 'none') {
        return { kind: 'health', reply: await answerHealth(finding, command.text, reader, context) };
      }
      return { kind: 'unknown', reply: cards.unknown(command, reader) };
    }
  }
}
