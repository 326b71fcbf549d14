import { describe, expect, it } from 'vitest';
import { DONE, failedWith, notDone } from '../../../src/chat/access/ending.ts';
import { createGate, type PlannedTurn, type Turn } from '../../../src/chat/access/gate.ts';
import type { FloodVerdict } from '../../../src/chat/access/limit-floods.ts';
import { findWayBack } from '../../../src/chat/access/read-button.ts';
import type { ChatContext } from '../../../src/chat/context.ts';
import { createCorrelation } from '../../../src/correlation.ts';
import type { Customer, CustomerRef } from '../../../src/customers/customer.ts';
import type { Conversation } from '../../../src/delivery/conversation.ts';
import type { Admission, StaffAccess } from '../../../src/staff/admission.ts';
import type { AuditEntry } from '../../../src/staff/audit.ts';
import { NotAllowed } from '../../../src/staff/not-allowed.ts';
import { isPermitted } from '../../../src/staff/permissions.ts';
import type { Role } from '../../../src/staff/role.ts';
import { makeContext } from '../../support/chat-context.ts';
import { readActions } from '../../support/read-card.ts';

const CONVERSATION: Conversation = {
  ...{
    id: 'a:chat',
    thread: undefined,
    kind: 'personal',
    serviceUrl: 'https://smba.trafficmanager.net/emea/',
  },
  ...{ channel: 'msteams', bot: '28:bot', tenantId: 'partner', name: '' },
};
const PERSON = { objectId: '00000000-0000-0000-0000-0000000000020', account: '29:alex', name: 'Alex' };
const READER = { language: 'en', timeZone: 'UTC' } as const;
const TURN: Turn = {
  person: PERSON,
  conversation: CONVERSATION,
  reader: READER,
  isPress: false,
  action: 'message',
};
const ANSWER = { card: { type: 'AdaptiveCard', body: [] }, summary: 'answered' };
const CONTOSO = makeCustomer('contoso.com', '0a1b2c3d-0000-4000-8000-000000000001');
const FABRIKAM = makeCustomer('fabrikam.com', '0a1b2c3d-0000-4000-8000-000000000002');

function makeCustomer(domain: string, tenantId: string): Customer {
  return { cloud: 'global', tenantId, name: domain, domain };
}

function accessOf(roles: readonly Role[]): StaffAccess {
  const may: StaffAccess['may'] = (permission, cloud) => isPermitted(roles, permission, cloud);
  return {
    roles,
    groups: [],
    may,
    require(permission, cloud) {
      if (!may(permission, cloud)) throw new NotAllowed(permission, cloud);
    },
    seesAll: true,
    sees: () => true,
  };
}

const admitted = (...roles: readonly Role[]): Admission => ({ kind: 'admitted', access: accessOf(roles) });

function makeGate({
  admission = admitted('adminAgent'),
  flood = 'in',
  recordFails = false,
  isOwn = true,
  customers = [],
}: {
  readonly admission?: Admission | Promise<Admission>;
  readonly flood?: FloodVerdict;
  readonly recordFails?: boolean;
  readonly isOwn?: boolean;
  readonly customers?: readonly Customer[];
} = {}) {
  const entries: AuditEntry[] = [];
  const observed: string[] = [];
  const context = {
    ...makeContext(),
    directory: {
      ...makeContext().directory,
      get: ({ tenantId }: CustomerRef) => customers.find((one) => one.tenantId === tenantId),
    },
    reports: { read: () => Promise.reject(new Error('There is no report.')) },
    observe: (kind: string) => void observed.push(kind),
  };
  const gate = createGate({
    staff: { admit: async () => admission, isOwn: () => isOwn },
    trail: {
      async record(entry) {
        if (recordFails) throw new Error('The database is gone.');
        entries.push(entry);
      },
      note: (entry) => void entries.push(entry),
    },
    floods: { enter: () => flood },
    correlation: createCorrelation(),
    context,
    makeId: () => 'a-turn',
  });
  return { gate, entries, observed };
}

const plan = (change: Partial<PlannedTurn> = {}): PlannedTurn => ({
  kind: 'health',
  action: 'command:health',
  needs: { permission: 'readHealth', isAct: false },
  answer: () => ANSWER,
  ...change,
});

