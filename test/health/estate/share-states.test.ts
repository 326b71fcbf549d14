import { describe, expect, it } from 'vitest';
import type { Customer } from '../../../src/customers/customer.ts';
import type { StateCursor } from '../../../src/health/archive.ts';
import { createEstate, type KeptEstate } from '../../../src/health/estate/estate.ts';
import type { Incident } from '../../../src/health/incident.ts';
import type { PlannedChange } from '../../../src/health/planned-change.ts';
import type { UnreadPart } from '../../../src/health/unread-part.ts';
import { createFakeStateBook } from '../../support/fake-state-book.ts';
import { createSeededRandom } from '../../support/generate-customers.ts';
import { makeIncident } from '../../support/incidents.ts';
import { makeChange, makeEvent, NOW, named } from './open-estate.ts';

const CUSTOMERS = ['Adatum', 'Contoso', 'Fabrikam', 'Litware', 'Tailspin', 'Wingtip', 'Woodgrove'].map(
  (name) => named(name),
);
const REFUSED: UnreadPart = { part: 'incidents', code: 'noConsent', retryAt: undefined };
const NO_ROLE: UnreadPart = { part: 'azure', code: 'forbidden', retryAt: undefined };

/** What Microsoft has: incidents and changes, and who has them. */
function createWorld(pick: (below: number) => number) {
  let now = NOW;
  const things = Array.from({ length: 6 }, (_, at): { item: Incident; hits: Set<Customer> } => ({
    item:
      at % 3 === 0
        ? makeEvent({ id: `A-${at}`, updatedAt: NOW, isResolved: true })
        : makeIncident({ id: `EX${at}`, updatedAt: NOW, isResolved: true }),
    hits: new Set(),
  }));
  const changes = Array.from({ length: 3 }, (_, at): { item: PlannedChange; hits: Set<Customer> } => ({
    item: makeChange({ id: `MC${at}`, updatedAt: NOW }),
    hits: new Set(),
  }));
  const closed = new Set<Customer>();
  const any = <T>(list: readonly T[]): T => {
    const one = list[pick(list.length)];
    if (one === undefined) throw new Error('Nothing to pick from.');
    return one;
  };
  const toggle = (set: Set<Customer>) => {
    const customer = any(CUSTOMERS);
    if (!set.delete(customer)) set.add(customer);
  };
  return {
    any,
    things,
    clock: () => now,
    pass(ms: number) {
      now += ms;
    },
    change() {
      const thing = any(things);
      const change = any(changes);
      const { status } = any([{ status: 'serviceDegradation' }, { status: 'serviceInterruption' }] as const);
      [
        () => toggle(thing.hits),
        () => {
          thing.item = { ...thing.item, isResolved: !thing.item.isResolved, updatedAt: now };
        },
        () => {
          thing.item = { ...thing.item, status, updatedAt: now };
        },
        () => toggle(change.hits),
        () => {
          change.item = { ...change.item, title: `As of ${now}`, updatedAt: now };
        },
        () => toggle(closed),
      ][pick(6)]?.();
    },
    read(customer: Customer) {
      const all = things.filter(({ hits }) => hits.has(customer)).map(({ item }) => item);
      const isClosed = closed.has(customer);
      const parts = [
        { asked: undefined, unread: isClosed ? [REFUSED, NO_ROLE] : [] },
        { asked: ['azure'], unread: isClosed ? [NO_ROLE] : [] },
        { asked: ['incidents', 'changes'], unread: isClosed ? [REFUSED] : [] },
      ] as const;
      const { asked, unread } = any(parts);
      const has = (part: 'incidents' | 'azure' | 'changes') =>
        !isClosed && (asked === undefined || asked.some((one) => one === part));
      return {
        ...{ customer, triedAt: now, asked, unread },
        incidents: has('incidents')
          ? all.filter(({ source, isResolved }) => source === 'microsoft365' && !isResolved)
          : undefined,
        azureIncidents: has('azure') ? all.filter(({ source }) => source === 'azure') : undefined,
        changes: has('changes')
          ? changes.filter(({ hits }) => hits.has(customer)).map(({ item }) => item)
          : undefined,
      };
    },
  };
}

