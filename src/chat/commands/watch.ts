import { customerKey } from '../../customers/customer.ts';
import type { Watch, WatchScope } from '../../watch/watch.ts';
import { notDone, withEnding } from '../access/ending.ts';
import type { Asked } from '../actions/with-customer.ts';
import type { Command } from '../command.ts';
import type { Reply } from '../reply.ts';
import { findCustomerNow } from '../watch/find-customer-now.ts';
import { readRule } from '../watch/read-rule.ts';
import { setWatch } from '../watch/set-watch.ts';
import { showStatus } from '../watch/show-status.ts';
import { removeWatches, showWatches, showWatchForm } from '../watch/show-watches.ts';
import { matchService } from '../watch/view-card.ts';

export type WatchCommand = Extract<Command, { readonly kind: 'watch' | 'unwatch' | 'watches' | 'status' }>;

/** Answers a command about watches, or about how the bot does. */
export function answerWatch(command: WatchCommand, asked: Asked): Promise<Reply> {
  switch (command.kind) {
    case 'watch':
      return answerSet(command, asked);
    case 'unwatch':
      return answerUnset(command, asked);
    case 'watches':
      return showWatches(0, asked);
    default:
      return showStatus(undefined, asked);
  }
}

async function answerSet(command: Extract<WatchCommand, { kind: 'watch' }>, asked: Asked): Promise<Reply> {
  const { isAll, subject, scope, language } = command;
  const { context, reader } = asked;
  if (!isAll && subject === '' && scope === undefined) return askMore(showWatchForm(undefined, asked));
  const reading = await readRule({ isAll, subject, scope }, context);
  if (reading.kind === 'rule') return setWatch(reading.rule, language, asked);
  return context.cards.watchNotice(reading, findCustomerNow(context), reader);
}

/** What is to be stopped: everything, what has this scope, or what is about this customer or service. Where that is not clear, a list. */
async function answerUnset(
  command: Extract<WatchCommand, { kind: 'unwatch' }>,
  asked: Asked,
): Promise<Reply> {
  const { isAll, subject, scope } = command;
  const { watch } = asked.context;
  const watches = await watch.store.list(asked.conversation);
  if (watches.length === 0) return askMore(showWatches(0, asked));
  if (subject === '') {
    const isClear = isAll || scope !== undefined || watches.length === 1;
    return isClear ? removeWatches(chooseOfScope(watches, scope), asked) : askMore(showWatches(0, asked));
  }
  const { meant, customers } = await chooseMeant(watches, command, asked);
  return meant.length > 0 ? removeWatches(meant, asked, customers) : askMore(showWatches(0, asked));
}

/** Nothing is set or ended yet: what was meant is chosen on a card. */
async function askMore(card: Promise<Reply>): Promise<Reply> {
  return withEnding(await card, notDone('unclear'));
}

function chooseOfScope(watches: readonly Watch[], scope: WatchScope | undefined): readonly Watch[] {
  return watches.filter((one) => scope === undefined || one.scope === scope);
}

async function chooseMeant(
  watches: readonly Watch[],
  { isAll, subject, scope }: Extract<WatchCommand, { kind: 'unwatch' }>,
  { context }: Asked,
): Promise<{ readonly meant: readonly Watch[]; readonly customers?: ReadonlySet<string> }> {
  const own = chooseOfScope(watches, scope);
  const named = own.filter(({ service }) => service?.toLowerCase() === subject.toLowerCase());
  if (named.length > 0) return { meant: named };
  const reading = await readRule({ isAll, subject, scope }, context);
  if (reading.kind !== 'rule') return { meant: [] };
  const { customers, service } = reading.rule;
  const ofService = own.filter((one) => service === undefined || isSameService(one.service, service));
  if (customers === undefined) return { meant: ofService };
  const keys = new Set(customers.map(customerKey));
  return {
    meant: ofService.filter((one) => one.customers?.some((ref) => keys.has(customerKey(ref)))),
    customers: keys,
  };
}

/** `Exchange` is `Exchange Online`. */
function isSameService(watched: string | undefined, words: string): boolean {
  return watched !== undefined && (matchService(words, [watched]) || matchService(watched, [words]));
}
