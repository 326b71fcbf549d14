import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { StaffRecord } from '../src/staff/ports.ts';
import { createStaffing } from '../src/staffing.ts';
import { createFakeMessenger } from './support/fake-messenger.ts';
import { createKeptLog } from './support/kept-log.ts';
import { makeCards } from './support/make-cards.ts';
import { createSqliteDatabase } from './support/test-store.ts';

const OWN = '10000000-0000-4000-8000-000000000001';
const ALEX = '50000000-0000-4000-8000-000000000001';
const ASKED = { cloud: 'global', tenantId: OWN, askedBy: ALEX } as const;
const ADMIN: StaffRecord = { userType: 'member', isEnabled: true, roles: ['adminAgent'], groups: [] };

/** The staff of a bot whose helpdesk is told of things. */
async function start(record: StaffRecord | Error | undefined = ADMIN) {
  const database = await createSqliteDatabase();
  onTestFinished(() => database.close());
  const store = await database.open();
  await store.requests.helpdesk.set({
    conversation: {
      ...{ id: '19:desk', thread: undefined, kind: 'channel', serviceUrl: 'https://teams.example/' },
      ...{ channel: 'msteams', bot: '28:bot', tenantId: OWN, name: 'Desk' },
    },
    ...{ reader: { language: 'en', timeZone: 'UTC' }, setBy: 'Megan', setAt: 0 },
  });
  const messenger = createFakeMessenger();
  const log = createKeptLog();
  const stopping: { renewal: () => Promise<void> } = { renewal: async () => {} };
  const staffing = createStaffing({
    config: {
      ...{ production: false, messagesPerMinute: 60, database: database.database },
      staff: { scopes: [], pinnedGroups: {}, playgroundPerson: undefined },
    },
    accounts: [],
    tenants: { cloud: 'global', tenantId: OWN, ownTenants: [OWN], requiresTenant: true },
    microsoft: {
      staffDirectory: {
        async read() {
          if (record instanceof Error) throw record;
          return record;
        },
      },
      consents: { list: async () => [] },
      refreshTokenRenewal: { start() {}, stop: () => stopping.renewal() },
    },
    directory: { get: () => undefined, customers: [], states: [] },
    ...{ store, messenger, cards: makeCards(), metrics: { observeAudit() {} }, log },
    ...{ owner: 'one', makeId: () => 'id', clock: () => 1_000 },
    sleep: (ms, signal) => wait(ms, undefined, signal ? { signal } : {}),
  });
  const trail = async () =>
    (await store.audit.read(0, 100)).map(({ entry: { action, outcome } }) => `${action} ${outcome}`);
  return { staffing, store, messenger, log, stopping, trail };
}

describe('who asked for a sign-in', () => {
  it.each<[string, StaffRecord | Error | undefined, boolean]>([
    ['an Admin agent', ADMIN, true],
    ['a Helpdesk agent', { ...ADMIN, roles: ['helpdeskAgent'] }, false],
    ['a guest', { ...ADMIN, userType: 'guest' }, false],
    ['somebody who cannot be read', new Error('away'), false],
  ])('may renew it, or not: %s', async (_who, record, expected) => {
    const { staffing } = await start(record);
    expect(await staffing.mayRenew(ALEX, 'global')).toBe(expected);
  });
});

describe('a renewed sign-in', () => {
  it('stands on the trail, and operators are told when it is done', async () => {
    const { staffing, messenger, trail } = await start();
    const record = staffing.recordRenewal(ASKED);
    await record.begin('user');
    record.end({ kind: 'done', signedIn: 'user' });
    await expect.poll(() => messenger.done.length).toBe(1);
    for (const kind of ['declined', 'failed'] as const) staffing.recordRenewal(ASKED).end({ kind });
    await staffing.stop();
    expect(messenger.asked).toHaveLength(1);
    expect(await trail()).toEqual(
      ['begun', 'done', 'refused', 'failed'].map((outcome) => `system:renew-consent ${outcome}`),
    );
  });
});

describe('stopping', () => {
  it('gives up telling operators, whatever Teams does', async () => {
    const { staffing, messenger, log } = await start();
    let isGivenUp = false;
    messenger.before = (_message, signal) =>
      new Promise((_resolve, reject) =>
        signal.addEventListener('abort', () => {
          isGivenUp = true;
          reject(signal.reason);
        }),
      );
    staffing.recordRenewal(ASKED).end({ kind: 'done', signedIn: 'user' });
    await expect.poll(() => messenger.asked.length).toBe(1);
    const begun = performance.now();
    await staffing.stop();
    expect(performance.now() - begun).toBeLessThan(1_000);
    expect(isGivenUp).toBe(true);
    expect(log.lines).toMatchObject([{ level: 'warn' }]);
  });

  it('writes to the trail what others put there while they stop', async () => {
    const { staffing, stopping, trail } = await start();
    stopping.renewal = async () => {
      await wait(20);
      staffing.recordRenewal(ASKED).end({ kind: 'failed' });
    };
    await staffing.stop();
    expect(await trail()).toEqual(['system:renew-consent failed']);
  });

  it('waits for nothing that hangs', async () => {
    const { staffing, stopping, trail } = await start();
    stopping.renewal = () => new Promise(() => {});
    staffing.recordRenewal(ASKED).end({ kind: 'failed' });
    const begun = performance.now();
    await staffing.stop();
    expect(performance.now() - begun).toBeLessThan(1_000);
    expect(await trail()).toHaveLength(1);
  });
});
