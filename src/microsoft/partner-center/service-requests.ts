import { z } from 'zod';
import { CLOUDS, type CloudName } from '../../clouds.ts';
import type { CustomerRef } from '../../customers/customer.ts';
import { ReadError } from '../../errors.ts';
import type { PartnerAccount } from '../../partner-account.ts';
import type { PartnerCenterRequest, PartnerCenterRequests } from '../../requests/ports.ts';
import type { Runtime } from '../call.ts';
import { type ApiPolicy, type MicrosoftRequest, RETRY_STATUSES } from '../policy/request.ts';
import type { AuthorizedSend } from '../sign-in/authorized-send.ts';
import { describeAttempts } from './attempt-headers.ts';
import { type Advice, toPartnerCenterFailure } from './partner-center-error.ts';
import { refuseAnswer } from './read-items.ts';
import { readServiceRequest } from './service-request-row.ts';
import { writeNote } from './write-note.ts';

const PAGE_SIZE = 100;
const MAX_REQUESTS = 200;

const page = z.object({ items: z.array(z.unknown()), totalCount: z.number().optional().catch(undefined) });

const ADVICE: Advice = {
  credentialRefused: "the partner user's token is not accepted; it takes a sign-in of that user with MFA",
  forbidden:
    'the partner user may not see this: it takes the role Admin agent and a delegated admin role for support',
  notFound: 'not found',
};

/** Service requests of Partner Center, read and annotated as the partner user. */
export type CloudServiceRequests = Omit<PartnerCenterRequests, 'canRead'>;

/**
 * https://learn.microsoft.com/partner-center/developer/get-all-service-requests-for-a-customer, get-service-request-details-by-id and
 * update-a-service-request: with App+User tokens only.
 */
export function createServiceRequests(
  { clock, timings }: Pick<Runtime, 'clock' | 'timings'>,
  { cloud, tenantId }: PartnerAccount,
  send: AuthorizedSend,
): CloudServiceRequests {
  const origin = CLOUDS[cloud].partnerCenter;
  const policy: ApiPolicy = {
    api: 'partnerCenter',
    resource: 'serviceRequests',
    budget: [],
    retryStatuses: RETRY_STATUSES,
    attemptMs: timings.partnerCenterAttemptMs,
  };
  // A note may have been taken before these failed, and a repeat after an answer is a new one.
  const notePolicy: ApiPolicy = { ...policy, retryStatuses: new Set([429, 503]) };

  async function call(
    method: 'GET' | 'PATCH',
    path: string,
    signal: AbortSignal,
    body?: unknown,
  ): Promise<unknown> {
    const request: MicrosoftRequest = {
      policy: method === 'GET' ? policy : notePolicy,
      cloud,
      tenantId,
      method,
      url: `${origin}/v1/customers/${path}`,
      headers: describeAttempts({
        validatemfa: 'true',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      }),
      body: body === undefined ? undefined : JSON.stringify(body),
      deadline: clock() + timings.partnerCenterPageMs,
      signal,
    };
    const answer = await send(request, `${origin}/user_impersonation`);
    if (answer.status < 200 || answer.status > 299) throw toPartnerCenterFailure(request, answer, ADVICE);
    return answer.body;
  }

  function readOne(body: unknown): PartnerCenterRequest {
    const request = readServiceRequest(body);
    if (!request) throw refuseAnswer(cloud, 'the answer is no service request');
    return request;
  }

  return {
    async list(customer, signal) {
      const found = new Map<string, PartnerCenterRequest>();
      for (let offset = 0; offset < MAX_REQUESTS; offset += PAGE_SIZE) {
        const path = `${pathOf(customer)}?size=${PAGE_SIZE}&offset=${offset}`;
        const parsed = page.safeParse(await call('GET', path, signal));
        if (!parsed.success) throw refuseAnswer(cloud, 'the answer is not a collection');
        const { items, totalCount } = parsed.data;
        const rows = items.flatMap((item) => readServiceRequest(item) ?? []);
        if (items.length > 0 && rows.length === 0)
          throw refuseAnswer(cloud, 'not one service request can be understood');
        const before = found.size;
        for (const row of rows) found.set(row.id, { ...row, notes: [] });
        // One that takes no notice of the offset tells the same again.
        if (items.length < PAGE_SIZE || found.size === before || found.size >= (totalCount || Infinity))
          break;
      }
      return [...found.values()].sort((a, b) => changeOf(b) - changeOf(a)).slice(0, MAX_REQUESTS);
    },
    get: async (customer, id, signal) => readOne(await call('GET', pathOf(customer, id), signal)),
    addNote: async (customer, id, text, signal) =>
      readOne(await call('PATCH', pathOf(customer, id), signal, writeNote(text))),
  };
}

/** The service requests of several clouds as one. */
export function joinServiceRequests(
  find: (cloud: CloudName) => CloudServiceRequests | undefined,
): PartnerCenterRequests {
  function of({ cloud }: CustomerRef): CloudServiceRequests {
    const requests = find(cloud);
    if (requests) return requests;
    const variable = `PARTNER_${cloud.toUpperCase()}_REFRESH_TOKEN`;
    const advice = CLOUDS[cloud].capabilities.partnerRequests
      ? `set ${variable}`
      : 'Partner Center has none in it';
    throw new ReadError(
      'notFound',
      `Service requests of Partner Center cannot be read in the cloud ${cloud}: ${advice}`,
    );
  }
  return {
    canRead: (cloud) => find(cloud) !== undefined,
    list: async (customer, signal) => of(customer).list(customer, signal),
    get: async (customer, id, signal) => of(customer).get(customer, id, signal),
    addNote: async (customer, id, text, signal) => of(customer).addNote(customer, id, text, signal),
  };
}

/** Digits or a GUID; anything else, such as dots, could lead to another resource. */
const ID = /^[A-Za-z0-9-]{1,64}$/;

function pathOf({ tenantId }: CustomerRef, id?: string): string {
  if (id !== undefined && !ID.test(id)) throw new ReadError('notFound', 'That is no id of a service request');
  const list = `${encodeURIComponent(tenantId)}/servicerequests`;
  return id === undefined ? list : `${list}/${encodeURIComponent(id)}`;
}

function changeOf({ modifiedAt, createdAt }: PartnerCenterRequest): number {
  return modifiedAt ?? createdAt ?? 0;
}
