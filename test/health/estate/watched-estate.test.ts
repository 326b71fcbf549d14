import { describe, expect, it } from 'vitest';
import type { Customer } from '../../../src/customers/customer.ts';
import type { KeptEstate } from '../../../src/health/estate/estate.ts';
import type { ChangedThing } from '../../../src/health/estate/ports.ts';
import { makeIncident } from '../../support/incidents.ts';
import { makeChange, makeEvent, NOW, named, openEstate, reading } from './open-estate.ts';

const ADATUM = named('Adatum');
const CONTOSO = named('Contoso');
const FABRIKAM = named('Fabrikam', 'china');
const EXCHANGE: ChangedThing = { kind: 'incident', cloud: 'global', id: 'EX226574' };
const CHANGE: ChangedThing = { kind: 'change', cloud: 'global', id: 'MC172851' };

/** An estate in which both customers have an incident, and nothing has changed since. */
function openSettled() {
  const opened = openEstate([ADATUM, CONTOSO, FABRIKAM]);
  const { estate } = opened;
  for (const customer of [ADATUM, CONTOSO]) estate.note(reading(customer, { incidents: [makeIncident()] }));
  estate.takeChanged(100);
  return opened;
}

const noteLater = (estate: KeptEstate, customer: Customer, incidents = [makeIncident()]) =>
  estate.note(reading(customer, { triedAt: NOW + 60_000, incidents }));

