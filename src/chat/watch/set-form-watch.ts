import type { z } from 'zod';
import type { CustomerRef } from '../../customers/customer.ts';
import type { WATCH_ACTION_DATA } from '../actions/watch-verbs.ts';
import type { Asked } from '../actions/with-customer.ts';
import type { Reply } from '../reply.ts';
import { findCustomerNow } from './find-customer-now.ts';
import { readRule } from './read-rule.ts';
import { setWatch } from './set-watch.ts';

type FormInputs = z.output<(typeof WATCH_ACTION_DATA)['set-watch']>;

const ALL = 'all';
/** Characters of names that are looked at. */
const MOST_TYPED = 5_000;

/** Sets up what was chosen on the card: customers from the list and those whose names were typed, together. */
export async function setFormWatch(inputs: FormInputs, asked: Asked): Promise<Reply> {
  const { context, reader } = asked;
  const { scope, names, language } = inputs;
  const service = inputs.service === ALL || inputs.service === '' ? undefined : inputs.service;
  const { refs, words } = readChosen(inputs.customers);
  const own = refs.flatMap((ref) => context.directory.get(ref) ?? []);
  // Whoever was chosen is no customer of ours any more: that must not become a watch of all.
  if (refs.length > 0 && own.length === 0) return context.cards.customerGone(reader);
  const picked = own.map(({ cloud, tenantId }): CustomerRef => ({ cloud, tenantId }));
  const typed = [...words, names.trim()]
    .filter((text) => text !== '')
    .join(', ')
    .slice(0, MOST_TYPED);
  if (typed === '') {
    const customers = picked.length > 0 ? picked : undefined;
    return setWatch({ scope, customers, service }, language, asked);
  }
  const reading = await readRule({ scope, isAll: false, subject: typed, service }, context);
  if (reading.kind === 'unclear') return context.cards.watchNotice(reading, findCustomerNow(context), reader);
  const { rule } = reading;
  const all = new Map([...picked, ...(rule.customers ?? [])].map((ref) => [keyOf(ref), ref]));
  return setWatch({ ...rule, customers: all.size > 0 ? [...all.values()] : undefined }, language, asked);
}

/**
 * Keys as the card carries them (`global:…`), parted by commas; nothing, or `all`, is all. Where a client sends what was typed and is on no list,
 * that is a name.
 */
function readChosen(text: string): {
  readonly refs: readonly CustomerRef[];
  readonly words: readonly string[];
} {
  const refs: CustomerRef[] = [];
  const words: string[] = [];
  for (const part of text.split(',').map((one) => one.trim())) {
    const [cloud = '', tenantId = ''] = part.split(':');
    if ((cloud === 'global' || cloud === 'china') && tenantId !== '') refs.push({ cloud, tenantId });
    else if (part !== '' && part !== ALL) words.push(part);
  }
  return { refs, words };
}

function keyOf({ cloud, tenantId }: CustomerRef): string {
  return `${cloud}:${tenantId.toLowerCase()}`;
}
