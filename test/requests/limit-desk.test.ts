import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CLOUD_NAMES, type CloudName } from '../../src/clouds.ts';
import { createRequestDesk, type RequestDesk } from '../../src/requests/desk.ts';
import { limitDesk } from '../../src/requests/limit-desk.ts';
import type { RequestKey, ServiceRequest } from '../../src/requests/request.ts';
import { NotAllowed } from '../../src/staff/not-allowed.ts';
import { isPermitted, type Permission } from '../../src/staff/permissions.ts';
import { ROLES } from '../../src/staff/role.ts';
import type { Store } from '../../src/store/open-store.ts';
import { makeLimits } from '../support/make-limits.ts';
import { makeCard } from '../support/request-cards.ts';
import { makeDraft, OPENED_AT, PEOPLE } from '../support/requests.ts';
import { createSqliteDatabase, type TestDatabase } from '../support/test-store.ts';

const { adele } = PEOPLE;
const READER = { language: 'en', timeZone: 'UTC' } as const;
const CUSTOMERS = {
  global: { ...makeDraft().customer, name: 'Contoso' },
  china: { cloud: 'china', tenantId: 'keji', name: 'Keji', domain: 'keji.cn' },
} as const;
const PAGE = { offset: 0, limit: 20 };
const CARD = { ...makeCard({ purpose: 'viewer' }), messageId: '1:message', shownVersion: 0 } as const;
const UNKNOWN = { kind: 'unknown' };

let database: TestDatabase;
let store: Store;
let desk: RequestDesk;
beforeEach(async () => {
  database = await createSqliteDatabase();
  store = await database.open();
  desk = createRequestDesk({
    ...{ store: store.requests, clock: () => OPENED_AT, randomUUID, wake: () => {} },
  });
});
afterEach(() => database.close());

/** A form that is ready to be sent, and a request that was. */
async function open(cloud: CloudName) {
  const draft = await store.requests.open(makeDraft({ form: randomUUID(), customer: CUSTOMERS[cloud] }));
  const { form } = await store.requests.open(makeDraft({ form: randomUUID(), customer: CUSTOMERS[cloud] }));
  const sent = await desk.send(form, adele);
  if (sent.kind !== 'changed' || sent.request.number === undefined) throw new Error('It was not sent.');
  return { draft, number: sent.request.number };
}

type Opened = Awaited<ReturnType<typeof open>>;

/** Everything that changes a request, and what it needs. */
const CHANGES: readonly [
  name: string,
  permission: Permission,
  act: (desk: RequestDesk, opened: Opened) => Promise<unknown>,
][] = [
  ['editForm', 'raiseRequest', (to, { draft }) => to.editForm(draft.form, { title: 'Other' }, adele)],
  ['send', 'raiseRequest', (to, { draft }) => to.send(draft.form, adele)],
  ['retryRoute', 'raiseRequest', (to, { number }) => to.retryRoute(number, adele)],
  ['reroute', 'raiseRequest', (to, { number }) => to.reroute(number, 'helpdesk', adele)],
  ['take', 'workOnRequest', (to, { number }) => to.take(number, adele)],
  [
    ...(['addNote', 'workOnRequest'] as const),
    (to, { number }) => to.addNote(number, { text: 'A note.', toVendor: false, key: 'k' }, adele),
  ],
  ['setSeverity', 'workOnRequest', (to, { number }) => to.setSeverity(number, 'C', adele)],
  ['resolve', 'workOnRequest', (to, { number }) => to.resolve(number, { closeTicket: false }, adele)],
  ['reopen', 'workOnRequest', (to, { number }) => to.reopen(number, adele)],
  ['setState', 'workOnRequest', (to, { number }) => to.setState(number, 'withVendor', adele)],
  [
    ...(['recordTicket', 'workOnRequest'] as const),
    (to, { number }) => to.recordTicket(number, { number: '119120321001170', confirmed: false }, adele),
  ],
];

const readAll = async ({ draft, number }: Opened): Promise<readonly (ServiceRequest | undefined)[]> => [
  await store.requests.find({ form: draft.form }),
  await store.requests.find({ number }),
];

