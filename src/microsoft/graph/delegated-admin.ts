import type { AdminRelationship, ServiceLink } from '../../customers/access.ts';
import type { PartnerAccount } from '../../partner-account.ts';
import type { Runtime } from '../call.ts';
import { type ApiPolicy, RETRY_STATUSES } from '../policy/request.ts';
import type { AuthorizedSend } from '../sign-in/authorized-send.ts';
import { createReadPage, type GraphErrand } from './graph-client.ts';
import { GraphRefusal } from './graph-error.ts';
import { bySchema, parseRows } from './parse-rows.ts';
import { readRows } from './read-rows.ts';
import { hasNoCustomer, relationshipRow } from './relationship-row.ts';
import { readServiceLink } from './service-link-row.ts';

const ROOT = '/tenantRelationships';
/** The largest page Graph documents for delegated admin. */
const LARGE_PAGES = '?$top=300';
/** 300,000 relationships, ended ones included. */
const MAX_PAGES = 1_000;
const MAX_LINKS = 100;

/** What a partner's own tenant knows of its delegated admin rights: the port's questions for one cloud. Each throws `ReadError`. */
export interface CloudDelegatedAdmin {
  listRelationships(signal: AbortSignal): Promise<readonly AdminRelationship[]>;
  listServiceLinks(tenantId: string, signal: AbortSignal): Promise<readonly ServiceLink[]>;
}

/** https://learn.microsoft.com/graph/api/resources/delegatedadminrelationships-api-overview. Nothing is kept. */
export function createDelegatedAdmin(
  { clock, timings }: Pick<Runtime, 'clock' | 'timings'>,
  { cloud, tenantId: partnerId }: PartnerAccount,
  send: AuthorizedSend,
): CloudDelegatedAdmin {
  const policy: ApiPolicy = {
    api: 'graph',
    resource: 'delegatedAdmin',
    budget: [],
    retryStatuses: RETRY_STATUSES,
    attemptMs: timings.graphAttemptMs,
    permissions: "DelegatedAdminRelationship.Read.All in the partner's own tenant",
  };
  const readPage = createReadPage(cloud, policy, send);
  const readList = (errand: Omit<GraphErrand, 'tenantId'>, path: string) =>
    readRows({
      cloud,
      readPage,
      errand: { ...errand, tenantId: partnerId },
      first: { path },
      maxPages: MAX_PAGES,
    });

  async function listServiceLinks(tenantId: string, signal: AbortSignal): Promise<readonly ServiceLink[]> {
    const errand = { signal, deadline: clock() + timings.graphTotalMs };
    const path = `${ROOT}/delegatedAdminCustomers/${encodeURIComponent(tenantId)}/serviceManagementDetails`;
    try {
      const rows = await readList(errand, path);
      const links = rows.map((row) => readServiceLink(cloud, row)).filter((link) => link !== undefined);
      return links.slice(0, MAX_LINKS);
    } catch (error) {
      // Graph knows a customer only while there is an active relationship.
      if (error instanceof GraphRefusal && error.code === 'notFound') return [];
      throw error;
    }
  }

  return {
    async listRelationships(signal) {
      const errand = { signal, deadline: clock() + timings.graphListMs };
      const rows = await readList(errand, `${ROOT}/delegatedAdminRelationships${LARGE_PAGES}`);
      const given = rows.filter((row) => !hasNoCustomer(row));
      return parseRows(cloud, bySchema(relationshipRow), given).items;
    },
    listServiceLinks,
  };
}
