import type { CloudName } from '../../clouds.ts';
import type { CustomerRef } from '../../customers/customer.ts';
import { ReadError } from '../../errors.ts';
import type { Incident } from '../../health/incident.ts';
import type { PlannedChange } from '../../health/planned-change.ts';
import type { Listing } from '../../health/ports.ts';
import type { ServiceHealth } from '../../health/service.ts';
import type { Runtime } from '../call.ts';
import type { AuthorizedSend } from '../sign-in/authorized-send.ts';
import { createReadPage, type GraphPage } from './graph-client.ts';
import { isActive, issueRow } from './issue-row.ts';
import { messageRow } from './message-row.ts';
import { parseRows } from './parse-rows.ts';
import { readRows } from './read-rows.ts';
import { serviceRow } from './service-row.ts';

/** Graph's service communications of the customers of one cloud. Each throws `ReadError`. */
export interface CloudCommunications {
  listServices(tenantId: string, signal: AbortSignal): Promise<Listing<ServiceHealth>>;
  listActiveIncidents(tenantId: string, signal: AbortSignal): Promise<Listing<Incident>>;
  listPlannedChanges(tenantId: string, signal: AbortSignal): Promise<Listing<PlannedChange>>;
}

const ROOT = '/admin/serviceAnnouncement';
const UNRESOLVED = 'isResolved eq false';
/** The largest page Graph documents for issues and messages; its default is 100. */
const LARGE_PAGES = { Prefer: 'odata.maxpagesize=1000' };

/** https://learn.microsoft.com/graph/service-communications-concept-overview */
export function createCloudCommunications(
  { clock, timings }: Pick<Runtime, 'clock' | 'timings'>,
  cloud: CloudName,
  send: AuthorizedSend,
): CloudCommunications {
  const readPage = createReadPage(cloud, timings.graphAttemptMs, send);
  let canFilter = true;

  /** Begins the time one question may take, which all its pages share. */
  function ask(tenantId: CustomerRef['tenantId'], signal: AbortSignal) {
    const errand = { tenantId, signal, deadline: clock() + timings.graphTotalMs };
    return (first: GraphPage, headers: Readonly<Record<string, string>> = {}) =>
      readRows({ cloud, readPage, errand, first, headers });
  }

  /** `$filter` on issues is in wide use but not documented: where Graph refuses it, everything is read. */
  async function readIssues(read: ReturnType<typeof ask>): Promise<unknown[]> {
    const path = `${ROOT}/issues`;
    if (!canFilter) return read({ path }, LARGE_PAGES);
    try {
      return await read({ path, filter: UNRESOLVED }, LARGE_PAGES);
    } catch (error) {
      if (!(error instanceof ReadError) || (error.status !== 400 && error.status !== 501)) throw error;
      const rows = await read({ path }, LARGE_PAGES);
      canFilter = false; // Only now: were the question itself refused, the filter would not be at fault.
      return rows;
    }
  }

  return {
    async listServices(tenantId, signal) {
      const rows = await ask(tenantId, signal)({ path: `${ROOT}/healthOverviews` });
      return parseRows(cloud, serviceRow, rows);
    },
    async listActiveIncidents(tenantId, signal) {
      const rows = await readIssues(ask(tenantId, signal));
      const { items, skipped } = parseRows(cloud, issueRow, rows);
      return { items: items.filter((issue) => isActive(issue, clock())), skipped };
    },
    async listPlannedChanges(tenantId, signal) {
      const rows = await ask(tenantId, signal)({ path: `${ROOT}/messages` }, LARGE_PAGES);
      return parseRows(cloud, messageRow, rows);
    },
  };
}
