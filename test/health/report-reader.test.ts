import { describe, expect, it } from 'vitest';
import type { Customer } from '../../src/customers/customer.ts';
import { ReadError } from '../../src/errors.ts';
import type { ServiceCommunications } from '../../src/health/ports.ts';
import { createReportReader } from '../../src/health/report-reader.ts';
import type { ServiceHealth } from '../../src/health/service.ts';
import { listing as list, makeSource } from '../support/health-sources.ts';
import { makeIncident } from '../support/incidents.ts';

const CONTOSO: Customer = { cloud: 'global', tenantId: 't-1', name: 'Contoso', domain: 'contoso.com' };
const EXCHANGE: ServiceHealth = { id: 'Exchange', name: 'Exchange Online', status: 'serviceOperational' };

function setUp(overrides: Partial<ServiceCommunications> = {}) {
  let now = Date.UTC(2026, 10, 21, 10, 25);
  const calls: string[] = [];
  const deadlines: AbortController[] = [];
  const count =
    <T>(name: string, read: () => Promise<T[]>) =>
    async () => {
      calls.push(name);
      return list(await read());
    };
  const source = makeSource({
    listServices: count('services', async () => [EXCHANGE]),
    listActiveIncidents: count('incidents', async () => []),
    listPlannedChanges: count('changes', async () => []),
    ...overrides,
  });
  const reader = createReportReader({
    source,
    clock: () => now,
    createDeadline: () => {
      const controller = new AbortController();
      deadlines.push(controller);
      return controller.signal;
    },
  });
  return { reader, calls, deadlines, count, pass: (ms: number) => (now += ms), now: () => now };
}

