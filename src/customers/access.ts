import type { CloudName } from '../clouds.ts';
import type { EpochMs } from '../time.ts';

/** A GDAP relationship (Graph `delegatedAdminRelationship`) between us and a customer. */
export interface AdminRelationship {
  readonly id: string;
  /** The customer's tenant id in small letters. */
  readonly tenantId: string;
  /** Outside text. */
  readonly name: string;
  /**
   * - `active`: in force; `expiring` too, but not for long; - `pending`: not yet approved or activated;
   * - `ended`: expired or terminated; - `unknown`: a state we have not met.
   */
  readonly status: 'active' | 'expiring' | 'pending' | 'ended' | 'unknown';
  readonly endsAt: EpochMs | undefined;
  /** Whether Microsoft prolongs it by itself. */
  readonly autoExtends: boolean;
}

/** A page of Microsoft's for managing one service of a customer as delegated admin (Graph `serviceManagementDetails`). */
export interface ServiceLink {
  /** As Microsoft names it, for example `Teams`. */
  readonly service: string;
  /** https, on a host of Microsoft's. */
  readonly url: string;
}

/** What the partner's own tenant knows of its delegated admin rights. Implemented by `microsoft/`; asked only where a cloud has GDAP. Throws `ReadError`. */
export interface DelegatedAdmin {
  /** All relationships of the account in that cloud, ended ones included. */
  listRelationships(cloud: CloudName, signal: AbortSignal): Promise<readonly AdminRelationship[]>;
  listServiceLinks(
    customer: { readonly cloud: CloudName; readonly tenantId: string },
    signal: AbortSignal,
  ): Promise<readonly ServiceLink[]>;
}
