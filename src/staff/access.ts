import type { CloudName } from '../clouds.ts';
import type { StaffAccess } from './admission.ts';
import { NotAllowed } from './not-allowed.ts';
import { isPermitted } from './permissions.ts';
import type { Role } from './role.ts';
import type { Sight } from './scopes.ts';

/** What somebody in these roles may do. @param clouds those of the deployment. */
export function createAccess(
  roles: readonly Role[],
  sight: Sight,
  clouds: readonly CloudName[],
): StaffAccess {
  const may: StaffAccess['may'] = (permission, cloud) =>
    (cloud === undefined ? clouds : [cloud]).some((name) => isPermitted(roles, permission, name));
  return {
    roles,
    may,
    require(permission, cloud) {
      if (!may(permission, cloud)) throw new NotAllowed(permission, cloud);
    },
    ...sight,
  };
}
