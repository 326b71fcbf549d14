import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import { inspectStore } from '../store/inspect-store.ts';
import type { Sleep } from '../time.ts';
import type { Examine } from './examine.ts';

/** Whether the database is there, takes writes, and has a schema that this version knows. It is left as it is. */
export function examineDatabase(
  { database }: Config,
  parts: { readonly sleep: Sleep; readonly log: Log },
): Examine {
  const name = database.kind === 'sqlite' ? `SQLite file ${database.path}` : 'PostgreSQL';
  return async (check) => {
    await check('DATABASE_URL', async () => {
      const { version, newest } = await inspectStore({ database, ...parts });
      if (version === newest) return { status: 'ok', says: `${name}: can be written, schema ${version}` };
      const what =
        version === undefined
          ? 'empty; the bot makes its schema when it starts'
          : `schema ${version}; the bot brings it to ${newest} when it starts`;
      return { status: 'ok', says: `${name}: can be written, ${what}` };
    });
  };
}