describe('what changed', () => {
  it('is an incident that shows at a customer, once, until it is taken', () => {
    const { estate } = openEstate([ADATUM, CONTOSO]);
    estate.note(reading(ADATUM, { incidents: [makeIncident()] }));
    estate.note(reading(CONTOSO, { incidents: [makeIncident()] }));
    expect(estate.takeChanged(100)).toEqual([EXCHANGE]);
    expect(estate.takeChanged(100)).toEqual([]);
  });

  it('is nothing where the same is read again', () => {
    const { estate } = openSettled();
    noteLater(estate, ADATUM);
    noteLater(estate, CONTOSO);
    expect(estate.takeChanged(100)).toEqual([]);
  });

  it('is nothing where the same is read again without a date', () => {
    const { estate } = openEstate([ADATUM]);
    const undated = () => makeIncident({ updatedAt: undefined, posts: [] });
    estate.note(reading(ADATUM, { incidents: [undated()] }));
    estate.takeChanged(100);
    noteLater(estate, ADATUM, [undated()]);
    expect(estate.takeChanged(100)).toEqual([]);
  });

  it.each([
    ['status', { status: 'serviceRestored' }],
    ['title', { title: 'Other words' }],
    ['kind', { kind: 'advisory' }],
    ['date', {}],
    ['posts', { posts: [{ at: NOW + 1, html: 'news' }] }],
    ['impact', { impact: 'Nobody can read mail.' }],
  ] as const)('is an incident whose %s is another one', (_what, overrides) => {
    const { estate } = openSettled();
    noteLater(estate, ADATUM, [makeIncident({ updatedAt: NOW + 3_600_000, ...overrides })]);
    expect(estate.takeChanged(100)).toEqual([EXCHANGE]);
    expect(estate.observe([EXCHANGE])[0]?.incident).toMatchObject(overrides);
  });

  it('is an incident that spreads to another customer or leaves one', () => {
    const { estate } = openSettled();
    estate.note(reading(FABRIKAM, { incidents: [makeIncident()] }));
    expect(estate.takeChanged(100)).toEqual([{ ...EXCHANGE, cloud: 'china' }]);
    noteLater(estate, ADATUM, []);
    expect(estate.takeChanged(100)).toEqual([EXCHANGE]);
    noteLater(estate, CONTOSO, []);
    expect(estate.takeChanged(100)).toEqual([EXCHANGE]);
    expect(estate.observe([EXCHANGE])).toEqual([
      { ...EXCHANGE, incident: undefined, change: undefined, customers: new Set() },
    ]);
  });

  it('is only what is on one of the lists before and after', () => {
    const { estate } = openEstate([ADATUM]);
    const ids = (...all: string[]) => all.map((id) => makeIncident({ id }));
    const changedBy = (...all: string[]) => {
      noteLater(estate, ADATUM, ids(...all));
      return estate
        .takeChanged(100)
        .map(({ id }) => id)
        .sort();
    };
    expect(changedBy('A', 'B', 'C', 'D')).toEqual(['A', 'B', 'C', 'D']);
    expect(changedBy('B', 'E', 'D')).toEqual(['A', 'C', 'E']);
    expect(changedBy('D', 'E')).toEqual(['B']);
    expect(changedBy('F', 'A')).toEqual(['A', 'D', 'E', 'F']);
    expect(changedBy('A', 'F')).toEqual([]);
  });

  it('is what a customer has that leaves the directory’s list, or comes back onto it', () => {
    const { estate, directory } = openSettled();
    directory.customers = [CONTOSO];
    expect(estate.takeChanged(100)).toEqual([EXCHANGE]);
    expect(estate.observe([EXCHANGE])[0]?.customers).toEqual(new Set(['contoso']));
    directory.customers = [];
    expect(estate.takeChanged(100)).toEqual([EXCHANGE]);
    expect(estate.observe([EXCHANGE])[0]).toMatchObject({ incident: undefined, customers: new Set() });
  });

  it('is what a customer has that comes onto the list after its state was restored', () => {
    const { estate, directory } = openSettled();
    directory.states = [{ cloud: 'global', loadedAt: undefined, error: undefined }];
    directory.customers = [CONTOSO];
    estate.takeChanged(100);
    directory.customers = [ADATUM, CONTOSO];
    expect(estate.takeChanged(100)).toEqual([EXCHANGE]);
    expect(estate.observe([EXCHANGE])[0]?.customers).toEqual(new Set(['adatum', 'contoso']));
  });

  it('is an incident that was closed because it is over', () => {
    const { estate } = openSettled();
    estate.close('global', makeIncident({ isResolved: true, updatedAt: NOW + 3_600_000 }));
    expect(estate.takeChanged(100)).toEqual([EXCHANGE]);
    expect(estate.observe([EXCHANGE])[0]?.incident).toBeUndefined();
  });

  it('is a planned change as well, apart from an incident of the same id', () => {
    const { estate } = openEstate([ADATUM]);
    const read = (title: string, updatedAt: number) =>
      estate.note(
        reading(ADATUM, {
          triedAt: updatedAt,
          changes: [makeChange({ title, updatedAt })],
          azureIncidents: [makeEvent({ id: 'MC172851' })],
        }),
      );
    read('before', NOW);
    expect(estate.takeChanged(100)).toEqual([{ ...CHANGE, kind: 'incident' }, CHANGE]);
    read('after', NOW + 1);
    expect(estate.takeChanged(100)).toEqual([CHANGE]);
    expect(estate.observe([CHANGE])[0]).toMatchObject({ change: { title: 'after' }, incident: undefined });
  });

  it('is handed out piece by piece, the oldest first', () => {
    const { estate } = openEstate([ADATUM]);
    noteLater(
      estate,
      ADATUM,
      ['A', 'B', 'C'].map((id) => makeIncident({ id })),
    );
    expect(estate.takeChanged(2).map(({ id }) => id)).toEqual(['A', 'B']);
    expect(estate.takeChanged(2).map(({ id }) => id)).toEqual(['C']);
  });

  it('is everything that somebody has, for whoever begins to follow', () => {
    const { estate } = openSettled();
    estate.note(reading(FABRIKAM, { changes: [makeChange()] }));
    estate.takeChanged(100);
    estate.markAllChanged();
    expect(estate.takeChanged(100)).toEqual([EXCHANGE, { ...CHANGE, cloud: 'china' }]);
  });
});

