import { CLOUDS } from '../../clouds.ts';
import type { Customer } from '../../customers/customer.ts';
import type { CustomerSubscription } from '../../requests/ports.ts';
import type { ChatContext } from '../context.ts';
import { type Patience, within } from './within.ts';

/** How long reading may go on behind, in milliseconds. */
const READ_MS = 30_000;

/**
 * A customer's Azure subscriptions, whatever Azure says of their health; undefined: they cannot be told in time. They are asked for apart from
 * the report: a ticket is wanted most of all when Azure is in trouble.
 */
export async function readSubscriptions(
  customer: Customer,
  { requests }: Pick<ChatContext, 'requests'>,
  patience: Patience,
): Promise<readonly CustomerSubscription[] | undefined> {
  if (!CLOUDS[customer.cloud].capabilities.azure) return [];
  const work = requests.azureSupport.listSubscriptions(customer, AbortSignal.timeout(READ_MS));
  return within(work, patience.createSignal());
}
