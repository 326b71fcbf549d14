import { customerKey } from '../../src/customers/customer.ts';
import type { SeenCustomer, StaffAccess } from '../../src/staff/admission.ts';
import { NotAllowed } from '../../src/staff/not-allowed.ts';
import { isPermitted } from '../../src/staff/permissions.ts';
import { ROLES, type Role } from '../../src/staff/role.ts';

/** What a person of these roles may do, from whom these customers are hidden. All roles and all customers, unless told. */
export function makeAccess({
  roles = ROLES,
  hidden,
  groups = [],
}: {
  readonly roles?: readonly Role[];
  readonly hidden?: readonly Pick<SeenCustomer, 'cloud' | 'tenantId'>[];
  readonly groups?: readonly string[];
} = {}): StaffAccess {
  const keys = new Set(hidden?.map(customerKey));
  return {
    roles,
    may: (permission, cloud) => isPermitted(roles, permission, cloud),
    require(permission, cloud) {
      if (!isPermitted(roles, permission, cloud)) throw new NotAllowed(permission, cloud);
    },
    seesAll: keys.size === 0,
    groups,
    sees: (customer) => !keys.has(customerKey(customer)),
  };
}
