import type { Known } from './known.ts';
import type { ChangedThing } from './ports.ts';

/** What changed and was not taken yet, each once, in the order in which it first changed. */
export interface ChangedThings {
  note(kind: ChangedThing['kind'], known: Pick<Known<{ readonly id: string }>, 'cloud' | 'item'>): void;
  /** The oldest, at most `limit`; they are forgotten here. */
  take(limit: number): readonly ChangedThing[];
}

/** Kept at most: where nobody takes them, the oldest are forgotten. Whoever begins to take them counts everything as changed first. */
const MOST = 50_000;

export function createChangedThings(): ChangedThings {
  const byKey = new Map<string, ChangedThing>();
  return {
    note(kind, { cloud, item: { id } }) {
      const key = `${kind}:${cloud}:${id.toLowerCase()}`;
      if (byKey.has(key)) return;
      byKey.set(key, { kind, cloud, id });
      const [oldest] = byKey.size > MOST ? byKey.keys() : [];
      if (oldest !== undefined) byKey.delete(oldest);
    },
    take(limit) {
      const taken: ChangedThing[] = [];
      for (const [key, thing] of byKey) {
        if (taken.length >= limit) break;
        taken.push(thing);
        byKey.delete(key);
      }
      return taken;
    },
  };
}
