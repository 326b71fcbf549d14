import { z } from 'zod';
import { flag, id, text } from '../fields.ts';

/** The role "Global Administrator": the same in every tenant. https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference */
const GLOBAL_ADMINISTRATOR = '62e90394-69f5-4237-9190-012177145e10';

const user = z.object({
  id,
  userType: text,
  accountEnabled: flag,
  userPrincipalName: text,
  externalUserState: text,
});

/** A person as the tenant knows them. */
export interface StaffUser {
  readonly id: string;
  readonly userType: 'member' | 'guest';
  readonly isEnabled: boolean;
}

/** Graph's `user`; undefined: it cannot be understood. Whatever is not plainly a member is taken for a guest. */
export function readUser(row: unknown): StaffUser | undefined {
  const read = user.safeParse(row).data;
  if (!read) return undefined;
  const userType = read.userType.trim().toLowerCase();
  const looksInvited = read.externalUserState !== '' || /#ext#/i.test(read.userPrincipalName);
  const isMember = userType === '' ? !looksInvited : userType === 'member';
  return {
    id: read.id.toLowerCase(),
    userType: isMember ? 'member' : 'guest',
    isEnabled: read.accountEnabled !== false,
  };
}

const membership = z.object({
  '@odata.type': text,
  id,
  displayName: text,
  roleTemplateId: text,
  securityEnabled: flag,
  mailEnabled: flag,
  groupTypes: z.array(z.unknown()).catch([]),
});

/** A group or a directory role that a person is in. */
export interface Membership {
  readonly kind: 'group' | 'globalAdmin' | 'other';
  /** In small letters. */
  readonly id: string;
  /** In small letters; empty where the application may not see it. */
  readonly name: string;
  /** Made to grant rights. Anybody may make a group of Microsoft 365, of any name. */
  readonly isSecurityGroup: boolean;
}

/** Graph's `directoryObject`: a `group`, a `directoryRole` or something else. undefined: it has no id. */
export function readMembership(row: unknown): Membership | undefined {
  const read = membership.safeParse(row).data;
  if (!read) return undefined;
  const type = read['@odata.type'].toLowerCase();
  const isRole = type === '' ? read.roleTemplateId !== '' : type.endsWith('.directoryrole');
  const isGroup = type === '' ? !isRole : type.endsWith('.group');
  const isGlobalAdmin = isRole && read.roleTemplateId.toLowerCase() === GLOBAL_ADMINISTRATOR;
  const isUnified = read.groupTypes.some(
    (kind) => typeof kind === 'string' && kind.toLowerCase() === 'unified',
  );
  return {
    kind: isGlobalAdmin ? 'globalAdmin' : isGroup ? 'group' : 'other',
    id: read.id.toLowerCase(),
    name: read.displayName.trim().toLowerCase(),
    isSecurityGroup: isGroup && read.securityEnabled !== false && read.mailEnabled !== true && !isUnified,
  };
}
