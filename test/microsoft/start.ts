import { readFileSync } from 'node:fs';
import { onTestFinished } from 'vitest';
import type { ReadError } from '../../src/errors.ts';
import type { ServiceCommunications } from '../../src/health/ports.ts';
import type { Log } from '../../src/log.ts';
import type { MicrosoftCall, Timings } from '../../src/microsoft/call.ts';
import { createMicrosoft, type MicrosoftOptions } from '../../src/microsoft/microsoft.ts';
import type { PartnerAccount } from '../../src/partner-account.ts';
import { startFakeMicrosoft } from '../support/fake-microsoft.ts';
import { createFakeTime } from '../support/fake-time.ts';

export const PARTNER = '10000000-0000-4000-8000-000000000001';
export const CONTOSO = { cloud: 'global', tenantId: '20000000-0000-4000-8000-000000000001' } as const;
export const LAMNA = { cloud: 'china', tenantId: '30000000-0000-4000-8000-000000000001' } as const;

export const GLOBAL: PartnerAccount = {
  cloud: 'global',
  tenantId: PARTNER,
  clientId: '40000000-0000-4000-8000-000000000001',
  credential: { kind: 'secret', secret: 'a-very-secret-value' },
  refreshToken: undefined,
};
export const CHINA: PartnerAccount = {
  ...GLOBAL,
  cloud: 'china',
  tenantId: '10000000-0000-4000-8000-000000000002',
};

const ADMIN = 'graph.microsoft.com/v1.0/admin/serviceAnnouncement';
export const OVERVIEWS = `${ADMIN}/healthOverviews`;
export const ISSUES = `${ADMIN}/issues`;
export const MESSAGES = `${ADMIN}/messages`;
export const CUSTOMERS = 'api.partnercenter.microsoft.com/v1/customers';
export const SUBSCRIPTIONS = `${CUSTOMERS}/${CONTOSO.tenantId}/subscriptions`;
export const ARM = 'management.azure.com/subscriptions/';
const RELATIONSHIPS_ROOT = 'graph.microsoft.com/v1.0/tenantRelationships';
export const RELATIONSHIPS = `${RELATIONSHIPS_ROOT}/delegatedAdminRelationships`;
export const SERVICE_LINKS = `${RELATIONSHIPS_ROOT}/delegatedAdminCustomers/${CONTOSO.tenantId}/serviceManagementDetails`;
export const SIGN_IN = 'login.microsoftonline.com/';

export const OVERVIEW = {
  value: [{ id: 'Exchange', service: 'Exchange Online', status: 'serviceOperational' }],
};

interface StartOptions {
  readonly accounts?: readonly PartnerAccount[];
  readonly timings?: Partial<Timings>;
  readonly staff?: MicrosoftOptions['staff'];
  readonly log?: Log;
  /** Nothing stands in for Microsoft's hosts, as in production: calls to them end at the fake all the same. */
  readonly isReal?: boolean;
  readonly bot?: MicrosoftOptions['bot'];
  /** How accounts prove who they are. */
  readonly signIn?: Pick<MicrosoftOptions, 'secrets' | 'consent' | 'identityEndpoint'>;
}

type Asked = Parameters<ServiceCommunications['listServices']>;

/** The real clients in front of a scripted Microsoft, in time that does not pass by itself. */
export async function start({
  accounts = [GLOBAL, CHINA],
  timings = {},
  staff,
  log,
  isReal = false,
  bot,
  signIn = {},
}: StartOptions = {}) {
  const fake = await startFakeMicrosoft();
  onTestFinished(() => fake.close());
  const time = createFakeTime();
  const calls: MicrosoftCall[] = [];
  const microsoft = createMicrosoft({
    accounts,
    upstream: isReal ? undefined : fake.origin,
    fetch: isReal
      ? (url, init) => fetch(`${fake.origin}/${String(url).replace(/^https?:\/\//, '')}`, init)
      : fetch,
    clock: time.clock,
    sleep: time.sleep,
    random: () => 0.5,
    observe: (call) => calls.push(call),
    timings,
    log,
    ...signIn,
    bot,
    ...(staff ? { staff } : {}),
  });
  const { serviceCommunications } = microsoft;
  // Most tests look at the rows alone.
  const health = {
    listServices: async (...asked: Asked) => (await serviceCommunications.listServices(...asked)).items,
    listActiveIncidents: async (...asked: Asked) =>
      (await serviceCommunications.listActiveIncidents(...asked)).items,
    listIncidents: async (...asked: Asked) => (await serviceCommunications.listIncidents(...asked)).items,
    listPlannedChanges: async (...asked: Asked) =>
      (await serviceCommunications.listPlannedChanges(...asked)).items,
  };
  return { fake, time, calls, ...microsoft, health };
}

/** A signal nobody aborts. */
export const patient = () => new AbortController().signal;

/** One of the documented samples. */
export function payload(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`payloads/${name}.json`, import.meta.url), 'utf8'));
}

/** The `ReadError` a promise rejects with. */
export async function errorOf(promise: Promise<unknown>): Promise<ReadError> {
  return promise.then(
    () => expectFailure(),
    (error) => error,
  );
}

function expectFailure(): never {
  throw new Error('Expected a ReadError, but nothing was thrown');
}
