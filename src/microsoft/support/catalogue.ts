import { z } from 'zod';
import type { CustomerRef } from '../../customers/customer.ts';
import { ReadError } from '../../errors.ts';
import type { SupportService, SupportTopic } from '../../requests/ports.ts';
import { RouteError } from '../../requests/route-error.ts';
import type { Runtime } from '../call.ts';
import { text } from '../fields.ts';
import { followLinks } from '../follow-links.ts';
import { createKeptReadings } from '../keep-readings.ts';
import { passing } from './route-failure.ts';
import { API_VERSION, isSuccess, refusalOf, type SupportCalls, type SupportErrand } from './support-calls.ts';
import { serviceUrl } from './ticket-body.ts';

/** Microsoft: "always use the most recent set"; so a list serves the filling in of one form, and no longer. */
const FRESH_MS = 10 * 60_000;
/** Lists of services kept at most: a few hundred services each, about 60 KB. */
const MAX_CUSTOMERS = 100;
const MAX_PROBLEM_LISTS = 500;
const MAX_PAGES = 50;

const page = z.object({ value: z.array(z.unknown()), nextLink: z.string().nullish() });
const named = z.object({ name: text, id: text });
const service = named.extend({
  properties: z.object({ displayName: text, resourceTypes: z.array(z.string()).catch([]) }),
});
const problem = named.extend({
  properties: z.object({
    displayName: text,
    secondaryConsentEnabled: z.array(z.object({ type: text }).catch({ type: '' })).catch([]),
  }),
});

/** A problem on the list of a service. */
export interface SupportProblem extends SupportTopic {
  /** Services that ask for a consent of their own before they look into it. */
  readonly consents: readonly string[];
}

/** What tickets can be about. Throws `RouteError`. */
export interface SupportCatalogue {
  listServices(customer: CustomerRef, signal: AbortSignal): Promise<readonly SupportService[]>;
  listProblems(
    customer: CustomerRef,
    serviceId: string,
    signal: AbortSignal,
  ): Promise<readonly SupportProblem[]>;
}

/** https://learn.microsoft.com/rest/api/support/services/list and …/problem-classifications/list */
export function createSupportCatalogue(
  { clock, timings }: Pick<Runtime, 'clock' | 'timings'>,
  calls: SupportCalls,
): SupportCatalogue {
  async function readRows(errand: SupportErrand, path: string): Promise<unknown[]> {
    const refuse = (what: string) => passing(`Azure Support: ${what}`);
    async function readPage(link: string | undefined) {
      const url = link ?? `${path}?api-version=${API_VERSION}`;
      const answer = await calls.send(errand, { method: 'GET', url });
      if (!isSuccess(answer)) throw calls.refuse(errand, refusalOf(answer), 'list');
      const parsed = page.safeParse(answer.body);
      if (!parsed.success) throw refuse('the answer is not a collection');
      return { rows: parsed.data.value, next: parsed.data.nextLink || undefined };
    }
    return followLinks({ readPage, origin: calls.origin, maxPages: MAX_PAGES, refuse });
  }

  const kept = { clock, freshMs: FRESH_MS, staleMs: 0, totalMs: timings.supportListMs };
  const services = createKeptReadings({
    ...kept,
    maxTenants: MAX_CUSTOMERS,
    read: async (tenantId, { signal }) => {
      const rows = await readRows({ tenantId, signal }, '/providers/Microsoft.Support/services');
      return understand(rows, service, ({ displayName, resourceTypes }, id) => ({
        id,
        name: displayName,
        resourceTypes,
      }));
    },
  });
  // Kept by tenant and service. Azure's ids know no capitals.
  const problems = createKeptReadings({
    ...kept,
    maxTenants: MAX_PROBLEM_LISTS,
    read: async (key, { signal }) => {
      const [tenantId = '', ...serviceId] = key.split('/');
      const rows = await readRows(
        { tenantId, signal },
        `${serviceUrl(serviceId.join('/'))}/problemClassifications`,
      );
      return understand(rows, problem, ({ displayName, secondaryConsentEnabled }, id) => ({
        id,
        name: displayName,
        consents: secondaryConsentEnabled.map(({ type }) => type.trim()).filter(Boolean),
      }));
    },
  });

  return {
    listServices: ({ tenantId }, signal) => asRouteError(services(tenantId, signal)),
    listProblems: async ({ tenantId }, serviceId, signal) => {
      // A segment of dots would lead to another resource.
      if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/.test(serviceId))
        throw new RouteError('classification', 'That is no id of an Azure service.');
      return asRouteError(problems(`${tenantId}/${serviceId}`, signal));
    },
  };
}

/** Rows that cannot be understood are left out; rows of which not one can be are no answer. */
function understand<P extends { displayName: string }, T>(
  rows: readonly unknown[],
  schema: z.ZodType<{ name: string; id: string; properties: P }>,
  read: (properties: P, id: string) => T,
): T[] {
  const topics = rows.flatMap((row) => {
    const { data } = schema.safeParse(row);
    const id = data?.name.trim() || (data?.id.split('/').at(-1) ?? '');
    return data && id !== '' && data.properties.displayName.trim() !== '' ? [read(data.properties, id)] : [];
  });
  if (rows.length > 0 && topics.length === 0)
    throw passing('Azure Support: not one row of the list can be understood');
  return topics;
}

/** Whoever stops waiting for a shared reading is told so in the words of readings. */
async function asRouteError<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    throw error instanceof ReadError ? passing(error.message, error.retryAt, error) : error;
  }
}
