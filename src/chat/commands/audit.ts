import type { Customer } from '../../customers/customer.ts';
import type { Asked } from '../actions/with-customer.ts';
import { refer } from '../cards/buttons.ts';
import { AUDIT_LINES_A_PAGE } from '../cards/present-audit.ts';
import type { Reply } from '../reply.ts';
import { askAbout } from './ask-about.ts';
import { lookUpCustomer } from './look-up-customer.ts';

/** `audit`, `audit for Contoso`. Throws `NotAllowed`, `StoreError`. */
export async function answerAudit(subject: string, asked: Asked): Promise<Reply> {
  const { reader, context } = asked;
  context.access.require('readAudit');
  if (subject === '') return showAudit({ offset: 0 }, asked);
  const finding = await lookUpCustomer({ subject }, context);
  return askAbout({ question: 'audit' }, finding, subject, reader, context, (customer) =>
    showAudit({ customer, offset: 0 }, asked),
  );
}

/** A page of what was done, newest first, for one customer; for all, where none is hidden from who asks. Throws `NotAllowed`, `StoreError`. */
export async function showAudit(
  { customer, offset }: { readonly customer?: Customer | undefined; readonly offset: number },
  { reader, context }: Pick<Asked, 'reader' | 'context'>,
): Promise<Reply> {
  const { access, audit, directory, cards } = context;
  access.require('readAudit', customer?.cloud);
  // Lines of customers that are hidden would have to be left out, and their numbers would tell of them.
  if (customer === undefined && !access.seesAll) return cards.whoseAudit(reader);
  const filter = customer ? { customer: refer(customer) } : {};
  const list = (from: number) => audit.list(filter, { offset: from, limit: AUDIT_LINES_A_PAGE });
  let from = offset;
  let page = await list(from);
  if (page.lines.length === 0 && page.total > 0) {
    from = (Math.ceil(page.total / AUDIT_LINES_A_PAGE) - 1) * AUDIT_LINES_A_PAGE;
    page = await list(from);
  }
  const { seesAll } = access;
  return cards.audit(page, { customer, offset: from, find: (ref) => directory.get(ref), seesAll }, reader);
}
