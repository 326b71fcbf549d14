import type { CloudName } from '../../clouds.ts';
import { type Permission, rolesFor } from '../../staff/permissions.ts';
import { ROLES, type Role } from '../../staff/role.ts';
import type { Speech } from '../languages/speech.ts';
import { plain } from './plain.ts';

/** A role in Microsoft's word for it; one we do not know, from an old line of the audit trail, as it is. */
export function sayRole(role: string, { say }: Pick<Speech, 'say'>): string {
  return isRole(role) ? say(`role.${role}`) : plain(role, 40);
}

/** `Admin agent, Global admin`: without an `and`, for one of them is enough. */
export function listRoles(roles: readonly string[], speech: Pick<Speech, 'say'>): string {
  return roles.map((role) => sayRole(role, speech)).join(speech.say('names.comma'));
}

/** Who may, in words; for whose customers, where that makes a difference. Without a cloud: in any. */
export function sayWhoMay(permission: Permission, cloud: CloudName | undefined, speech: Speech): string[] {
  const globally = rolesFor(permission, 'global');
  const inChina = rolesFor(permission, 'china');
  if (String(globally) === String(inChina)) {
    const roles = listRoles(globally, speech);
    return [speech.say('notAllowed.roles', { count: globally.length, roles })];
  }
  return (cloud === undefined ? (['global', 'china'] as const) : [cloud]).map((one) =>
    speech.say(`notAllowed.rolesIn.${one}`, { roles: listRoles(rolesFor(permission, one), speech) }),
  );
}

function isRole(role: string): role is Role {
  return (ROLES as readonly string[]).includes(role);
}
