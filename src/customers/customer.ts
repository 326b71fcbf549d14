import type { CloudName } from '../clouds.ts';

/** A tenant we look after. `name` and `domain` come from Partner Center and are never trusted as markup. */
export interface Customer {
  readonly cloud: CloudName;
  readonly tenantId: string;
  readonly name: string;
  readonly domain: string;
}

/** What identifies a customer on a card or in a cache. */
export type CustomerRef = Pick<Customer, 'cloud' | 'tenantId'>;

/** A stable key, unique over all clouds. */
export function customerKey({ cloud, tenantId }: CustomerRef): string {
  return `${cloud}:${tenantId.toLowerCase()}`;
}
