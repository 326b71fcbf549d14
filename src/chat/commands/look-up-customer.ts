import type { ChatContext } from '../context.ts';
import { type Finding, findCustomer } from './find-customer.ts';
import { lookUp } from './wait-for-customers.ts';

/** Who is meant; right after a start, after a moment in which customers may arrive. */
export function lookUpCustomer(
  { subject, service }: { readonly subject: string; readonly service?: string },
  context: ChatContext,
): Promise<Finding> {
  return lookUp(
    context,
    () => findCustomer(context.directory, subject, service),
    ({ search }) => search.kind === 'one' && search.isExact,
  );
}