describe('a report reader', () => {
  it('asks each source once for a hundred people who ask at once', async () => {
    const { reader, calls } = setUp();
    await Promise.all(Array.from({ length: 100 }, () => reader.read(CONTOSO)));
    expect(calls).toEqual(['services', 'incidents', 'changes']);
  });

  it('reuses an answer for 60 seconds and tells when it was read', async () => {
    const { reader, calls, pass, now } = setUp();
    const first = now();
    await reader.read(CONTOSO);
    pass(59_000);
    expect((await reader.read(CONTOSO)).readAt).toBe(first);
    expect(calls).toHaveLength(3);
    pass(2_000);
    expect((await reader.read(CONTOSO)).readAt).toBe(now());
    expect(calls).toHaveLength(6);
  });

  it('gives the very same report while nothing was read anew', async () => {
    const { reader } = setUp();
    const first = await reader.read(CONTOSO);
    expect(await reader.read(CONTOSO)).toBe(first);
    expect(await reader.read({ ...CONTOSO, name: 'Contoso renamed' })).not.toBe(first);
    expect(await reader.read(CONTOSO, { refresh: true })).not.toBe(first);
  });

  it('reads anew when asked to refresh', async () => {
    const { reader, calls } = setUp();
    await reader.read(CONTOSO);
    await reader.read(CONTOSO, { refresh: true });
    expect(calls).toHaveLength(6);
  });

  it('does not let presses in a row use up what Microsoft allows a customer', async () => {
    const { reader, calls, pass } = setUp();
    for (let at = 0; at < 80; at += 1) await reader.read(CONTOSO, { refresh: true });
    expect(calls.length).toBeLessThanOrEqual(33);
    await reader.read({ ...CONTOSO, tenantId: 't-2' }, { refresh: true });
    const before = calls.length;
    pass(60_000);
    await reader.read(CONTOSO, { refresh: true });
    expect(calls).toHaveLength(before + 3);
  });

  it('keeps a very large answer too, for it is asked for the most', async () => {
    const post = { at: 1, html: 'x'.repeat(200_000) };
    const large = Array.from({ length: 40 }, (_, at) => makeIncident({ id: `EX${at}`, posts: [post, post] }));
    let reads = 0;
    const { reader } = setUp({
      listActiveIncidents: async () => {
        reads += 1;
        return list(large);
      },
    });
    for (let at = 0; at < 3; at += 1) await reader.read(CONTOSO);
    expect(reads).toBe(1);
  });

  it('takes two rows of one name for one service, as bad as the worse', async () => {
    const { reader } = setUp({
      listServices: async () =>
        list([EXCHANGE, { ...EXCHANGE, id: 'E2', status: 'serviceInterruption' }, { ...EXCHANGE, id: 'E3' }]),
    });
    const { services, verdict } = await reader.read(CONTOSO);
    expect(services.map(({ severity }) => severity)).toEqual(['down']);
    expect(verdict.answer).toBe('yes');
  });

  it('does not call all well when rows could not be understood', async () => {
    const { reader } = setUp({ listServices: async () => list([EXCHANGE], 1) });
    const { verdict, unread, services } = await reader.read(CONTOSO);
    expect(services).toHaveLength(1);
    expect(unread).toEqual([{ part: 'services', code: 'invalidAnswer', retryAt: undefined }]);
    expect(verdict.answer).toBe('cannotTell');
  });

  it('keeps customers of the same tenant id in two clouds apart', async () => {
    const { reader, calls } = setUp();
    await reader.read(CONTOSO);
    await reader.read({ ...CONTOSO, cloud: 'china' });
    expect(calls).toHaveLength(6);
  });

  it('names the part that failed, answers with the others, and is right again at once after recovery', async () => {
    let broken = true;
    const { reader } = setUp({
      listActiveIncidents: async () => {
        if (broken) throw new ReadError('forbidden', 'no');
        return list([makeIncident()]);
      },
    });
    const during = await reader.read(CONTOSO);
    expect(during.unread).toEqual([{ part: 'incidents', code: 'forbidden', retryAt: undefined }]);
    expect(during.services.map(({ name }) => name)).toEqual(['Exchange Online']);
    expect(during.verdict.answer).toBe('cannotTell');
    broken = false;
    const after = await reader.read(CONTOSO);
    expect(after.unread).toEqual([]);
    expect(after.verdict.answer).toBe('yes');
  });

  it('keeps the last reading for others when somebody’s refresh fails', async () => {
    let broken = false;
    const { reader } = setUp({
      listServices: async () => {
        if (broken) throw new ReadError('unavailable', 'no');
        return list([EXCHANGE]);
      },
    });
    await reader.read(CONTOSO);
    broken = true;
    expect((await reader.read(CONTOSO, { refresh: true })).verdict.answer).toBe('cannotTell');
    expect((await reader.read(CONTOSO)).verdict.answer).toBe('noKnownIssue');
  });

  it('gives up a source that does not answer in time, and one that ignores being stopped', async () => {
    const { reader, deadlines } = setUp({ listServices: () => new Promise(() => {}) });
    const reading = reader.read(CONTOSO);
    deadlines[0]?.abort(new DOMException('late', 'TimeoutError'));
    expect((await reading).unread).toEqual([{ part: 'services', code: 'timeout', retryAt: undefined }]);
  });

  it('marks a part unread when its source fails in an unforeseen way', async () => {
    const { reader } = setUp({ listPlannedChanges: () => Promise.reject(new TypeError('oops')) });
    expect((await reader.read(CONTOSO)).unread).toEqual([
      { part: 'changes', code: 'unavailable', retryAt: undefined },
    ]);
  });

  it('puts incidents under their service, affected services first, and names services only an incident knows', async () => {
    const { reader } = setUp({
      listServices: async () =>
        list([
          { id: 'A', name: 'A service', status: 'serviceOperational' },
          EXCHANGE,
          { id: 'T', name: 'Teams', status: 'serviceInterruption' },
        ]),
      listActiveIncidents: async () =>
        list([
          makeIncident({ id: 'EX1', kind: 'advisory', service: 'exchange  online' }),
          makeIncident({ id: 'EX2' }),
          makeIncident({ id: 'ZZ1', service: 'Brand new service', kind: 'advisory' }),
        ]),
    });
    const { services, verdict } = await reader.read(CONTOSO);
    expect(services.map(({ name, severity }) => [name, severity])).toEqual([
      ['Teams', 'down'],
      ['Exchange Online', 'degraded'],
      ['Brand new service', 'advisory'],
      ['A service', 'healthy'],
    ]);
    expect(services[1]?.incidents.map(({ id }) => id)).toEqual(['EX2', 'EX1']);
    expect(verdict).toMatchObject({ answer: 'yes', affected: 3, total: 4 });
  });

  it('makes the newest post readable', async () => {
    const { reader } = setUp({
      listActiveIncidents: async () =>
        list([
          makeIncident({
            posts: [{ at: 5, html: '<b>Current status:</b> We are <i>on it</i>.<br>Next update by: noon' }],
          }),
        ]),
    });
    const { services } = await reader.read(CONTOSO);
    expect(services[0]?.incidents[0]?.latest).toEqual({ at: 5, text: 'We are on it.' });
  });
});