describe('the gate', () => {
  it('answers who may, and leaves one line', async () => {
    const { gate, entries, observed } = makeGate();
    expect(await gate.pass(TURN, () => plan())).toBe(ANSWER);
    expect(entries).toMatchObject([
      {
        correlation: 'a-turn',
        action: 'command:health',
        decision: 'allowed',
        outcome: 'done',
        roles: ['adminAgent'],
        person: PERSON,
      },
    ]);
    expect(observed).toEqual(['health']);
  });

  it('does not even look at what a refused person wants', async () => {
    for (const reason of ['foreignTenant', 'anonymous', 'guest', 'disabled', 'unknown', 'noRole'] as const) {
      const { gate, entries } = makeGate({ admission: { kind: 'refused', reason } });
      const reply = await gate.pass(TURN, () => {
        throw new Error('Nobody may ask.');
      });
      expect(reply?.summary).not.toBe('answered');
      expect(entries).toMatchObject([{ decision: 'refused', reason, outcome: 'refused', customers: [] }]);
    }
  });

  it('tells another organisation once, and answers its presses all the same', async () => {
    const { gate, entries } = makeGate({ admission: { kind: 'refused', reason: 'foreignTenant' } });
    expect(await gate.pass(TURN, () => plan())).toBeDefined();
    expect(await gate.pass(TURN, () => plan())).toBeUndefined();
    expect(await gate.pass({ ...TURN, isPress: true }, () => plan())).toBeDefined();
    expect(entries).toHaveLength(1);
  });

  it('lets nobody in while roles cannot be read', async () => {
    const { gate, entries } = makeGate({ admission: { kind: 'unreadable', retryAt: undefined } });
    expect((await gate.pass(TURN, () => plan()))?.summary).not.toBe('answered');
    expect(entries).toMatchObject([{ decision: 'refused', reason: 'unreadable' }]);
  });

  it('answers a press within a second while roles are being read', async () => {
    const { gate } = makeGate({ admission: new Promise(() => {}) });
    const startedAt = performance.now();
    const reply = await gate.pass({ ...TURN, isPress: true }, () => plan());
    expect(reply?.summary).not.toBe('answered');
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });

  it('refuses what no role of the person allows, before anything is done', async () => {
    const { gate, entries } = makeGate({ admission: admitted('salesAgent') });
    let isDone = false;
    const reply = await gate.pass(TURN, () =>
      plan({
        action: 'command:watch',
        needs: { permission: 'setWatch', isAct: true },
        answer() {
          isDone = true;
          return ANSWER;
        },
      }),
    );
    expect(isDone).toBe(false);
    expect(reply?.summary).not.toBe('answered');
    expect(entries).toMatchObject([{ decision: 'refused', reason: 'setWatch', outcome: 'refused' }]);
  });

  it('takes a refusal from where the customer is known, and names the customer', async () => {
    const { gate, entries } = makeGate({ admission: admitted('helpdeskAgent') });
    await gate.pass(TURN, (context) =>
      plan({
        needs: { permission: 'raiseRequest', isAct: false },
        answer() {
          context.access.require('raiseRequest', 'global');
          return ANSWER;
        },
      }),
    );
    expect(entries).toMatchObject([{ decision: 'refused', reason: 'raiseRequest' }]);
  });

  it('writes that an act begins before it is done, and how it ended', async () => {
    const { gate, entries } = makeGate();
    const seen: number[] = [];
    await gate.pass(TURN, () =>
      plan({
        action: 'action:send-request',
        needs: { permission: 'raiseRequest', isAct: true },
        subject: 'SR-1001',
        answer() {
          seen.push(entries.length);
          return ANSWER;
        },
      }),
    );
    expect(seen).toEqual([1]);
    expect(entries.map(({ outcome }) => outcome)).toEqual(['begun', 'done']);
    expect(entries.every(({ subject }) => subject === 'SR-1001')).toBe(true);
  });

  it('does nothing that cannot be written down before', async () => {
    const { gate } = makeGate({ recordFails: true });
    let isDone = false;
    const reply = await gate.pass(TURN, () =>
      plan({
        needs: { permission: 'setWatch', isAct: true },
        answer() {
          isDone = true;
          return ANSWER;
        },
      }),
    );
    expect(isDone).toBe(false);
    expect(reply?.summary).not.toBe('answered');
  });

  it('answers what fails unforeseen with a reference that is on the trail', async () => {
    const { gate, entries } = makeGate();
    const reply = await gate.pass(TURN, () =>
      plan({
        answer() {
          throw new Error('A slip.');
        },
      }),
    );
    const { reference } = entries[0] ?? {};
    expect(entries).toMatchObject([{ outcome: 'failed' }]);
    expect(JSON.stringify(reply)).toContain(reference);
  });

  it('tells a flood once, and is silent then but for presses', async () => {
    const tell = makeGate({ flood: 'tell' });
    expect(await tell.gate.pass(TURN, () => plan())).toBeDefined();
    expect(tell.entries).toMatchObject([{ reason: 'flood' }]);
    const silent = makeGate({ flood: 'silent' });
    expect(await silent.gate.pass(TURN, () => plan())).toBeUndefined();
    expect(await silent.gate.pass({ ...TURN, isPress: true }, () => plan())).toBeDefined();
    expect(silent.entries).toEqual([]);
  });

  it('names the customers that were opened, and those that are opened behind the answer in a line of their own', async () => {
    const { gate, entries } = makeGate();
    const read = (context: ChatContext, customer: Customer) => context.reports.read(customer).catch(() => {});
    let readLater = async (): Promise<unknown> => undefined;
    await gate.pass(TURN, (context) =>
      plan({
        async answer() {
          await read(context, CONTOSO);
          readLater = () => read(context, FABRIKAM);
          return ANSWER;
        },
      }),
    );
    expect(entries).toMatchObject([{ customers: [{ tenantId: CONTOSO.tenantId }], customerCount: 1 }]);
    await readLater();
    expect(entries[1]).toMatchObject({ customers: [{ tenantId: FABRIKAM.tenantId }], outcome: 'done' });
  });

  it('ends as the answer says it ended', async () => {
    const { gate, entries } = makeGate();
    const ending = notDone('state');
    await gate.pass(TURN, () => plan({ answer: () => ({ ...ANSWER, ending }) }));
    expect(entries).toMatchObject([ending]);
  });

  it('writes how a turn ended once what goes on behind the answer has ended, and what went worst', async () => {
    for (const [behind, outcome] of [
      [DONE, 'done'],
      [notDone('gone'), 'refused'],
      [failedWith('ABC123'), 'failed'],
    ] as const) {
      const { gate, entries } = makeGate();
      let end = () => {};
      await gate.pass(TURN, (context) =>
        plan({
          needs: { permission: 'raiseRequest', isAct: true },
          answer() {
            context.turn.keepOpen();
            end = () => {
              context.turn.touch(CONTOSO);
              context.turn.end(behind);
            };
            return ANSWER;
          },
        }),
      );
      expect(entries.map((entry) => entry.outcome)).toEqual(['begun']);
      end();
      expect(entries.map((entry) => entry.outcome)).toEqual(['begun', outcome]);
      expect(entries[1]).toMatchObject({ ...behind, customers: [{ tenantId: CONTOSO.tenantId }] });
    }
  });

  it('names the customer of a button before an act begins, where the person sees it', async () => {
    for (const [customer, count] of [
      [CONTOSO, 1],
      [FABRIKAM, 0],
    ] as const) {
      const { gate, entries } = makeGate({ customers: [CONTOSO] });
      const needs = { permission: 'raiseRequest', isAct: true } as const;
      await gate.pass(TURN, () => plan({ needs, customer, subject: 'incident:global:EX1' }));
      expect(entries.map((entry) => [entry.outcome, entry.customerCount, entry.subject])).toEqual([
        ['begun', count, 'incident:global:EX1'],
        ['done', count, 'incident:global:EX1'],
      ]);
    }
  });

  it('names a customer that is opened too late as refused where it was', async () => {
    const { gate, entries } = makeGate({ admission: admitted('helpdeskAgent') });
    let openLater = async (): Promise<unknown> => undefined;
    await gate.pass(TURN, (context) =>
      plan({
        answer() {
          const { azureSupport } = context.requests;
          openLater = () => azureSupport.listSubscriptions(CONTOSO, new AbortController().signal);
          return ANSWER;
        },
      }),
    );
    await expect(openLater()).rejects.toThrow(NotAllowed);
    expect(entries[1]).toMatchObject({ customers: [{ tenantId: CONTOSO.tenantId }], outcome: 'refused' });
  });

  it('asks for a moment while roles are being read: nobody was refused, and the press may be repeated', async () => {
    const { gate, entries } = makeGate({ admission: new Promise(() => {}) });
    const data = { cloud: 'global', tenantId: 'contoso' };
    const press = { ...TURN, isPress: true };
    const reply = await gate.pass({ ...press, again: { verb: 'show-health', data } }, () => plan());
    expect(readActions(reply?.card)).toMatchObject([{ verb: 'show-health', data }]);
    const without = await gate.pass(press, () => plan());
    expect(without?.summary).toContain('role could not be read');
    expect(entries).toEqual([]);
  });

  it('knows another organisation before a flood of it is counted, told or written down', async () => {
    const { gate, entries } = makeGate({ flood: 'tell', isOwn: false, admission: new Promise(() => {}) });
    expect(await gate.pass(TURN, () => plan())).toBeDefined();
    for (let at = 0; at < 10; at += 1) expect(await gate.pass(TURN, () => plan())).toBeUndefined();
    expect(entries).toMatchObject([{ reason: 'foreignTenant' }]);
  });

  it('leads back to the card whose button was refused', async () => {
    const { gate } = makeGate({ admission: admitted('salesAgent') });
    const back = findWayBack({ kind: 'incident', cloud: 'global', id: 'EX1', hours: 1 });
    const reply = await gate.pass({ ...TURN, isPress: true, back }, () =>
      plan({ needs: { permission: 'followIncident', isAct: true } }),
    );
    const buttons = readActions(reply?.card).map(({ verb, data }) => ({ verb, data }));
    expect(buttons[0]).toMatchObject({ verb: 'show-living', data: { kind: 'incident', id: 'EX1' } });
  });
});

describe('the way back from a button', () => {
  it.each([
    ['a living card', { kind: 'incident', cloud: 'global', id: 'EX1' }, 'show-living'],
    ['a request', { number: 1042, note: 'x' }, 'show-request'],
    ['an incident', { cloud: 'global', tenantId: 't', incident: 'EX1' }, 'show-incident'],
    ['a customer', { cloud: 'china', tenantId: 't' }, 'show-health'],
    ['nothing', { here: true }, undefined],
    ['what is no data', 'nonsense', undefined],
  ])('of %s', (_what, data, verb) => {
    expect(findWayBack(data)?.verb).toBe(verb);
  });
});
