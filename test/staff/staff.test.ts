import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { CLOUD_NAMES } from '../../src/clouds.ts';
import { ReadError } from '../../src/errors.ts';
import { NotAllowed } from '../../src/staff/not-allowed.ts';
import { PERMISSIONS, rolesFor } from '../../src/staff/permissions.ts';
import type { StaffRecord } from '../../src/staff/ports.ts';
import { ROLES } from '../../src/staff/role.ts';
import { createStaff, type StaffOptions } from '../../src/staff/staff.ts';
import { createFakeTime } from '../support/fake-time.ts';
import { createKeptLog } from '../support/kept-log.ts';

const OWN = '10000000-0000-4000-8000-00000000000a';
const ALEX = { objectId: '60000000-0000-4000-8000-00000000000a', account: '29:alex', name: 'Alex' };
const GROUP = '5c09e000-0000-4000-8000-000000000001';
const ADMIN: StaffRecord = { userType: 'member', isEnabled: true, roles: ['adminAgent'], groups: [] };
const MINUTE = 60_000;

type Answer = StaffRecord | undefined | Error | Promise<StaffRecord | undefined>;

function meet(options: Partial<StaffOptions> = {}) {
  const time = createFakeTime();
  const log = createKeptLog();
  const asked: string[] = [];
  let answer: Answer = ADMIN;
  const staff = createStaff({
    directory: {
      async read(objectId) {
        asked.push(objectId);
        if (answer instanceof Error) throw answer;
        return answer;
      },
    },
    ownTenants: [OWN.toUpperCase()],
    requiresTenant: true,
    scopes: [],
    clouds: CLOUD_NAMES,
    clock: time.clock,
    log,
    ...options,
  });
  return {
    staff,
    time,
    log,
    asked,
    say(next: Answer) {
      answer = next;
    },
    admit: (person: Partial<typeof ALEX> = {}, tenantId: string | undefined = OWN) =>
      staff.admit({ ...ALEX, ...person }, tenantId),
  };
}

async function accessOf(staff: ReturnType<typeof meet>) {
  const admission = await staff.admit();
  if (admission.kind !== 'admitted') throw new Error(`Expected to be let in, but: ${admission.kind}`);
  return admission.access;
}

describe('the door', () => {
  it.each([
    ['its own tenant', OWN, true, 'admitted'],
    ['its own tenant in other letters', ` ${OWN.toUpperCase()} `, true, 'admitted'],
    ['another tenant', 'ffffffff-0000-4000-8000-000000000001', true, 'foreignTenant'],
    ['no tenant where there must be one', '', true, 'foreignTenant'],
    ['no tenant where there need not be one', '', false, 'admitted'],
    ['another tenant where there need not be one', 'ffffffff', false, 'foreignTenant'],
  ])('for a conversation of %s', async (_what, tenantId, requiresTenant, expected) => {
    const { admit, asked } = meet({ requiresTenant });
    const admission = await admit({}, tenantId);
    expect(admission.kind === 'refused' ? admission.reason : admission.kind).toBe(expected);
    expect(asked).toHaveLength(expected === 'admitted' ? 1 : 0);
  });

  it('treats a tenant that is not told like an empty one', async () => {
    expect(await meet().staff.admit(ALEX, undefined)).toMatchObject({ reason: 'foreignTenant' });
    expect(await meet({ requiresTenant: false }).staff.admit(ALEX, undefined)).toMatchObject({
      kind: 'admitted',
    });
  });

  it('looks at the tenant before it looks at the person', async () => {
    const { admit } = meet();
    expect(await admit({ objectId: '' }, 'ffffffff')).toMatchObject({ reason: 'foreignTenant' });
  });

  it.each(['', '   '])('is shut for who has no object id (%j)', async (objectId) => {
    const { admit, asked } = meet();
    expect(await admit({ objectId })).toEqual({ kind: 'refused', reason: 'anonymous' });
    expect(asked).toEqual([]);
  });

  it.each([
    'a/b',
    'a b',
    '../x',
    'ü',
    'x'.repeat(65),
  ])('asks nobody about the object id %j', async (objectId) => {
    const { admit, asked } = meet();
    expect(await admit({ objectId })).toEqual({ kind: 'refused', reason: 'unknown' });
    expect(asked).toEqual([]);
  });

  it.each([
    ['a guest, whatever their roles', { ...ADMIN, userType: 'guest' }, 'guest'],
    ['a disabled account', { ...ADMIN, isEnabled: false }, 'disabled'],
    ['nobody the tenant knows', undefined, 'unknown'],
    ['somebody without a role', { ...ADMIN, roles: [] }, 'noRole'],
  ] as const)('is shut for %s', async (_what, record, reason) => {
    const { admit, say } = meet();
    say(record);
    expect(await admit()).toEqual({ kind: 'refused', reason });
  });
});

