import type { CloudName } from '../clouds.ts';
import type { EpochMs } from '../time.ts';
import type { Permission } from './permissions.ts';
import type { Person } from './person.ts';
import type { Role } from './role.ts';

/** A customer as far as rights are concerned. The domain is looked at too, where it is known. */
export interface SeenCustomer {
  readonly cloud: CloudName;
  readonly tenantId: string;
  readonly domain?: string;
}

/** What a person of the partner may do. Stands for one question: roles are read again after five minutes. */
export interface StaffAccess {
  readonly roles: readonly Role[];
  /** For customers of `cloud`; without one: in any cloud of this deployment. */
  may(permission: Permission, cloud?: CloudName): boolean;
  /** Throws `NotAllowed`. */
  require(permission: Permission, cloud?: CloudName): void;
  /** No customer is hidden from the person. */
  readonly seesAll: boolean;
  /**
   * Object ids, in small letters and sorted, of those of the person's groups that `STAFF_SCOPES` names: who is in the same sees the same customers. A
   * watch keeps them of who set it.
   */
  readonly groups: readonly string[];
  /** Whether the person may know that we look after this customer. */
  sees(customer: SeenCustomer): boolean;
}

/**
 * Why somebody gets no answer:
 * - `foreignTenant`: the conversation is of another organisation; `anonymous`: the channel does not tell who it is;
 * - `guest`: a guest of the partner's tenant; `disabled`: the account is disabled; `unknown`: no such person in the partner's tenant;
 * - `noRole`: of the partner, and in none of the roles.
 */
export type AdmissionRefusal = 'foreignTenant' | 'anonymous' | 'guest' | 'disabled' | 'unknown' | 'noRole';

export type Admission =
  | { readonly kind: 'admitted'; readonly access: StaffAccess }
  | { readonly kind: 'refused'; readonly reason: AdmissionRefusal }
  /** Roles could not be read: nobody is let in on a guess. `retryAt`: when asking again makes sense, where that is known. */
  | { readonly kind: 'unreadable'; readonly retryAt: EpochMs | undefined };

/** Tells who may do what. */
export interface Staff {
  /** Never rejects. `tenantId`: of the conversation, as the channel tells it. Takes 5 seconds at most. */
  admit(person: Person, tenantId: string | undefined): Promise<Admission>;
  /** Whether the conversation is of the partner's own organisation, or may be; known without asking anybody. */
  isOwn(tenantId: string | undefined): boolean;
}
