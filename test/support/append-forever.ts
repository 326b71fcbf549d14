import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { openStore } from '../../src/store/open-store.ts';
import { makeAuditEntries } from './audit.ts';
import { createKeptLog } from './kept-log.ts';
import { storeOptions } from './test-store.ts';

const DATABASE = z.union([
  z.object({ kind: z.literal('sqlite'), path: z.string(), isDefault: z.boolean() }),
  z.object({ kind: z.literal('postgres'), url: z.string() }),
]);

/** A process that appends to the audit trail until it is killed, and prints how many lines are kept for good. */
const database = DATABASE.parse(JSON.parse(process.argv[2] ?? ''));
const store = await openStore({
  database,
  ...storeOptions({ log: createKeptLog(), sleep: (ms) => wait(ms) }),
});
for (let kept = 0; ; ) {
  const entries = makeAuditEntries(`child-${kept}`, 7);
  await store.audit.append(entries);
  kept += entries.length;
  process.stdout.write(`${kept}\n`);
}
