import type { Customer } from '../../customers/customer.ts';
import type { CustomerDirectory, CustomerSearch } from '../../customers/ports.ts';
import type { Command } from '../command.ts';
import type { ChatContext } from '../context.ts';
import { splitSubject } from '../grammar/split-subject.ts';
import { parseCommand } from '../parse.ts';

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
  const splits = splitSubject(subject).map((split) => ({
    search: directory.search(split.customer),
    service: split.service,
  }));
  const exact = splits.find(({ search }) => search.kind === 'one' && search.isExact);
  if (exact || whole.kind !== 'none') return exact ?? { search: whole, service: undefined };
  return splits.find(({ search }) => search.kind !== 'none') ?? { search: whole, service: undefined };
}

/**
 * The customer of a sentence whose first or last word was probably a slip of a command (`helth for Contoso`): what the sentence says with
 * that word put right, if that is clear.
 */
export function guessCustomer(
  { text, nearest }: Extract<Command, { kind: 'unknown' }>,
  { directory }: Pick<ChatContext, 'directory'>,
): Customer | undefined {
  if (nearest?.kind !== 'health') return undefined;
  for (const mended of [text.replace(/^\S+/, nearest.word), text.replace(/\S+$/, nearest.word)]) {
    const command = parseCommand(mended, 'en');
    if (command.kind !== 'health' || command.subject === '') continue;
    const { search } = findCustomer(directory, command.subject, command.service);
    if (search.kind === 'one') return search.customer;
  }
  return undefined;
}
