import { z } from 'zod';
import { SANDBOX_GROUPS, SANDBOX_ROLES, type SandboxGroup } from './groups.ts';
import { groupsOfRoles, SANDBOX_PEOPLE, type SandboxPerson } from './people.ts';

const ID = z.string().regex(/^[A-Za-z0-9-]{1,64}$/);
/** A group by its id, or a whole one, which is made if there is none with its id. */
const GROUP = z.union([
  ID,
  z.object({
    id: ID,
    name: z.string().min(1).max(256),
    kind: z.enum(['security', 'microsoft365', 'distribution']).default('security'),
  }),
]);

/** Somebody to be added, or what is to be changed of somebody; what is left out stays. */
export const PERSON_CHANGE = z.strictObject({
  objectId: ID,
  name: z.string().min(1).max(256).optional(),
  roles: z.array(z.enum(SANDBOX_ROLES)).optional(),
  groups: z.array(GROUP).max(5_000).optional(),
  userType: z.enum(['Member', 'Guest']).optional(),
  accountEnabled: z.boolean().optional(),
});
export type PersonChange = z.input<typeof PERSON_CHANGE>;

/** The people and groups of the partner's tenants. */
export interface PeopleBook {
  list(): readonly SandboxPerson[];
  find(objectId: string): SandboxPerson | undefined;
  /** Adds or changes somebody. Throws where it is not a `PERSON_CHANGE`. */
  set(change: PersonChange): SandboxPerson;
  readonly groups: readonly SandboxGroup[];
  /** Every group that somebody is in, those of the roles first. */
  groupsOf(person: SandboxPerson): SandboxGroup[];
}

export function createPeopleBook(): PeopleBook {
  const people = new Map(SANDBOX_PEOPLE.map((person) => [person.objectId.toLowerCase(), person]));
  const groups = new Map(SANDBOX_GROUPS.map((group) => [group.id.toLowerCase(), group]));

  const addGroup = (group: SandboxGroup) => {
    groups.set(group.id.toLowerCase(), group);
    return group.id;
  };
  return {
    list: () => [...people.values()],
    find: (objectId) => people.get(objectId.toLowerCase()),
    set(change) {
      const { objectId, groups: wanted, ...rest } = PERSON_CHANGE.parse(change);
      const known = people.get(objectId.toLowerCase());
      const person: SandboxPerson = {
        objectId: known?.objectId ?? objectId,
        name: rest.name ?? known?.name ?? `Person ${objectId}`,
        userPrincipalName: known?.userPrincipalName ?? `${objectId}@sandboxpartner.onmicrosoft.com`,
        userType: rest.userType ?? known?.userType ?? 'Member',
        accountEnabled: rest.accountEnabled ?? known?.accountEnabled ?? true,
        roles: rest.roles ?? known?.roles ?? [],
        groups:
          wanted?.map((group) => (typeof group === 'string' ? group : addGroup(group))) ??
          known?.groups ??
          [],
      };
      people.set(objectId.toLowerCase(), person);
      return person;
    },
    get groups() {
      return [...groups.values()];
    },
    groupsOf: (person) => [
      ...groupsOfRoles(person.roles),
      ...person.groups.flatMap((id) => groups.get(id.toLowerCase()) ?? []),
    ],
  };
}
