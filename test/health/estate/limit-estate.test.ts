import { describe, expect, it } from 'vitest';
import type { Customer } from '../../../src/customers/customer.ts';
import type { Estate } from '../../../src/health/estate/ports.ts';
import type { Incident } from '../../../src/health/incident.ts';
import type { UnreadPart } from '../../../src/health/unread-part.ts';
import { createSeededRandom, pick } from '../../support/generate-customers.ts';
import { makeIncident } from '../../support/incidents.ts';
import { makeChange, makeEvent, NOW, named, openEstate, reading } from './open-estate.ts';

const SEED = 61_121;
const UNREAD: readonly UnreadPart[] = [
  { part: 'incidents', code: 'forbidden', retryAt: undefined },
  { part: 'azure', code: 'throttled', retryAt: undefined },
];

/** Everything that an estate answers. */
function askAll(estate: Estate, ids: readonly string[]) {
  return {
    overview: estate.overview(),
    advisories: estate.overview(({ kind }) => kind === 'advisory'),
    access: estate.access(),
    maintenance: estate.maintenance(),
    coverage: estate.coverage,
    openIds: estate.listOpenIds().toSorted(),
    open: ids.map((id) => estate.findOpen(id)),
    customers: ids.map((id) => [estate.listCustomersOf('global', id), estate.listCustomersOf('china', id)]),
    changes: ids.map((id) => estate.findChange('global', id)),
  };
}

describe('an estate that is limited', () => {
  it.each(
    Array.from({ length: 20 }, (_, at) => SEED + at),
  )('answers as one that never heard of the other customers (seed %i)', (seed) => {
    const random = createSeededRandom(seed);
    const customers = Array.from({ length: 30 }, (_, at) =>
      named(`Customer${at + 10}`, random() < 0.2 ? 'china' : 'global'),
    );
    const seen = customers.filter(() => random() < 0.6);
    // Of two clouds nothing comes at the same moment: the order of what is alike in everything is not promised.
    const make = (letters: string, apart: number) => ({
      incidents: Array.from({ length: 12 }, (_, at) =>
        makeIncident({
          ...{ id: `EX${letters}${at}`, startedAt: NOW - at * 60_000 - apart },
          kind: random() < 0.4 ? 'advisory' : 'incident',
        }),
      ),
      changes: Array.from({ length: 6 }, (_, at) =>
        makeChange({ id: `MC${letters}${at}`, actionRequiredBy: NOW + (at + 1) * 86_400_000 + apart }),
      ),
    });
    const known = { global: make('1', 0), china: make('2', 1_000) };
    const events = Array.from({ length: 4 }, (_, at) =>
      makeEvent({ id: `BC_${at}-FXZ`, startedAt: NOW - at * 60_000 - 500 }),
    );
    const some = <T>(items: readonly T[]) => items.filter(() => random() < 0.15);
    const readings = customers.map((customer) =>
      reading(customer, {
        triedAt: NOW - Math.floor(random() * 100) * 1_000,
        ...{ incidents: some(known[customer.cloud].incidents), changes: some(known[customer.cloud].changes) },
        azureIncidents: customer.cloud === 'china' ? undefined : some(events),
        unread: random() < 0.2 ? [pick(UNREAD, random)] : [],
      }),
    );
    const relationships = {
      listProblems: () =>
        new Map(
          customers
            .slice(0, 9)
            .map(({ cloud, tenantId }) => [
              `${cloud}:${tenantId}`,
              { state: 'expired', endsAt: NOW - 1, id: 'r' } as const,
            ]),
        ),
      unread: [],
    };
    const whole = openEstate(customers, relationships);
    const alone = openEstate(seen, relationships);
    for (const one of readings.slice(0, -3)) whole.estate.note(one);
    for (const one of readings.slice(0, -3)) alone.estate.note(one);
    const limited = whole.estate.limitTo({ customers: seen });
    const { global, china } = known;
    const ids = [...global.incidents, ...china.incidents, ...events, ...global.changes, ...china.changes].map(
      ({ id }) => id,
    );
    expect(askAll(limited, ids)).toEqual(askAll(alone.estate, ids));
    expect(askAll(whole.estate.limitTo({ customers }), ids)).toEqual(askAll(whole.estate, ids));
  });

  it('follows its list, and what becomes known', () => {
    const [adatum, contoso] = [named('Adatum'), named('Contoso')];
    const { estate, directory } = openEstate([adatum, contoso]);
    const list: { customers: readonly Customer[] } = { customers: [adatum] };
    const limited = estate.limitTo(list);
    const incident: Incident = makeIncident();
    estate.note(reading(contoso, { incidents: [incident] }));
    expect(limited.findOpen(incident.id)).toEqual([]);
    estate.note(reading(adatum, { incidents: [incident] }));
    expect(limited.findOpen(incident.id)).toMatchObject([{ customers: 1 }]);
    expect(estate.findOpen(incident.id)).toMatchObject([{ customers: 2 }]);
    list.customers = [adatum, contoso];
    expect(limited.findOpen(incident.id)).toMatchObject([{ customers: 2 }]);
    directory.customers = [contoso];
    list.customers = [contoso];
    expect(limited.coverage.total).toBe(1);
    expect(limited.limitTo({ customers: [] }).coverage.total).toBe(0);
  });
});
