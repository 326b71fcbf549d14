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

/** Sets up what was chosen on the card: customers from the list and those whose names were typed, together. */
export async function setFormWatch(inputs: FormInputs, asked: Asked): Promise<Reply> {
  const { context, reader } = asked;
  const { scope, names, language } = inputs;
  const service = inputs.service === ALL || inputs.service === '' ? undefined : inputs.service;
  const chosen = readChosen(inputs.customers);
  const typed = names.trim();
  const own = chosen.flatMap((ref) => context.directory.get(ref) ?? []);
  // Whoever was chosen is no customer of ours any more: that must not become a watch of all.
  if (chosen.length > 0 && own.length === 0) return context.cards.customerGone(reader);
  const picked = own.map(({ cloud, tenantId }): CustomerRef => ({ cloud, tenantId }));
  if (typed === '') {
    const customers = picked.length > 0 ? picked : undefined;
    return setWatch({ scope, customers, service }, language, asked);
  }
  const reading = await readRule({ scope, isAll: false, subject: typed, service }, context);
  if (reading.kind === 'unclear') return context.cards.watchNotice(reading, findCustomerNow(context), reader);
  const { rule } = reading;
  const customers = rule.customers && [
    ...new Map([...picked, ...rule.customers].map((ref) => [keyOf(ref), ref])).values(),
  ];
  return setWatch({ ...rule, customers }, language, asked);
}

/** Keys as the card carries them (`global:…`), parted by commas; all are none. */
function readChosen(text: string): CustomerRef[] {
  return text.split(',').flatMap((key): CustomerRef[] => {
    const [cloud = '', tenantId = ''] = key.trim().split(':');
    return (cloud === 'global' || cloud === 'china') && tenantId !== '' ? [{ cloud, tenantId }] : [];
  });
}

function keyOf({ cloud, tenantId }: CustomerRef): string {
  return `${cloud}:${tenantId.toLowerCase()}`;
}
