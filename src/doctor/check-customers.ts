import { CLOUDS, type CloudName } from '../clouds.ts';
import type { Customer } from '../customers/customer.ts';
import { ReadError } from '../errors.ts';
import type { Microsoft } from '../microsoft/microsoft.ts';
import type { Clock } from '../time.ts';
import type { Check, Outcome } from './examine.ts';

export interface CustomerParts {
  readonly microsoft: Microsoft;
  readonly cloud: CloudName;
  readonly customers: readonly Customer[];
  readonly clock: Clock;
}

/** How many customers are tried: one may be odd, all are not. */
const TRIED = 5;
/** Enough to see whether events can be read. */
const LOOKED_BACK_MS = 3 * 86_400_000;

/** Whether some customers let us in, and what of each can be read. */
export async function checkCustomers(
  check: Check,
  { microsoft, cloud, customers, clock }: CustomerParts,
): Promise<void> {
  const tried = customers.slice(0, TRIED);
  const { serviceCommunications, azureHealth } = microsoft;
  const probe = microsoft.probe(cloud);
  if (tried.length === 0) {
    await check('Customers’ tenants', () => ({ status: 'skipped', says: 'there is no customer to try' }));
    return;
  }
  const open = await check<readonly Customer[]>('Customers’ tenants: sign-in', (signal) =>
    judgeEach(tried, CONSENT, ({ tenantId }) => probe.signIn({ api: 'graph', tenantId, signal })),
  );
  if (!open || open.length === 0) return;
  await check('Service health', (signal) =>
    judgeEach(open, 'add ServiceHealth.Read.All (application) and let customers consent', (customer) =>
      serviceCommunications.listServices(customer, signal),
    ),
  );
  await check('Message centre', (signal) =>
    judgeEach(open, 'add ServiceMessage.Read.All (application) and let customers consent', (customer) =>
      serviceCommunications.listPlannedChanges(customer, signal),
    ),
  );
  if (!CLOUDS[cloud].capabilities.azure) return;
  await check('Azure', (signal) =>
    judgeEach(
      open,
      'give the application the role Reader on customers’ Azure subscriptions',
      async (customer) => {
        const { unread } = await azureHealth.readEvents(customer, clock() - LOOKED_BACK_MS, signal);
        if (unread[0]) throw unread[0].error;
      },
    ),
  );
}

const CONSENT =
  'customers’ administrators grant it: the card “access” in Teams has the page for each; or consent through Partner Center for all';

/** All are well, some are, or none. What is wrong is told once, with how many it is wrong with. */
async function judgeEach(
  customers: readonly Customer[],
  mend: string,
  read: (customer: Customer) => Promise<unknown>,
): Promise<Outcome<readonly Customer[]>> {
  const outcomes = await Promise.allSettled(customers.map(read));
  const well = customers.filter((_customer, at) => outcomes[at]?.status === 'fulfilled');
  if (well.length === customers.length)
    return { status: 'ok', says: `${well.length} of ${customers.length} tried`, value: well };
  const reasons = Map.groupBy(
    outcomes.flatMap((outcome, at) =>
      outcome.status === 'rejected'
        ? [{ why: explain(outcome.reason), who: customers[at]?.domain ?? '' }]
        : [],
    ),
    ({ why }) => why,
  );
  const said = [...reasons].map(([why, whom]) => `${whom.map(({ who }) => who).join(', ')}: ${why}`);
  return {
    status: well.length === 0 ? 'failed' : 'warning',
    says: [`${well.length} of ${customers.length} tried`, ...said].join('; '),
    mend,
    value: well,
  };
}

function explain(error: unknown): string {
  return error instanceof ReadError ? error.message : 'failed in an unforeseen way';
}
