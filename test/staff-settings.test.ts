import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { SCOPE_GROUPS } from '../src/sandbox/people/groups.ts';
import { readStaffSettings } from '../src/staff-settings.ts';

const GROUP = '5c09e000-0000-4000-8000-000000000001';

function read(env: Readonly<Record<string, string | undefined>>) {
  const problems: string[] = [];
  const settings = readStaffSettings({
    get: (variable) => env[variable],
    problem: (variable, message) => void problems.push(`${variable} ${message}`),
    readFile: () => '',
  });
  return { ...settings, problems };
}

it('nothing needs to be set', () => {
  expect(read({})).toEqual({
    scopes: [],
    pinnedGroups: {},
    playgroundPerson: undefined,
    problems: [],
  });
});

describe('scopes', () => {
  it('are groups with tenant ids and domains, in small letters', () => {
    const { scopes, problems } = read({
      STAFF_SCOPES: `{"${GROUP.toUpperCase()}": ["WoodgroveBank.com", " 0A1B2C3D-0000-4000-8000-000000000001 ", "société.fr"]}`,
    });
    expect(problems).toEqual([]);
    expect(scopes).toEqual([
      {
        group: GROUP,
        customers: ['woodgrovebank.com', '0a1b2c3d-0000-4000-8000-000000000001', 'société.fr'],
      },
    ]);
  });

  it('may be none', () => {
    expect(read({ STAFF_SCOPES: '{}' })).toMatchObject({ scopes: [], problems: [] });
  });

  it.each([
    ['no JSON', `{${GROUP}: contoso.com}`],
    ['a list', `["${GROUP}"]`],
    ['a text', `"${GROUP}"`],
    ['nothing', 'null'],
    ['a group by name', '{"Banking": ["contoso.com"]}'],
    ['a customer by name', `{"${GROUP}": ["Contoso"]}`],
    ['an address', `{"${GROUP}": ["https://contoso.com/"]}`],
    ['a customer that is no list', `{"${GROUP}": "contoso.com"}`],
    ['no customers', `{"${GROUP}": []}`],
    ['a number', `{"${GROUP}": [7]}`],
    ['a group twice', `{"${GROUP}": ["contoso.com"], "${GROUP}": ["fabrikam.com"]}`],
    [
      'a group twice in other letters',
      `{"${GROUP}": ["contoso.com"], "${GROUP.toUpperCase()}" : ["fabrikam.com"]}`,
    ],
  ])('that hold %s are refused, and not repeated', (_what, text) => {
    const { scopes, problems } = read({ STAFF_SCOPES: text });
    expect(scopes).toEqual([]);
    expect(problems).toEqual([expect.stringMatching(/^STAFF_SCOPES must be/)]);
    expect(problems.join()).not.toContain('contoso');
  });
});

describe('pinned groups', () => {
  it('are object ids', () => {
    const { pinnedGroups, problems } = read({
      STAFF_ADMIN_AGENTS_GROUP_ID: GROUP.toUpperCase(),
      STAFF_SALES_AGENTS_GROUP_ID: SCOPE_GROUPS.china.id,
    });
    expect(pinnedGroups).toEqual({ adminAgent: GROUP, salesAgent: SCOPE_GROUPS.china.id });
    expect(problems).toEqual([]);
  });

  it.each([
    'STAFF_ADMIN_AGENTS_GROUP_ID',
    'STAFF_HELPDESK_AGENTS_GROUP_ID',
    'STAFF_SALES_AGENTS_GROUP_ID',
  ])('are nothing else: %s', (variable) => {
    const { pinnedGroups, problems } = read({ [variable]: 'AdminAgents' });
    expect(pinnedGroups).toEqual({});
    expect(problems).toEqual([expect.stringContaining(`${variable} must be the object id`)]);
  });
});

describe('the person of the Playground', () => {
  it.each([
    ['admin', '20'],
    ['HELPDESK', '21'],
    ['sales', '22'],
    ['global-admin', '23'],
    ['none', '24'],
    ['guest', '25'],
    ['Megan Bowen', '21'],
    ['adele', '22'],
  ])('is chosen by %s', (text, last) => {
    const { playgroundPerson, problems } = read({ PLAYGROUND_PERSON: text });
    expect(playgroundPerson?.objectId).toBe(`00000000-0000-0000-0000-00000000000${last}`);
    expect(problems).toEqual([]);
  });

  it('is refused where there is none, with those there are', () => {
    const { playgroundPerson, problems } = read({ PLAYGROUND_PERSON: 'boss' });
    expect(playgroundPerson).toBeUndefined();
    expect(problems).toEqual([
      'PLAYGROUND_PERSON must be one of admin, helpdesk, sales, global-admin, none, guest, or a name: Alex Wilber, Megan Bowen, Adele Vance, Isaiah Langer, Patti Fernandez, Lynne Robbins.',
    ]);
  });
});

it('the sample of the sandbox shows scopes of its own groups', () => {
  const sample = readFileSync(new URL('../env/.env.sandbox', import.meta.url), 'utf8');
  const { scopes, playgroundPerson, problems } = read(
    parseEnv(sample.replaceAll(/^#(?=STAFF_|PLAYGROUND_)/gm, '')),
  );
  expect(problems).toEqual([]);
  expect(scopes.map(({ group }) => group)).toEqual([SCOPE_GROUPS.banking.id, SCOPE_GROUPS.china.id]);
  expect(playgroundPerson?.word).toBe('helpdesk');
});
