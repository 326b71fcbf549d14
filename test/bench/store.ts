import type { Incident } from '../../src/health/incident.ts';
import { createSeededRandom, pick } from '../support/generate-customers.ts';
import { startPostgres } from '../support/postgres.ts';
import {
  CONTOSO,
  createSqliteDatabase,
  createTestDatabase,
  DAY,
  FABRIKAM,
  makeKeptIncident,
  makePost,
  START,
  type TestDatabase,
} from '../support/test-store.ts';
import { describe } from './measure.ts';

const INCIDENTS = 5_000;
const YEARS = 3;
const ROUNDS = 60;
const WARM_UP = 10;
const SEED = 20_263;

/** Measures the history of a customer with 5,000 stored incidents over three years, on both databases. One line a figure. */
export async function benchHistoryStore(): Promise<string[]> {
  const lines = await measure('SQLite', await createSqliteDatabase(), 30);
  const postgres = await startPostgres({ TEST_DATABASE_URL: process.env.TEST_DATABASE_URL });
  if ('reason' in postgres)
    return [...lines, `history store on PostgreSQL: not measured: ${postgres.reason}`];
  try {
    const { url } = await postgres.createSchema();
    const database = createTestDatabase({ kind: 'postgres', url }, async () => {});
    return [...lines, ...(await measure('PostgreSQL', database, 50))];
  } finally {
    await postgres.stop();
  }
}

async function measure(name: string, database: TestDatabase, target: number): Promise<string[]> {
  try {
    const { archive } = await database.open();
    const incidents = makeIncidents();
    await archive.record(CONTOSO, incidents, START);
    await archive.record(FABRIKAM, incidents.slice(0, 400), START);
    const list = (days: number) =>
      time(() => archive.listIncidents(CONTOSO, { since: START - days * DAY, until: START }));
    const found = await archive.listIncidents(CONTOSO, { since: 0, until: START });
    if (found.length !== INCIDENTS) throw new Error(`${found.length} of ${INCIDENTS} incidents are listed.`);
    const all = await list(YEARS * 366);
    const quarter = await list(90);
    const same = await time(() => archive.record(FABRIKAM, incidents.slice(0, 20), START));
    return [
      `history of ${INCIDENTS.toLocaleString('en')} stored incidents on ${name}: ${describe(all)} (target p95 ${target} ms)`,
      `  its last 90 days: ${describe(quarter)}; 20 incidents read again without news: ${describe(same)}`,
    ];
  } finally {
    await database.close();
  }
}

async function time(work: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let round = -WARM_UP; round < ROUNDS; round += 1) {
    const start = performance.now();
    await work();
    if (round >= 0) times.push(performance.now() - start);
  }
  return times;
}

function makeIncidents(): Incident[] {
  const random = createSeededRandom(SEED);
  return Array.from({ length: INCIDENTS }, (_, at) => {
    const startedAt = START - Math.floor(random() * YEARS * 365 * DAY);
    const endedAt = startedAt + Math.floor(random() * 3 * DAY);
    return makeKeptIncident({
      id: `EX${200_000 + at}`,
      service: pick(['Exchange Online', 'Microsoft Teams', 'SharePoint Online', 'Microsoft Intune'], random),
      impact: 'Users may be unable to send or to read mail in some clients. '.repeat(4),
      isResolved: true,
      status: 'serviceRestored',
      startedAt,
      endedAt,
      updatedAt: endedAt,
      posts: Array.from({ length: 4 }, (_, post) =>
        makePost(post, `<p>${'What is known. '.repeat(80)}${at}</p>`),
      ),
    });
  });
}
