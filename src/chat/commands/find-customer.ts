import type { Customer } from '../../customers/customer.ts';
import type { CustomerDirectory, CustomerSearch } from '../../customers/ports.ts';
import type { Command } from '../command.ts';
import type { ChatContext } from '../context.ts';
import { splitSubject } from '../grammar/split-subject.ts';
import { parseCommand } from '../parse.ts';
import type { CustomerQuestion } from './ask-about.ts';

/** What a subject such as `Contoso Exchange` stands for: customers that fit, and the words that name a service, if any. */
export interface Finding {
  readonly search: CustomerSearch;
  readonly service: string | undefined;
}

/**
 * Finds the customer a person means: the whole subject where it is somebody's very name, since a customer may be called "Exchange
 * Partners"; else a split into a service and somebody's very name; else whatever fits the whole, and last what fits a split.
 */
export function findCustomer(directory: CustomerDirectory, subject: string, service?: string): Finding {
  const whole = directory.search(subject);
  if (service !== undefined || (whole.kind === 'one' && whole.isExact)) return { search: whole, service };
  // Chinese joins a name and what is asked of it, and a name of one sign looks like a part of the joint.
  if (whole.kind === 'none' && /.的$/u.test(subject))
    return findCustomer(directory, subject.slice(0, -1), service);
  const splits = splitSubject(subject).map((split) => ({
    search: directory.search(split.customer),
    service: split.service,
  }));
  const exact = splits.find(({ search }) => search.kind === 'one' && search.isExact);
  if (exact || whole.kind !== 'none') return exact ?? { search: whole, service: undefined };
  return splits.find(({ search }) => search.kind !== 'none') ?? { search: whole, service: undefined };
}

/** What was probably asked about whom. */
export interface ProbableQuestion {
  readonly customer: Customer;
  readonly question: CustomerQuestion;
}

/**
 * The question behind a sentence that was not understood: what it says with its first or last word put right, where that was probably a slip of
 * a command (`helth for Contoso`, `histroy of Contoso`), else the health of the customer whose very name it holds (`any news on Contoso`).
 */
export function guessCustomer(
  { text, nearest }: Extract<Command, { kind: 'unknown' }>,
  { directory }: Pick<ChatContext, 'directory'>,
): ProbableQuestion | undefined {
  if (nearest === undefined) return askHealth(findNamedIn(text, directory));
  for (const mended of [text.replace(/^\S+/, nearest.word), text.replace(/\S+$/, nearest.word)]) {
    const command = parseCommand(mended, 'en');
    if (!isAboutCustomer(command) || command.subject === '') continue;
    const { search } = findCustomer(
      directory,
      command.subject,
      'service' in command ? command.service : undefined,
    );
    if (search.kind === 'one') return { customer: search.customer, question: command.kind };
  }
  return askHealth(findNamedIn(text, directory));
}

function askHealth(customer: Customer | undefined): ProbableQuestion | undefined {
  return customer && { customer, question: 'health' };
}

function isAboutCustomer(command: Command): command is Extract<Command, { kind: CustomerQuestion }> {
  return ['health', 'history', 'maintenance', 'request', 'requests', 'audit'].includes(command.kind);
}

/** Longest name looked for in a sentence, in words, and how many words of the sentence are looked at. */
const MOST_NAME_WORDS = 6;
const MOST_WORDS = 12;

function findNamedIn(text: string, directory: CustomerDirectory): Customer | undefined {
  const words = text.slice(0, MAX_TEXT).split(/\s+/).slice(0, MOST_WORDS);
  for (let length = Math.min(MOST_NAME_WORDS, words.length - 1); length > 0; length -= 1) {
    for (let from = 0; from + length <= words.length; from += 1) {
      const [customer, ...namesakes] = directory.findNamed(words.slice(from, from + length).join(' '));
      if (customer && namesakes.length === 0) return customer;
    }
  }
  return undefined;
}

const MAX_TEXT = 300;
