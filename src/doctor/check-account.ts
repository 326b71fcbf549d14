import { z } from 'zod';
import { CLOUDS } from '../clouds.ts';
import type { Customer } from '../customers/customer.ts';
import type { Microsoft } from '../microsoft/microsoft.ts';
import { readCustomer } from '../microsoft/partner-center/customer-row.ts';
import type { PartnerAccount } from '../partner-account.ts';
import type { Clock } from '../time.ts';
import { checkCustomers } from './check-customers.ts';
import { checkStaffGroups, type StaffGroups } from './check-staff.ts';
import type { Examine, Outcome } from './examine.ts';

const PAGE_SIZE = 500;
const PAGE = z.object({ items: z.array(z.unknown()) });

export interface AccountParts {
  readonly account: PartnerAccount;
  readonly microsoft: Microsoft;
  /** Where roles are read with this account; undefined: with another one. */
  readonly staff: { readonly tenantId: string; readonly groups: StaffGroups } | undefined;
  readonly clock: Clock;
}

/** What the credentials of a partner account open: the partner's own tenant, Partner Center, and some customers. */
export function examineAccount({ account, microsoft, staff, clock }: AccountParts): Examine {
  const { cloud, tenantId } = account;
  const { capabilities } = CLOUDS[cloud];
  const prefix = `PARTNER_${cloud.toUpperCase()}_`;
  const probe = microsoft.probe(cloud);
  return async (check) => {
    const isSignedIn = await check<boolean>(
      'Sign-in',
      async (signal) => {
        await probe.signIn({ api: 'graph', tenantId, signal });
        return { status: 'ok', says: `by ${CREDENTIALS[account.credential.kind]}`, value: true };
      },
      ({ code }) => {
        if (code === 'credentialRefused')
          return `check ${prefix}CLIENT_ID, and renew the credential of the application in Entra: App registrations, Certificates & secrets`;
        if (code === 'notFound') return `set ${prefix}TENANT_ID to the partner's own tenant`;
        if (code === 'noConsent')
          // Entra says the same of an id that is no application of this tenant.
          return `check ${prefix}CLIENT_ID and ${prefix}TENANT_ID; where they are right, grant admin consent in the partner's own tenant`;
        return undefined;
      },
    );
    if (!isSignedIn) {
      await check('Everything else', () => ({ status: 'skipped', says: 'nobody can sign in' }));
      return;
    }
    const customers = await check<readonly Customer[]>(
      'Customers',
      async (signal) => {
        const path = `/v1/customers?size=${PAGE_SIZE}`;
        return judgePage(account, await probe.read({ api: 'partnerCenter', tenantId, signal }, path, ''));
      },
      'register the application in Partner Center, in this cloud: Account settings, App management',
    );
    if (staff) await checkStaffGroups(check, { probe, ...staff });
    if (capabilities.gdap) {
      await check(
        'Admin relationships (GDAP)',
        async (signal) => {
          const path = '/v1.0/tenantRelationships/delegatedAdminRelationships?$top=1';
          await probe.read({ api: 'graph', tenantId, signal }, path, GDAP_PERMISSION);
          return { status: 'ok', says: 'can be read' };
        },
        `add ${GDAP_PERMISSION} (application) to the application and grant admin consent in the partner's tenant`,
      );
    }
    await checkCustomers(check, { microsoft, cloud, customers: customers ?? [], clock });
    await check(
      'Partner user',
      (signal) => judgeUser({ account, microsoft, clock }, customers?.[0], signal),
      () => `let the partner user sign in again with MFA, and set ${prefix}REFRESH_TOKEN`,
    );
  };
}

const GDAP_PERMISSION = 'DelegatedAdminRelationship.Read.All';

const CREDENTIALS: Readonly<Record<string, string>> = {
  secret: 'client secret',
  certificate: 'certificate',
  federated: 'managed identity (federated credential)',
};

function judgePage({ cloud }: PartnerAccount, body: unknown): Outcome<readonly Customer[]> {
  const rows = PAGE.parse(body).items.map((item) => readCustomer(cloud, item));
  const customers = rows.filter((row) => row !== undefined && row !== 'notOurs');
  const unread = rows.filter((row) => row === undefined).length;
  const count = rows.length < PAGE_SIZE ? `${customers.length}` : `${customers.length} on the first page`;
  if (unread > 0)
    return { status: 'warning', says: `${count}; ${unread} cannot be understood`, value: customers };
  return customers.length === 0
    ? { status: 'warning', says: 'none: is this the tenant of the reseller?', value: customers }
    : { status: 'ok', says: count, value: customers };
}

/** The refresh token is tried by what it is for. */
async function judgeUser(
  { account: { cloud, refreshToken }, microsoft, clock }: Omit<AccountParts, 'staff'>,
  customer: Customer | undefined,
  signal: AbortSignal,
): Promise<Outcome> {
  const { partnerCenterRequests, consents } = microsoft;
  if (refreshToken === undefined || !partnerCenterRequests.canRead(cloud))
    return { status: 'ok', says: 'none set, and none needed: requests at Partner Center are not shown' };
  if (!customer) return { status: 'skipped', says: 'there is no customer to try it with' };
  await partnerCenterRequests.list(customer, signal);
  const consent = (await consents.list()).find((one) => one.cloud === cloud);
  const days = consent?.expiresAt && Math.floor((consent.expiresAt - clock()) / DAY_MS);
  const until = days === undefined ? '' : `; unused it would last ${days} more days`;
  return consent === undefined || consent.state === 'ok'
    ? { status: 'ok', says: `the refresh token works${until}` }
    : {
        status: 'warning',
        says: `the refresh token still works, and lapses soon${until}`,
        mend: `let the partner user sign in again: in Teams with “consent”, or set PARTNER_${cloud.toUpperCase()}_REFRESH_TOKEN`,
      };
}

const DAY_MS = 86_400_000;
