import type { z } from 'zod';
import type { CloudName } from '../../clouds.ts';
import { ReadError } from '../../errors.ts';
import type { Listing } from '../../health/ports.ts';
import type { EpochMs } from '../../time.ts';

interface Identified {
  readonly id: string;
  readonly updatedAt?: EpochMs | undefined;
}

/**
 * Understands what can be understood: a bad row is skipped and counted, but rows of which not one is good are no answer
 * (`invalidAnswer`). Pages are cut while rows shift, so a row may come twice: the one modified last stays, in the place of the first.
 */
export function parseRows<T extends Identified, R>(
  cloud: CloudName,
  understand: (row: R) => T | undefined,
  rows: readonly R[],
): Listing<T> {
  const byId = new Map<string, T>();
  let skipped = 0;
  for (const row of rows) {
    const item = understand(row);
    if (item === undefined) {
      skipped += 1;
      continue;
    }
    const known = byId.get(item.id);
    if (known && (known.updatedAt ?? 0) > (item.updatedAt ?? 0)) continue;
    byId.set(item.id, item);
  }
  if (rows.length > 0 && byId.size === 0) {
    throw new ReadError('invalidAnswer', `Microsoft Graph (${cloud}): not one row can be understood`);
  }
  return { items: [...byId.values()], skipped };
}

/** Understands rows by a schema. */
export function bySchema<T>(schema: z.ZodType<T>): (row: unknown) => T | undefined {
  return (row) => schema.safeParse(row).data;
}