/** Two replicas over one store. */
function openReplicas(seed: number) {
  const random = createSeededRandom(seed);
  const world = createWorld((below) => Math.floor(random() * below));
  const { clock } = world;
  const book = createFakeStateBook(clock);
  const directory = {
    customers: CUSTOMERS,
    states: [{ cloud: 'global', loadedAt: NOW, error: undefined }] as const,
  };
  const open = () => ({
    estate: createEstate({ directory, clock }),
    cursor: { since: NOW } as StateCursor,
    saved: new Set<number>(),
  });
  const replicas = [open(), open()] as const;

  function read(estate: KeptEstate, customer: Customer): void {
    const reading = world.read(customer);
    estate.note(reading);
    book.record(customer, [...(reading.incidents ?? []), ...(reading.azureIncidents ?? [])], clock());
  }

  /** Each reads how what left its customers ended, saves what it read, and learns what the other has. */
  async function sync(): Promise<void> {
    for (const { estate } of replicas) {
      for (const { cloud, incident, customers } of estate.takeDepartures()) {
        const found = world.things.find(({ item }) => item.id === incident.id)?.item;
        const [asker] = customers;
        if (!found || !asker) throw new Error('An incident left that nobody had.');
        book.record(asker, [found], clock());
        if (found.isResolved) estate.close(cloud, found);
      }
    }
    // Twice: what one learns may be a reason to save for the other.
    for (let round = 0; round < 2; round += 1) {
      for (const { estate } of replicas) {
        const changes = estate.listUnsavedChanges();
        await book.save(estate.takeUnsaved(100), changes);
        estate.noteSavedChanges(changes);
      }
      for (const replica of replicas) {
        for (let isMore = true; isMore; ) {
          const news = await book.loadSince(replica.cursor, { ...replica.estate, missed: [] });
          expect(replica.estate.follow(news)).toEqual([]);
          ({ next: replica.cursor, isMore } = news);
        }
      }
    }
  }
  return { world, replicas, book, read, sync };
}

/** All that is told, without the instants: what did not change is saved every few minutes only. */
function tell(estate: KeptEstate) {
  const { incidents, affected, coverage, access } = estate.overview();
  const without = { oldestReadAt: undefined, newestReadAt: undefined };
  const maintenance = [...estate.maintenance().changes].sort((one, other) =>
    one.change.id < other.change.id ? -1 : 1,
  );
  return {
    incidents: incidents
      .map(({ incident, ...rest }) => ({ ...rest, incident: { ...incident, azure: undefined } }))
      .sort((one, other) => (one.incident.id < other.incident.id ? -1 : 1)),
    ...{ affected, access, coverage: { ...coverage, ...without }, maintenance },
    hits: incidents
      .flatMap(({ cloud, incident }) =>
        estate.listCustomersOf(cloud, incident.id).map(({ name }) => `${incident.id} ${name}`),
      )
      .sort(),
    unreadable: estate.listUnreadable().map(({ customer, code }) => [customer.tenantId, code]),
  };
}

describe('two replicas, each of which reads some of the customers', () => {
  it.each(Array.from({ length: 150 }, (_, seed) => seed))('tell the same, seed %i', async (seed) => {
    const { world, replicas, book, read, sync } = openReplicas(seed);
    const { any } = world;
    for (let step = 0; step < 60; step += 1) {
      world.pass(1_000 + 500 * step);
      for (let times = any([0, 1, 2]); times > 0; times -= 1) world.change();
      for (let times = any([1, 2, 3]); times > 0; times -= 1) {
        world.pass(10);
        read(any(replicas).estate, any(CUSTOMERS));
      }
      if (any([true, false, false])) await sync();
      if (any([true, false, false])) {
        await sync();
        expect(tell(replicas[0].estate)).toEqual(tell(replicas[1].estate));
      }
    }
    await sync();
    const restored = openReplicas(seed).replicas[0].estate;
    restored.restore(await book.load());
    expect(tell(restored)).toEqual(tell(replicas[0].estate));
  });
});
