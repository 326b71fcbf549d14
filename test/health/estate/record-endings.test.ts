import { describe, expect, it } from 'vitest';
import { ReadError } from '../../../src/errors.ts';
import { recordEndings } from '../../../src/health/estate/record-endings.ts';
import type { Incident } from '../../../src/health/incident.ts';
import { makeIncident } from '../../support/incidents.ts';
import { createKeptLog } from '../../support/kept-log.ts';
import { NOW, named, openEstate, reading } from './open-estate.ts';
import { createVirtualTime } from './virtual-time.ts';

const MINUTE = 60_000;
const UPDATED = makeIncident().updatedAt ?? 0;
const END = makeIncident({ isResolved: true, status: 'serviceRestored', updatedAt: UPDATED + 1 });

/** Endings of incidents that all of so many customers have at first. */
function open(
  count: number,
  {
    open: incidents = [makeIncident()],
    findIncident,
  }: {
    open?: readonly Incident[];
    findIncident: (who: string, id: string) => Promise<Incident | undefined>;
  },
) {
  const customers = Array.from({ length: count }, (_, at) => named(`c${String(at).padStart(4, '0')}`));
  const time = createVirtualTime(NOW);
  const { estate } = openEstate(customers);
  const asked: string[] = [];
  const kept: { readonly who: string; readonly incidents: readonly Incident[] }[] = [];
  const abort = new AbortController();
  for (const customer of customers) estate.note(reading(customer, { incidents }));
  const ended = recordEndings(
    {
      ...time,
      estate,
      source: {
        findIncident({ tenantId }, id) {
          asked.push(tenantId);
          return findIncident(tenantId, id);
        },
      },
      keep: ({ tenantId }, some) => kept.push({ who: tenantId, incidents: some }),
      log: createKeptLog(),
    },
    abort.signal,
  );
  return {
    ...{ customers, time, estate, asked, kept },
    /** Microsoft 365 lists nothing more as open for the first so many customers. */
    leave(some = count) {
      for (const customer of customers.slice(0, some)) {
        estate.note(reading(customer, { triedAt: time.clock() + 1 }));
      }
    },
    async stop() {
      abort.abort();
      await ended;
    },
  };
}

describe('the end of an incident', () => {
  it('is read once, through one of its customers, and kept once', async () => {
    const { leave, time, asked, kept, estate, stop } = open(40, { findIncident: async () => END });
    leave();
    await time.pass(10 * MINUTE);
    expect(asked).toHaveLength(1);
    expect(kept).toEqual([{ who: asked[0], incidents: [END] }]);
    expect(estate.takeDepartures()).toEqual([]);
    await stop();
  });

  it.each([
    ['missing', undefined],
    ['before that of the open state', UPDATED - MINUTE],
  ])('counts where its date is %s', async (_, updatedAt) => {
    const { leave, time, kept, estate, stop } = open(2, {
      findIncident: async () => ({ ...END, updatedAt }),
    });
    leave();
    await time.pass(2_000);
    expect(kept).toMatchObject([{ incidents: [{ isResolved: true, updatedAt: UPDATED }] }]);
    expect(estate.findOpen('EX226574')).toEqual([]);
    await stop();
  });

  it('takes it off the lists of customers that were not read since', async () => {
    const { leave, time, asked, estate, customers, stop } = open(40, { findIncident: async () => END });
    estate.takeUnsaved(100);
    leave(1);
    await time.pass(2_000);
    expect(estate.overview()).toMatchObject({ incidents: [], affected: { any: 0 } });
    expect(estate.findOpen('EX226574')).toEqual([]);
    expect(estate.takeUnsaved(100).flatMap(({ incidentIds }) => incidentIds)).toEqual([]);
    for (const customer of customers) estate.note(reading(customer, { triedAt: time.clock() }));
    await time.pass(10 * MINUTE);
    expect(asked).toHaveLength(1);
    await stop();
  });

  it('does not close an incident that was reopened meanwhile', async () => {
    const { leave, time, estate, customers, stop } = open(2, { findIncident: async () => END });
    const [, other] = customers;
    if (!other) throw new Error('no customer');
    const again = makeIncident({ updatedAt: UPDATED + 2 });
    estate.note(reading(other, { incidents: [again], triedAt: NOW + 1 }));
    leave(1);
    await time.pass(2_000);
    expect(estate.findOpen('EX226574')).toMatchObject([{ customers: 1 }]);
    await stop();
  });

  it('is asked for again, through another customer, when it cannot be read', async () => {
    const { leave, time, asked, kept, stop } = open(40, {
      async findIncident() {
        if (asked.length === 1) throw new ReadError('unavailable', 'no');
        return END;
      },
    });
    leave();
    await time.pass(15 * MINUTE);
    expect(asked).toHaveLength(2);
    expect(asked[0]).not.toBe(asked[1]);
    expect(kept).toHaveLength(1);
    await stop();
  });

  it('is not asked for over and over while others still have the incident', async () => {
    const { customers, estate, time, asked, stop } = open(100, { findIncident: async () => makeIncident() });
    for (const customer of customers.slice(1)) {
      estate.note(reading(customer, { triedAt: time.clock() + 1 }));
      await time.pass(18_000);
    }
    expect(asked.length).toBeGreaterThan(1);
    expect(asked.length).toBeLessThanOrEqual(31);
    await stop();
  });

  it('of four incidents is read side by side, and those that end meanwhile are not forgotten', async () => {
    const ids = Array.from({ length: 12 }, (_, at) => `EX10000${at}`);
    const { leave, time, kept, stop } = open(1, {
      open: ids.map((id) => makeIncident({ id })),
      async findIncident(_who, id) {
        await time.sleep(10_000);
        return { ...END, id };
      },
    });
    leave();
    await time.pass(11_000);
    expect(kept).toHaveLength(4);
    await time.pass(25_000);
    expect(kept.flatMap(({ incidents }) => incidents.map(({ id }) => id)).toSorted()).toEqual(ids.toSorted());
    await stop();
  });

  it('is given up after 15 seconds, and takes departures in meanwhile', async () => {
    const { leave, time, estate, stop } = open(1, { findIncident: () => new Promise(() => {}) });
    leave();
    await time.pass(2_000);
    const [customer] = [named('c0000')];
    estate.note(reading(customer, { incidents: [makeIncident({ id: 'EX2' })], triedAt: time.clock() }));
    estate.note(reading(customer, { triedAt: time.clock() + 1 }));
    await time.pass(1_000);
    expect(estate.takeDepartures()).toEqual([]);
    await stop();
  });
});