describe.each(CLOUD_NAMES)('a desk for requests of customers in the %s cloud', (cloud) => {
  it.each(
    CHANGES.flatMap(([name, permission, act]) => ROLES.map((role) => ({ name, permission, act, role }))),
  )('lets nobody $name but who may: $role', async ({ permission, act, role }) => {
    const opened = await open(cloud);
    const before = await readAll(opened);
    const { limits, touched } = makeLimits({ roles: [role] });
    const acting = act(limitDesk(desk, limits), opened);
    if (isPermitted([role], permission, cloud)) {
      expect(await acting).not.toEqual(UNKNOWN);
    } else {
      await expect(acting).rejects.toEqual(new NotAllowed(permission, cloud));
      expect(await readAll(opened)).toEqual(before);
    }
    expect(touched).toContain(CUSTOMERS[cloud].tenantId);
  });

  it.each(ROLES)('opens a form for a %s who may raise requests there', async (role) => {
    const { limits, touched } = makeLimits({ roles: [role] });
    const form = randomUUID();
    const fields = { form, customer: CUSTOMERS[cloud], raisedBy: adele, reader: READER };
    const opening = limitDesk(desk, limits).openForm(fields);
    if (isPermitted([role], 'raiseRequest', cloud)) expect(await opening).toMatchObject({ form });
    else await expect(opening).rejects.toThrow(NotAllowed);
    const kept = await store.requests.find({ form });
    expect(kept !== undefined).toBe(isPermitted([role], 'raiseRequest', cloud));
    expect(touched).toContain(CUSTOMERS[cloud].tenantId);
  });

  it('tells whose requests were opened', async () => {
    const { number } = await open(cloud);
    const { limits, touched } = makeLimits();
    await limitDesk(desk, limits).find({ number });
    expect(touched).toEqual([CUSTOMERS[cloud].tenantId]);
    await limitDesk(desk, limits).list({ customer: CUSTOMERS[cloud] }, PAGE);
    expect(touched).toHaveLength(2);
  });

  describe('of a customer that is hidden', () => {
    const hide = () => makeLimits({ hidden: [CUSTOMERS[cloud]], all: Object.values(CUSTOMERS) });

    it.each(CHANGES)('changes nothing: %s', async (_name, _permission, act) => {
      const opened = await open(cloud);
      const before = await readAll(opened);
      const { limits, touched } = hide();
      expect(await act(limitDesk(desk, limits), opened)).toEqual(UNKNOWN);
      expect(await readAll(opened)).toEqual(before);
      expect(touched).toEqual([]);
    });

    it('finds none, lists none and counts none', async () => {
      const { draft, number } = await open(cloud);
      const other = await open(cloud === 'china' ? 'global' : 'china');
      const { limits, touched } = hide();
      const limited = limitDesk(desk, limits);
      const keys: RequestKey[] = [{ form: draft.form }, { number }];
      for (const key of keys) {
        expect(await limited.find(key)).toBeUndefined();
        expect(await limited.listChanges(key, PAGE)).toEqual({ changes: [], total: 0 });
      }
      expect(await limited.list({}, PAGE)).toMatchObject({ requests: [{ number: other.number }], total: 1 });
      expect(await limited.list({ customer: CUSTOMERS[cloud] }, PAGE)).toEqual({ requests: [], total: 0 });
      expect(touched).toEqual([]);
    });

    it('opens no form, and keeps no card', async () => {
      const { draft, number } = await open(cloud);
      const { limits } = hide();
      const limited = limitDesk(desk, limits);
      const fields = { customer: CUSTOMERS[cloud], raisedBy: adele, reader: READER };
      await expect(limited.openForm(fields)).rejects.toThrow('hidden');
      // A form of another customer's is given as it stands, whoever it is opened for.
      const other = Object.values(CUSTOMERS).find((one) => one.cloud !== cloud) ?? CUSTOMERS.global;
      await expect(limited.openForm({ ...fields, customer: other, form: draft.form })).rejects.toThrow(
        'hidden',
      );
      await limited.placeCard({ number }, CARD);
      const options = { owner: 'a', now: OPENED_AT + 60_000, leaseMs: 1_000, limit: 9 };
      expect(await store.requests.claimCards(options)).toEqual([]);
      await desk.placeCard({ number }, CARD);
      expect(await store.requests.claimCards(options)).toHaveLength(1);
    });
  });
});

describe('the helpdesk', () => {
  it.each(ROLES)('is where a %s says, if they may', async (role) => {
    const { limits } = makeLimits({ roles: [role] });
    const { helpdesk } = limitDesk(desk, limits);
    const setting = helpdesk.set({ ...makeCard(), setBy: 'Adele Vance', setAt: OPENED_AT });
    const may = isPermitted([role], 'setHelpdesk');
    if (may) await setting;
    else await expect(setting).rejects.toThrow(NotAllowed);
    expect((await helpdesk.get()) !== undefined).toBe(may);
  });
});