describe('a reading', () => {
  it('is one for 1,000 questions of one person, however the id is written', async () => {
    const { admit, asked } = meet();
    const ids = [ALEX.objectId, ALEX.objectId.toUpperCase()];
    const all = await Promise.all(
      Array.from({ length: 1_000 }, (_, at) => admit({ objectId: ids[at % 2] ?? '' })),
    );
    expect(all.every(({ kind }) => kind === 'admitted')).toBe(true);
    expect(asked).toEqual([ALEX.objectId]);
  });

  it('serves for five minutes, and is renewed behind the answers from the fourth on', async () => {
    const { admit, asked, time, say } = meet();
    await admit();
    time.advance(4 * MINUTE - 1);
    await admit();
    expect(asked).toHaveLength(1);
    time.advance(1);
    say({ ...ADMIN, roles: ['salesAgent'] });
    expect(await admit()).toMatchObject({ access: { roles: ['adminAgent'] } });
    expect(asked).toHaveLength(2);
    await setImmediate();
    expect(await admit()).toMatchObject({ access: { roles: ['salesAgent'] } });
    expect(asked).toHaveLength(2);
  });

  it('is never older than five minutes: who lost a role is out, and who cannot be read is not guessed at', async () => {
    const { admit, time, say } = meet();
    await admit();
    time.advance(5 * MINUTE);
    say(new ReadError('unavailable', 'out'));
    expect(await admit()).toEqual({ kind: 'unreadable', retryAt: undefined });
    time.advance(2_000);
    say({ ...ADMIN, roles: [] });
    expect(await admit()).toEqual({ kind: 'refused', reason: 'noRole' });
  });

  it.each([
    ['a guest', { ...ADMIN, userType: 'guest' }, 5 * MINUTE],
    ['a disabled account', { ...ADMIN, isEnabled: false }, 5 * MINUTE],
    ['nobody', undefined, MINUTE],
    ['no role', { ...ADMIN, roles: [] }, MINUTE],
  ] as const)('that finds %s is kept for its time', async (_what, record, keepMs) => {
    const { admit, asked, time, say } = meet();
    say(record);
    await admit();
    time.advance(Math.min(keepMs - 1, 4 * MINUTE - 1));
    await admit();
    expect(asked).toHaveLength(1);
    time.advance(keepMs);
    say(ADMIN);
    expect(await admit()).toMatchObject({ kind: 'admitted' });
  });

  it('that fails is not kept, but for a pause of two seconds, and is logged once without a word of the person', async () => {
    const { admit, asked, time, say, log } = meet();
    say(new ReadError('forbidden', 'a permission is missing: Directory.Read.All'));
    expect(await admit()).toMatchObject({ kind: 'unreadable' });
    expect(await admit()).toMatchObject({ kind: 'unreadable' });
    expect(asked).toHaveLength(1);
    time.advance(2_000);
    expect(await admit()).toMatchObject({ kind: 'unreadable' });
    expect(asked).toHaveLength(2);
    expect(log.lines).toHaveLength(1);
    expect(log.lines[0]).toMatchObject({
      level: 'error',
      fields: { why: expect.stringContaining('Directory.Read.All') },
    });
    expect(JSON.stringify(log.lines)).not.toMatch(/Alex|60000000/);
    time.advance(2_000);
    say(ADMIN);
    expect(await admit()).toMatchObject({ kind: 'admitted' });
    expect(log.lines.at(-1)?.level).toBe('info');
  });

  it('tells when asking again makes sense, while that is to come', async () => {
    const { admit, time, say } = meet();
    const retryAt = time.clock() + 1_500;
    say(new ReadError('throttled', 'wait', { retryAt }));
    expect(await admit()).toEqual({ kind: 'unreadable', retryAt });
    time.advance(1_600);
    expect(await admit()).toEqual({ kind: 'unreadable', retryAt: undefined });
  });

  it('ends after its time, whatever hangs', async () => {
    const { admit, say } = meet({ readMs: 30 });
    say(new Promise(() => {}));
    expect(await admit()).toMatchObject({ kind: 'unreadable' });
  });
});

describe('access', () => {
  it('follows the table for every role, permission and cloud', async () => {
    for (const role of ROLES) {
      const office = meet();
      office.say({ ...ADMIN, roles: [role] });
      const access = await accessOf(office);
      for (const permission of PERMISSIONS) {
        for (const cloud of CLOUD_NAMES) {
          expect([role, permission, cloud, access.may(permission, cloud)]).toEqual([
            ...[role, permission, cloud],
            rolesFor(permission, cloud).includes(role),
          ]);
        }
      }
    }
  });

  it('in no cloud in particular is in any of this deployment', async () => {
    const sales = { ...ADMIN, roles: ['salesAgent'] } as const;
    for (const [clouds, may] of [
      [['global'], false],
      [['global', 'china'], true],
    ] as const) {
      const office = meet({ clouds });
      office.say(sales);
      expect((await accessOf(office)).may('raiseRequest')).toBe(may);
    }
  });

  it('is what several roles allow together', async () => {
    const office = meet();
    office.say({ ...ADMIN, roles: ['helpdeskAgent', 'globalAdmin'] });
    const access = await accessOf(office);
    expect(access.may('setWatch', 'global') && access.may('raiseRequest', 'global')).toBe(true);
    expect(access.may('readAudit')).toBe(false);
  });

  it('that is missing stops what needs it, and says what was missing and where', async () => {
    const office = meet();
    office.say({ ...ADMIN, roles: ['helpdeskAgent'] });
    const access = await accessOf(office);
    expect(() => access.require('raiseRequest', 'china')).not.toThrow();
    expect(() => access.require('raiseRequest', 'global')).toThrow(NotAllowed);
    expect(() => access.require('raiseRequest', 'global')).toThrow(
      expect.objectContaining({ permission: 'raiseRequest', cloud: 'global' }),
    );
  });

  it('ends at customers of other groups, for every role', async () => {
    const scopes = [{ group: GROUP, customers: ['woodgrovebank.com'] }];
    const woodgrove = { cloud: 'global', tenantId: 'a1', domain: 'woodgrovebank.com' } as const;
    for (const role of ROLES) {
      const office = meet({ scopes });
      office.say({ ...ADMIN, roles: [role] });
      const outside = await accessOf(office);
      expect([outside.seesAll, outside.sees(woodgrove), outside.groups]).toEqual([false, false, []]);
      office.time.advance(5 * 60_000);
      office.say({ ...ADMIN, roles: [role], groups: [GROUP] });
      const inside = await accessOf(office);
      expect([inside.seesAll, inside.sees(woodgrove), inside.groups]).toEqual([true, true, [GROUP]]);
    }
  });
});
