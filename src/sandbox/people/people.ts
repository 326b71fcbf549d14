import {
  ALL_STAFF,
  PROJECT_GROUPS,
  ROLE_GROUPS,
  type SandboxGroup,
  type SandboxRole,
  SCOPE_GROUPS,
} from './groups.ts';
import { type PersonWord, PLAYGROUND_PEOPLE } from './playground-people.ts';

/** Somebody in the partner's tenants; the same in both clouds. */
export interface SandboxPerson {
  readonly objectId: string;
  readonly name: string;
  readonly userPrincipalName: string;
  readonly userType: 'Member' | 'Guest';
  readonly accountEnabled: boolean;
  readonly roles: readonly SandboxRole[];
  /** Other groups than those of the roles, by id. */
  readonly groups: readonly string[];
}

const STANDING: Readonly<Record<PersonWord, readonly [SandboxRole[], SandboxGroup[]]>> = {
  admin: [['adminAgent'], [SCOPE_GROUPS.banking, SCOPE_GROUPS.china]],
  helpdesk: [['helpdeskAgent'], [SCOPE_GROUPS.china]],
  sales: [['salesAgent'], []],
  'global-admin': [['globalAdmin'], [SCOPE_GROUPS.banking, ...PROJECT_GROUPS]],
  none: [[], []],
  // A guest may be put into any group: that makes nobody of the partner.
  guest: [['adminAgent'], []],
};

/** The Playground's people at the start: each in another role, and a guest. */
export const SANDBOX_PEOPLE: readonly SandboxPerson[] = PLAYGROUND_PEOPLE.map((person) => {
  const [roles, groups] = STANDING[person.word];
  const isGuest = person.word === 'guest';
  return {
    objectId: person.objectId,
    name: `${person.givenName} ${person.surname}`,
    userPrincipalName: isGuest
      ? `${person.mail.replace('@', '_')}#EXT#@sandboxpartner.onmicrosoft.com`
      : person.mail,
    userType: isGuest ? 'Guest' : 'Member',
    accountEnabled: true,
    roles,
    groups: (isGuest ? groups : [...groups, ALL_STAFF]).map(({ id }) => id),
  };
});

/** The groups that somebody's roles consist of. */
export function groupsOfRoles(roles: readonly SandboxRole[]): SandboxGroup[] {
  return roles.flatMap((role) => (role === 'globalAdmin' ? [] : ROLE_GROUPS[role]));
}
