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
export function parseRows<T extends Identified>(
  cloud: CloudName,
  schema: z.ZodType<T>,
  rows: readonly unknown[],
): Listing<T> {
  const byId = new Map<string, T>();
  let skipped = 0;
  for (const row of rows) {
    const parsed = schema.safeParse(row);
    if (!parsed.success) {
      skipped += 1;
      continue;
    }
    const known = byId.get(parsed.data.id);
    if (known && (known.updatedAt ?? 0) > (parsed.data.updatedAt ?? 0)) continue;
    byId.set(parsed.data.id, parsed.data);
  }
  if (rows.length > 0 && byId.size === 0) {
    throw new ReadError('invalidAnswer', `Microsoft Graph (${cloud}): not one row can be understood`);
  }
  return { items: [...byId.values()], skipped };
}
