import type { CloudName } from '../../clouds.ts';
import type { CustomerRef } from '../../customers/customer.ts';
import type { Incident } from '../../health/incident.ts';
import type { PlannedChange } from '../../health/planned-change.ts';
import type { IncidentReportFile, Listing } from '../../health/ports.ts';
import type { ServiceHealth } from '../../health/service.ts';
import type { Runtime } from '../call.ts';
import { SERVICE_COMMUNICATIONS_BUDGET } from '../policy/budget.ts';
import { type ApiPolicy, RETRY_STATUSES } from '../policy/request.ts';
import type { AuthorizedSend } from '../sign-in/authorized-send.ts';
import { createFindIncident } from './find-incident.ts';
import { createReadFile, createReadPage, type GraphPage } from './graph-client.ts';
import { GraphRefusal } from './graph-error.ts';
import { createReadIncidentReport } from './incident-report.ts';
import { createIssuePages } from './issue-pages.ts';
import { isActive, readIssue } from './issue-row.ts';
import { messageRow } from './message-row.ts';
import { bySchema, parseRows } from './parse-rows.ts';
import { readIssueRows } from './read-issue-rows.ts';
import { readRows } from './read-rows.ts';
import { serviceRow } from './service-row.ts';

/** Graph's service communications of the customers of one cloud: the port's questions by tenant. Each throws `ReadError`. */
export interface CloudCommunications {
  listServices(tenantId: string, signal: AbortSignal): Promise<Listing<ServiceHealth>>;
  listActiveIncidents(tenantId: string, signal: AbortSignal): Promise<Listing<Incident>>;
  listIncidents(tenantId: string, signal: AbortSignal): Promise<Listing<Incident>>;
  findIncident(tenantId: string, id: string, signal: AbortSignal): Promise<Incident | undefined>;
  readIncidentReport(tenantId: string, id: string, signal: AbortSignal): Promise<IncidentReportFile>;
  listPlannedChanges(tenantId: string, signal: AbortSignal): Promise<Listing<PlannedChange>>;
}

const ROOT = '/admin/serviceAnnouncement';
const ISSUES = `${ROOT}/issues`;
const UNRESOLVED = 'isResolved eq false';
/** The largest page Graph documents for issues and messages; its default is 100. */
const LARGE_PAGES = { Prefer: 'odata.maxpagesize=1000' };

/** https://learn.microsoft.com/graph/service-communications-concept-overview */
export function createCloudCommunications(
  { clock, timings }: Pick<Runtime, 'clock' | 'timings'>,
  cloud: CloudName,
  send: AuthorizedSend,
): CloudCommunications {
  const policy: ApiPolicy = {
    api: 'graph',
    resource: 'serviceCommunications',
    budget: SERVICE_COMMUNICATIONS_BUDGET,
    retryStatuses: RETRY_STATUSES,
    attemptMs: timings.graphAttemptMs,
    permissions: 'ServiceHealth.Read.All and ServiceMessage.Read.All',
  };
  const readPage = createReadPage(cloud, policy, send);
  const readFile = createReadFile(cloud, { ...policy, attemptMs: timings.graphFileMs }, send);
  const findIncident = createFindIncident(cloud, ISSUES, readPage);
  const readIncidentReport = createReadIncidentReport(cloud, ISSUES, readFile);
  const pages = createIssuePages();
  let canFilter = true;

  /** Begins the time one question may take, which all its pages share. */
  const begin = (tenantId: CustomerRef['tenantId'], signal: AbortSignal, ms = timings.graphTotalMs) => ({
    tenantId,
    signal,
    deadline: clock() + ms,
  });

  function ask(tenantId: CustomerRef['tenantId'], signal: AbortSignal) {
    const errand = begin(tenantId, signal);
    return (first: GraphPage, headers: Readonly<Record<string, string>> = {}) =>
      readRows({ cloud, readPage, errand, first, headers });
  }

  function askActive(tenantId: CustomerRef['tenantId'], signal: AbortSignal) {
    const errand = begin(tenantId, signal);
    return (filter?: string) =>
      readIssueRows({
        ...{ cloud, readPage, errand, pages },
        first: { path: ISSUES, filter },
        headers: LARGE_PAGES,
      });
  }

  /** `$filter` on issues is in wide use but not documented: where Graph refuses it, everything is read. */
  async function readActive(read: ReturnType<typeof askActive>) {
    if (!canFilter) return read();
    try {
      return await read(UNRESOLVED);
    } catch (error) {
      if (!(error instanceof GraphRefusal) || (error.status !== 400 && error.status !== 501)) throw error;
      const rows = await read();
      canFilter = false; // Only now: were the question itself refused, the filter would not be at fault.
      return rows;
    }
  }

  return {
    async listServices(tenantId, signal) {
      const rows = await ask(tenantId, signal)({ path: `${ROOT}/healthOverviews` });
      return parseRows(cloud, bySchema(serviceRow), rows);
    },
    async listActiveIncidents(tenantId, signal) {
      const rows = await readActive(askActive(tenantId, signal));
      const { items, skipped } = parseRows(cloud, (row) => row, rows);
      return { items: items.filter((issue) => isActive(issue, clock())), skipped };
    },
    async listIncidents(tenantId, signal) {
      const rows = await ask(tenantId, signal)({ path: ISSUES }, LARGE_PAGES);
      return parseRows(cloud, readIssue, rows);
    },
    findIncident: (tenantId, id, signal) => findIncident(begin(tenantId, signal), id),
    readIncidentReport: (tenantId, id, signal) =>
      readIncidentReport(begin(tenantId, signal, timings.graphFileMs), id),
    async listPlannedChanges(tenantId, signal) {
      const rows = await ask(tenantId, signal)({ path: `${ROOT}/messages` }, LARGE_PAGES);
      return parseRows(cloud, bySchema(messageRow), rows);
    },
  };
}
