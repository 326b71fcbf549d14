import type { Timings } from '../../../src/microsoft/call.ts';
import type { PartnerAccount } from '../../../src/partner-account.ts';
import type { TicketOrder } from '../../../src/requests/ports.ts';
import { RouteError } from '../../../src/requests/route-error.ts';
import { CONTOSO, PARTNER, SIGN_IN, start } from '../start.ts';
import { playSupport } from './fake-support.ts';

export const SUBSCRIPTION = '132d901f-189d-4381-9214-fe68e27e05a1';
export const NAME = 'partner-health-90000000-0000-4000-8000-000000000001';
export const TICKETS = `management.azure.com/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Support/supportTickets`;
export const TICKET = `${TICKETS}/${NAME}`;

/** The path under which the stand-in keeps the ticket. */
export const TICKET_PATH = TICKET.slice('management.azure.com'.length);

export const ORDER: TicketOrder = {
  customer: CONTOSO,
  subscriptionId: SUBSCRIPTION,
  name: NAME,
  serviceId: 'vm',
  problemId: 'rdp',
  title: 'No connection',
  description: 'Since 9:00 nobody can connect.',
  severity: 'B',
  startedAt: Date.parse('2026-11-21T09:00:00Z'),
  contact: {
    firstName: 'Megan',
    lastName: 'Bowen',
    email: 'megan@partner.example',
    phone: '',
    country: 'FRA',
  },
  timeZone: 'Europe/Paris',
  diagnosticConsent: false,
  resourceId: '',
};
export const REF = { customer: CONTOSO, subscriptionId: SUBSCRIPTION, name: NAME };

interface Options {
  readonly accounts?: readonly PartnerAccount[];
  readonly timings?: Partial<Timings>;
}

/** The real clients in front of a stand-in for Azure Support. */
export async function startSupport(options: Options = {}) {
  const started = await start(options);
  const support = playSupport(started.fake);
  const writes = () => started.fake.requests.filter(({ method }) => method !== 'GET' && method !== 'POST');
  return { ...started, support, writes };
}

/** What a token must look like that belongs to a tenant of the global cloud. */
export const tokenOf = (tenantId: string) => new RegExp(`^Bearer token-\\d+-${SIGN_IN}${tenantId}$`);
export const PARTNER_TOKEN = tokenOf(PARTNER);
export const CUSTOMER_TOKEN = tokenOf(CONTOSO.tenantId);

/** The `RouteError` a promise rejects with. */
export async function troubleOf(promise: Promise<unknown>): Promise<RouteError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof RouteError) return error;
  throw new Error(`Expected a RouteError, but met ${error}`);
}
