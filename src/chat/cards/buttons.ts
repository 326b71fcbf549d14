import type { Customer, CustomerRef } from '../../customers/customer.ts';
import type { ActionInput } from '../actions/verbs.ts';
import { plain } from './plain.ts';
import { makeServiceToken } from './service-token.ts';

/** What a button about a customer carries: who it is, nothing that must be believed. */
export function refer({ cloud, tenantId }: CustomerRef): CustomerRef {
  return { cloud, tenantId };
}

/** The data of a button about one service. */
export function referToService(
  customer: Customer,
  serviceName: string,
  offset = 0,
): ActionInput<'show-service'> {
  return { ...refer(customer), service: makeServiceToken(serviceName), offset };
}

/** A customer's name as every card shows it. */
export function nameCustomer(customer: Customer, width = 80): string {
  return plain(customer.name, width) || plain(customer.domain, width) || customer.tenantId;
}
