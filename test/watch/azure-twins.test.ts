import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CustomerRef } from '../../src/customers/customer.ts';
import { createEstate, type KeptEstate } from '../../src/health/estate/estate.ts';
import type { CustomerReading } from '../../src/health/estate/ports.ts';
import type { Incident } from '../../src/health/incident.ts';
import type { Store } from '../../src/store/open-store.ts';
import { createFollowSubjects, type FollowSubjects } from '../../src/watch/follow-subjects.ts';
import type { SubjectKey } from '../../src/watch/subject.ts';
import { DEFAULT_TIMINGS } from '../../src/watch/timings.ts';
import { createKeptLog } from '../support/kept-log.ts';
import {
  CONTOSO,
  createSqliteDatabase,
  FABRIKAM,
  MINUTE,
  makeKeptIncident,
  START,
  type TestDatabase,
} from '../support/test-store.ts';
import { makeChannel, watchAll } from '../support/watch-subjects.ts';

const MAIN: SubjectKey = { kind: 'incident', cloud: 'global', id: 'MO555' };
const EVENT: SubjectKey = { kind: 'incident', cloud: 'global', id: 'ABCD-123' };
const LISTED = makeKeptIncident({ id: MAIN.id });
const AZURE = makeKeptIncident({
  ...{ id: EVENT.id, source: 'azure', service: 'Virtual Machines' },
  azure: { services: [], regions: [], subscriptions: [], externalId: 'mo555', isCritical: undefined },
});

let database: TestDatabase;
let store: Store;
let estate: KeptEstate;
let follow: FollowSubjects;
let now: number;
let told: string[];
beforeEach(async () => {
  now = START;
  told = [];
  database = await createSqliteDatabase();
  const clock = () => now;
  store = await database.open({ clock });
  await watchAll(store.watch);
  const customers = [CONTOSO, FABRIKAM].map((ref, at) => ({ ...ref, name: `C${at}`, domain: `c${at}.com` }));
  estate = createEstate({ directory: { customers, states: [] }, clock });
  follow = createFollowSubjects({
    ...{ store: store.watch, archive: store.archive, hurries: store.watch.hurries, clock, estate },
    ...{
      matchService: () => true,
      sightOf: undefined,
      timings: DEFAULT_TIMINGS,
      isReading: true,
      log: createKeptLog(),
    },
    observe: ({ kind, tells }) => void told.push(tells ? `${kind}!` : kind),
  });
});
afterEach(() => database.close());

function read(customer: CustomerRef, incidents: Incident[], azureIncidents: Incident[]): void {
  const nothing = { changes: undefined, unread: [], asked: undefined };
  estate.note({ customer, triedAt: now, incidents, azureIncidents, ...nothing } satisfies CustomerReading);
}

/** What was decided in that time, each transition; `!`: told in the thread. */
async function pass(ms: number): Promise<string[]> {
  told = [];
  for (const end = now + ms; now < end; now += 15_000) {
    const due = await store.watch.listDue(now, 100);
    const things = due.flatMap(({ kind, cloud, id }) => (kind === 'incident' ? [{ kind, cloud, id }] : []));
    await follow(estate.observe([...estate.takeChanged(100), ...things]));
  }
  return told;
}

const findCard = (key: SubjectKey) => store.watch.cards.find(makeChannel(), key);

describe('an Azure event that Microsoft 365 lists under another id', () => {
  it('has no card beside that of Microsoft 365, which counts who has it in Azure only', async () => {
    read(CONTOSO, [LISTED], [AZURE]);
    read(FABRIKAM, [], [AZURE]);
    expect(await pass(20 * MINUTE)).toEqual(['appeared']);
    expect(await findCard(EVENT)).toBeUndefined();
    expect((await findCard(MAIN))?.subject.hits.size).toBe(2);
  });

  it('gives way where it was first: its card points there, and nobody is told that it is gone', async () => {
    read(CONTOSO, [], [AZURE]);
    expect(await pass(MINUTE)).toEqual(['appeared']);
    read(CONTOSO, [LISTED], [AZURE]);
    expect((await pass(30 * MINUTE)).sort()).toEqual(['appeared', 'listedAs']);
    expect((await findCard(EVENT))?.subject.state).toMatchObject({
      ...{ phase: 'over', outcome: 'listedAs', listedAs: 'MO555' },
    });
  });

  it('gives way as soon as it is listed for another customer', async () => {
    read(FABRIKAM, [], [AZURE]);
    await pass(MINUTE);
    read(CONTOSO, [LISTED], []);
    expect((await pass(MINUTE)).sort()).toEqual(['appeared', 'listedAs']);
    expect((await findCard(MAIN))?.subject.hits.size).toBe(2);
  });

  it('is never shown when it gives way before it was', async () => {
    read(CONTOSO, [], [AZURE]);
    await pass(15_000);
    read(CONTOSO, [LISTED], [AZURE]);
    expect(await pass(30 * MINUTE)).toEqual(['appeared']);
    expect(await findCard(EVENT)).toBeUndefined();
  });

  it('stays silent when Microsoft 365 tells how it ended, although Azure lists it still', async () => {
    read(CONTOSO, [LISTED], [AZURE]);
    await pass(MINUTE);
    const ended = {
      ...LISTED,
      isResolved: true,
      status: 'serviceRestored' as const,
      endedAt: now,
      updatedAt: now,
    };
    await store.archive.record(CONTOSO, [ended], now);
    read(CONTOSO, [], [AZURE]);
    expect(await pass(60 * MINUTE)).toEqual(['resolved!']);
  });

  it('is told of again when Microsoft 365 lists it no longer and says nothing of an end', async () => {
    read(CONTOSO, [], [AZURE]);
    await pass(MINUTE);
    read(CONTOSO, [LISTED], [AZURE]);
    await pass(5 * MINUTE);
    read(CONTOSO, [], [AZURE]);
    expect(await pass(40 * MINUTE)).toEqual(['notListed!', 'reopened!']);
  });
});
