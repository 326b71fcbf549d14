import { z } from 'zod';
import {
  findPlaygroundPerson,
  PERSON_WORDS,
  PLAYGROUND_PEOPLE,
  type PlaygroundPerson,
} from './sandbox/people/playground-people.ts';
import type { StaffScope } from './staff/scopes.ts';
import type { Variables } from './variables.ts';

/** What a deployment sets about the partner's people. */
export interface StaffSettings {
  /** Customers that only members of some groups may see. */
  readonly scopes: readonly StaffScope[];
  /** Object ids of the groups that give a role, where the deployment pins them. */
  readonly pinnedGroups: {
    readonly adminAgent?: string;
    readonly helpdeskAgent?: string;
    readonly salesAgent?: string;
  };
  /** Who speaks in the Playground; undefined: its own choice. */
  readonly playgroundPerson: PlaygroundPerson | undefined;
}

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const DOMAIN = /^[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}$/u;
const MAX_GROUPS = 1_000;
const MAX_CUSTOMERS = 20_000;

const name = z.string().trim().toLowerCase();
const guid = name.regex(GUID);
const SCOPES = z.record(guid, z.array(z.union([guid, name.regex(DOMAIN)])).min(1));

/** Reads `STAFF_*` and `PLAYGROUND_PERSON`. */
export function readStaffSettings(read: Variables): StaffSettings {
  const pinned = {
    adminAgent: readGroup(read, 'STAFF_ADMIN_AGENTS_GROUP_ID', 'AdminAgents'),
    helpdeskAgent: readGroup(read, 'STAFF_HELPDESK_AGENTS_GROUP_ID', 'HelpdeskAgents'),
    salesAgent: readGroup(read, 'STAFF_SALES_AGENTS_GROUP_ID', 'SalesAgents'),
  };
  return {
    scopes: readScopes(read),
    pinnedGroups: Object.fromEntries(Object.entries(pinned).filter(([, id]) => id !== undefined)),
    playgroundPerson: readPlaygroundPerson(read),
  };
}

function readGroup(read: Variables, variable: string, group: string): string | undefined {
  const id = read.get(variable)?.toLowerCase();
  if (id === undefined || GUID.test(id)) return id;
  read.problem(
    variable,
    `must be the object id of the group ${group}, such as 5c09e000-0000-4000-8000-000000000001; leave it unset to find the group by its name.`,
  );
  return undefined;
}

/** A slip of the pen would show a customer to everybody: what cannot be understood to the last letter is refused. */
function readScopes(read: Variables): StaffScope[] {
  const text = read.get('STAFF_SCOPES');
  if (text === undefined) return [];
  const scopes = parseScopes(text);
  if (scopes) return scopes;
  read.problem(
    'STAFF_SCOPES',
    'must be a JSON object with the object ids of Entra groups, each once, and for each a list of tenant ids or domains of customers, such as {"5c09e000-0000-4000-8000-000000000001": ["woodgrovebank.com"]}.',
  );
  return [];
}

function parseScopes(text: string): StaffScope[] | undefined {
  const parsed = SCOPES.safeParse(parseJson(text)).data;
  if (!parsed) return undefined;
  const scopes = Object.entries(parsed).map(([group, customers]) => ({ group, customers }));
  // Of a key that is written twice JSON keeps the last only. Ids and domains hold neither quotes nor colons.
  const isRepeated = [...text.matchAll(/"\s*:/g)].length !== scopes.length;
  const count = scopes.reduce((sum, { customers }) => sum + customers.length, 0);
  return isRepeated || scopes.length > MAX_GROUPS || count > MAX_CUSTOMERS ? undefined : scopes;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readPlaygroundPerson(read: Variables): PlaygroundPerson | undefined {
  const text = read.get('PLAYGROUND_PERSON');
  if (text === undefined) return undefined;
  const person = findPlaygroundPerson(text);
  if (person) return person;
  const names = PLAYGROUND_PEOPLE.map(({ givenName, surname }) => `${givenName} ${surname}`);
  read.problem(
    'PLAYGROUND_PERSON',
    `must be one of ${PERSON_WORDS.join(', ')}, or a name: ${names.join(', ')}.`,
  );
  return undefined;
}
