import { z } from 'zod';
import type { EpochMs } from '../../time.ts';
import type { SandboxRequest } from '../exchange.ts';
import type { Tenant } from '../tenants/tenant.ts';
import { describeListedRequest, describeServiceRequest } from './describe-service-request.ts';
import { badRequest, methodNotAllowed, resourceNotFound } from './errors.ts';
import { parsePatch } from './parse-patch.ts';
import { type SimulatedServiceRequest, STATUSES, type Status } from './service-request.ts';
import type { ServiceRequestBook } from './service-request-book.ts';

/**
 * What follows `/v1/servicerequests` or `/v1/customers/{id}/servicerequests`; `customer` undefined: everybody's. Creation was
 * decommissioned on 2020-08-31: `POST` is answered as a method that the resource does not have. So were support topics: nothing is there.
 */
export function answerServiceRequests(
  request: SandboxRequest,
  customer: Tenant | undefined,
  path: readonly string[],
  book: ServiceRequestBook,
  now: EpochMs,
): unknown {
  const [id, ...rest] = path;
  if (rest.length > 0) throw resourceNotFound();
  if (request.method === 'GET' && id === undefined)
    return listServiceRequests(request, book.list(customer?.key));
  if (request.method !== 'GET' && (request.method !== 'PATCH' || id === undefined)) throw methodNotAllowed();
  const found = book.find(id ?? '');
  if (!found || (customer && found.customer !== customer.key)) throw resourceNotFound();
  if (request.method === 'GET') return describeServiceRequest(found);
  const changed = book.change(found.id, parsePatch(request.body), now);
  return describeServiceRequest(changed ?? found);
}

const FILTER = z.object({
  Field: z.literal('Status'),
  Value: z.string(),
  Operator: z.literal('equals'),
});

/** "Index-based paging": `size` and `offset`. The only field to search is Status. */
function listServiceRequests({ query }: SandboxRequest, all: readonly SimulatedServiceRequest[]): unknown {
  const read = (name: string, usual: number) => {
    const text = query.get(name) ?? String(usual);
    if (!/^\d{1,6}$/.test(text)) throw badRequest(`The value '${text}' is not valid for ${name}.`);
    return Number(text);
  };
  const [size, offset] = [read('size', 0), read('offset', 0)];
  const status = readStatusFilter(query.get('filter'));
  const fitting = all.filter((one) => status === undefined || one.status === status);
  const end = size === 0 ? fitting.length : offset + size;
  return {
    totalCount: fitting.length,
    items: fitting.slice(offset, end).map(describeListedRequest),
    attributes: { objectType: 'Collection' },
  };
}

function readStatusFilter(text: string | null): Status | undefined {
  if (text === null) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw badRequest('The filter is not valid JSON.');
  }
  const wanted = FILTER.safeParse(value).data?.Value.toLowerCase();
  const status = STATUSES.find((one) => one === wanted);
  if (!status) throw badRequest('The filter is not supported.');
  return status;
}
