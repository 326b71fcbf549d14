import type { Command } from '../command.ts';
import type { ChatContext } from '../context.ts';
import { isServiceName } from '../grammar/service-topics.ts';
import type { Finding } from './find-customer.ts';
import { lookUpCustomer } from './look-up-customer.ts';

/**
 * The customer whose very name the whole text is, or its beginning before what is to be watched (`Monitor Systems incidents`). It goes before the
 * command that the text reads like: a customer may be called "Customers First" or "Help Desk Solutions". Bare command words stay commands,
 * whatever a customer calls itself.
 */
export function findNamed(command: Command, text: string, { directory }: ChatContext): Finding | undefined {
  const isBare = command.kind !== 'unknown' && command.kind !== 'health' && !/\s/.test(text.trim());
  for (const words of isBare ? [] : listWholes(command, text)) {
    const [customer, ...namesakes] = directory.findNamed(words);
    if (customer && namesakes.length === 0)
      return { search: { kind: 'one', customer, isExact: true }, service: undefined };
  }
  return undefined;
}

/**
 * Customers that the whole text fits, where it reads like a command about watches whose own words name nobody at all: `Follow me`, of Followme
 * Logistics.
 */
export async function findWhole(
  command: Command,
  text: string,
  context: ChatContext,
): Promise<Finding | undefined> {
  const [, ...shorter] = listWholes(command, text);
  if (!isAboutSomebody(command) || isServiceName(command.subject)) return undefined;
  const own = await lookUpCustomer({ subject: command.subject }, context);
  if (own.search.kind !== 'none') return undefined;
  for (const subject of [text, ...shorter]) {
    const whole = await lookUpCustomer({ subject }, context);
    if (whole.search.kind !== 'none') return whole;
  }
  return undefined;
}

/** The text, and of a command about watches what it is up to the end of its subject. */
function listWholes(command: Command, text: string): readonly string[] {
  if (!isAboutSomebody(command)) return [text];
  const at = text.lastIndexOf(command.subject);
  return at <= 0 ? [text] : [text, text.slice(0, at + command.subject.length)];
}

function isAboutSomebody(command: Command): command is Extract<Command, { kind: 'watch' | 'unwatch' }> {
  return (command.kind === 'watch' || command.kind === 'unwatch') && command.subject !== '' && !command.isAll;
}