describe('looking at things', () => {
  it('tells their customers by tenant id in small letters, whatever the case of the things’ ids', () => {
    const directory = [{ ...ADATUM, tenantId: 'ADATUM' }, CONTOSO];
    const { estate } = openEstate(directory);
    for (const customer of directory) estate.note(reading(customer, { incidents: [makeIncident()] }));
    const [seen] = estate.observe([{ ...EXCHANGE, id: 'ex226574' }]);
    expect(seen?.customers).toEqual(new Set(['adatum', 'contoso']));
    expect(seen?.incident?.id).toBe('EX226574');
  });

  it('tells that nobody has what is not known', () => {
    const { estate } = openSettled();
    const [unknown, elsewhere] = estate.observe([
      { ...EXCHANGE, id: 'XX1' },
      { ...EXCHANGE, cloud: 'china' },
    ]);
    expect(unknown).toMatchObject({ id: 'XX1', incident: undefined, customers: new Set() });
    expect(elsewhere?.incident).toBeUndefined();
  });

  it('is cheap for 200 of them at 10,000 customers with 40 incidents each', () => {
    const customers = Array.from({ length: 10_000 }, (_, at) => named(`tenant-${at}`));
    const { estate } = openEstate(customers);
    const incidents = Array.from({ length: 200 }, (_, at) => makeIncident({ id: `EX${at}` }));
    for (const [at, customer] of customers.entries()) {
      const own = Array.from({ length: 40 }, (_, number) => incidents[((at % 500) * 7 + number * 5) % 200]);
      estate.note(reading(customer, { incidents: own.flatMap((one) => one ?? []) }));
    }
    const things = estate.takeChanged(1_000);
    expect(things).toHaveLength(200);
    const times = Array.from({ length: 9 }, () => {
      const before = process.threadCpuUsage();
      const seen = estate.observe(things);
      expect(seen.every(({ customers: { size } }) => size > 0)).toBe(true);
      const { user, system } = process.threadCpuUsage(before);
      return (user + system) / 1_000;
    }).sort((a, b) => a - b);
    // 20 ms on two quiet cores; of busy ones the work takes longer too.
    expect(times[0]).toBeLessThan(90);
  }, 30_000);
});

describe('what is known of customers', () => {
  it('is something once their incidents were read, as long as they are listed', () => {
    const { estate, directory } = openEstate([ADATUM, CONTOSO]);
    expect(estate.isKnown('global', 'adatum')).toBe(false);
    estate.note(reading(ADATUM));
    estate.note(
      reading(CONTOSO, {
        incidents: undefined,
        unread: [{ part: 'incidents', code: 'forbidden', retryAt: undefined }],
      }),
    );
    expect(estate.isKnown('global', 'ADATUM')).toBe(true);
    expect(estate.isKnown('china', 'adatum')).toBe(false);
    expect(estate.isKnown('global', 'contoso')).toBe(false);
    directory.customers = [CONTOSO];
    expect(estate.isKnown('global', 'adatum')).toBe(false);
  });

  it('is complete for a cloud when every customer of its list was tried', () => {
    const { estate, directory } = openEstate([ADATUM, CONTOSO, FABRIKAM]);
    estate.note(reading(ADATUM));
    expect(estate.isComplete('global')).toBe(false);
    estate.note(
      reading(CONTOSO, {
        incidents: undefined,
        unread: [{ part: 'incidents', code: 'timeout', retryAt: undefined }],
      }),
    );
    expect(estate.isComplete('global')).toBe(true);
    expect(estate.isComplete('china')).toBe(false);
    directory.states = [{ cloud: 'global', loadedAt: undefined, error: undefined }];
    expect(estate.isComplete('global')).toBe(false);
  });

  it('names those whose incidents could not be read when last tried', () => {
    const { estate, directory } = openEstate([ADATUM, CONTOSO, FABRIKAM]);
    const fail = (customer: Customer, triedAt: number) =>
      estate.note(
        reading(customer, {
          triedAt,
          incidents: undefined,
          unread: [{ part: 'incidents', code: 'noConsent', retryAt: undefined }],
        }),
      );
    estate.note(reading(ADATUM));
    fail(ADATUM, NOW + 1);
    fail(CONTOSO, NOW + 2);
    estate.note(reading(FABRIKAM, { unread: [{ part: 'changes', code: 'forbidden', retryAt: undefined }] }));
    expect(estate.listUnreadable()).toMatchObject([
      { customer: { tenantId: 'adatum' }, code: 'noConsent', readAt: NOW, triedAt: NOW + 1 },
      { customer: { tenantId: 'contoso' }, code: 'noConsent', readAt: undefined, triedAt: NOW + 2 },
    ]);
    estate.note(reading(ADATUM, { triedAt: NOW + 3 }));
    directory.customers = [ADATUM, FABRIKAM];
    expect(estate.listUnreadable()).toEqual([]);
  });
});
