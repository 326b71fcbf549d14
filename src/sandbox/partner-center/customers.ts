import { z } from 'zod';
import { guidFrom } from '../accounts.ts';
import { readHeader, type SandboxRequest } from '../exchange.ts';
import type { Tenant } from '../tenants/tenant.ts';
import type { Tenants } from '../tenants/tenants.ts';
import type { Continuation, Continuations } from './continuation.ts';
import { badRequest } from './errors.ts';

/** Rows of a page when the caller names no size. */
const DEFAULT_SIZE = 100;

const FILTER = z.object({ Field: z.string(), Value: z.string(), Operator: z.string() });
const FIELDS: Readonly<Record<string, (tenant: Tenant) => string>> = {
  companyname: ({ name }) => name,
  domain: ({ domain }) => domain,
};

const self = (uri: string) => ({ self: { uri, method: 'GET', headers: [] } });

/** `GET /v1/customers`: one page. The link to the next one is malformed as in the documentation's samples. */
export function listCustomers(
  request: SandboxRequest,
  tenants: Tenants,
  continuations: Continuations,
): unknown {
  const { offset, size, filter } = readPosition(request, continuations);
  const page: Tenant[] = [];
  let total = 0;
  const fits = filter === null ? undefined : readFilter(filter);
  for (const tenant of fits ? tenants.list(request.cloud) : []) {
    if (!fits?.(tenant)) continue;
    if (total >= offset && (size === 0 || page.length < size)) page.push(tenant);
    total += 1;
  }
  if (filter === null) {
    total = tenants.count(request.cloud);
    const end = size === 0 ? total : Math.min(total, offset + size);
    for (let position = offset; position < end; position += 1) {
      const tenant = tenants.at(request.cloud, position);
      if (tenant) page.push(tenant);
    }
  }
  const uri = `/customers?size=${size}${filter === null ? '' : `&filter=${encodeURIComponent(filter)}`}`;
  const end = offset + page.length;
  return {
    totalCount: page.length,
    items: page.map(describeListed),
    links: {
      ...self(uri),
      ...(end < total
        ? {
            next: {
              // The second "?" is the documentation's.
              uri: `${uri}?seekOperation=Next`,
              method: 'GET',
              headers: [
                { key: 'MS-ContinuationToken', value: continuations.write({ offset: end, size, filter }) },
              ],
            },
          }
        : {}),
    },
    attributes: { objectType: 'Collection' },
  };
}

function readPosition(request: SandboxRequest, continuations: Continuations): Continuation {
  const token = readHeader(request.headers, 'ms-continuationtoken');
  const seek = request.query.get('seekOperation');
  if (token !== undefined || seek !== null) {
    if (seek?.toLowerCase() !== 'next') throw badRequest(`The seek operation '${seek}' is not supported.`);
    const position = continuations.read(token ?? '');
    if (!position) throw badRequest('The continuation token is missing or invalid.');
    return position;
  }
  const text = request.query.get('size') ?? String(DEFAULT_SIZE);
  if (!/^\d{1,6}$/.test(text)) throw badRequest(`The value '${text}' is not valid for size.`);
  const filter = request.query.get('filter');
  if (filter !== null) readFilter(filter);
  return { offset: 0, size: Number(text), filter };
}

function readFilter(text: string): (tenant: Tenant) => boolean {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw badRequest('The filter is not valid JSON.');
  }
  const filter = FILTER.safeParse(value).data;
  const read = FIELDS[filter?.Field.toLowerCase() ?? ''];
  // "Only starts_with is supported" for customers.
  if (!filter || !read || filter.Operator.toLowerCase() !== 'starts_with')
    throw badRequest('The filter is not supported.');
  const start = filter.Value.toLowerCase();
  return (tenant) => read(tenant).toLowerCase().startsWith(start);
}

function describeListed({ tenantId, domain, name }: Tenant) {
  return {
    id: tenantId,
    companyProfile: {
      tenantId,
      domain,
      companyName: name,
      links: self(`/customers/${tenantId}/profiles/company`),
      attributes: { objectType: 'CustomerCompanyProfile' },
    },
    relationshipToPartner: 'reseller',
    links: self(`/customers/${tenantId}`),
    attributes: { objectType: 'Customer' },
  };
}

/** `GET /v1/customers/{id}`: with what the listing leaves out. */
export function describeCustomer(tenant: Tenant): unknown {
  const { tenantId, domain, name, country, key } = tenant;
  const address = { country, city: 'Sandbox', addressLine1: '1 Sandbox Way', postalCode: '00000' };
  return {
    ...describeListed(tenant),
    commerceId: guidFrom(`commerce:${key}`),
    billingProfile: {
      id: guidFrom(`billing:${key}`),
      email: `admin@${domain}`,
      culture: 'en-US',
      language: 'en',
      companyName: name,
      defaultAddress: address,
      links: self(`/customers/${tenantId}/profiles/billing`),
      attributes: { etag: '"1"', objectType: 'CustomerBillingProfile' },
    },
    allowDelegatedAccess: true,
    customDomains: [domain],
  };
}
