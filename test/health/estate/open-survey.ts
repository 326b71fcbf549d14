import type { Customer } from '../../../src/customers/customer.ts';
import { ReadError } from '../../../src/errors.ts';
import type { AzureReading } from '../../../src/health/azure.ts';
import { createSurvey, type SurveyOptions } from '../../../src/health/estate/survey.ts';
import type { Incident } from '../../../src/health/incident.ts';
import type { ServiceHealth } from '../../../src/health/service.ts';
import { createKeptLog } from '../../support/kept-log.ts';
import { type makeChange, named, openEstate } from './open-estate.ts';
import { createVirtualTime, type VirtualTime } from './virtual-time.ts';

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

export const manyCustomers = (count: number, cloud: Customer['cloud'] = 'global') =>
  Array.from({ length: count }, (_, at) => named(`c${String(at).padStart(4, '0')}`, cloud));

export interface Call {
  readonly what: string;
  readonly who: string;
  readonly at: number;
}

/** A survey of these customers, in which Microsoft answers as `answers` say and all are well otherwise. */
export function openSurvey(
  customers: readonly Customer[],
  {
    listActive = async () => [],
    readAzure = async () => NO_AZURE,
    listChanges = async () => [],
    listServices = async () => ['Exchange Online'],
    time = createVirtualTime(),
    ...overrides
  }: {
    listActive?: (who: string, signal: AbortSignal) => Promise<Incident[]>;
    readAzure?: (who: string) => Promise<AzureReading>;
    listChanges?: (who: string) => Promise<ReturnType<typeof makeChange>[]>;
    listServices?: (who: string) => Promise<readonly string[]>;
    time?: VirtualTime;
  } & Partial<SurveyOptions> = {},
) {
  const { estate, directory } = openEstate(customers);
  const calls: Call[] = [];
  const kept: { readonly who: string; readonly incidents: readonly Incident[] }[] = [];
  const note = (what: string, who: string) => calls.push({ what, who, at: time.clock() });
  const log = createKeptLog();
  const survey = createSurvey({
    ...time,
    directory,
    estate,
    random: () => 1,
    log,
    source: {
      async listActiveIncidents({ tenantId }, signal) {
        note('incidents', tenantId);
        return { items: await listActive(tenantId, signal), skipped: 0 };
      },
      async listPlannedChanges({ tenantId }) {
        note('changes', tenantId);
        return { items: await listChanges(tenantId), skipped: 0 };
      },
      async listServices({ tenantId }) {
        note('services', tenantId);
        return { items: (await listServices(tenantId)).map(named365), skipped: 0 };
      },
    },
    azure: {
      async readEvents({ tenantId }) {
        note('azure', tenantId);
        return readAzure(tenantId);
      },
    },
    keep: ({ tenantId }, incidents) => kept.push({ who: tenantId, incidents }),
    ...overrides,
  });
  const count = (what: string, who?: string) =>
    calls.filter((call) => call.what === what && (who === undefined || call.who === who)).length;
  return { survey, estate, directory, time, calls, kept, count, lines: log.lines };
}

export const NO_AZURE: AzureReading = {
  subscriptions: [],
  unread: [],
  incidents: [],
  changes: [],
  skipped: 0,
};
const named365 = (name: string): ServiceHealth => ({ id: name, name, status: 'serviceOperational' });
export const refuse = (code: ReadError['code'], retryAt?: number) => async () => {
  throw new ReadError(code, 'no', { retryAt });
};
