import { createSlipMeter } from '../../customers/edit-distance.ts';

const MOST_SLIPS = 2;
/** Ids of the same letters whose numbers lie no further apart are near as well: neighbours on a list. */
const MOST_APART = 20;
/** Nobody types longer ones; they would only cost time. */
const LONGEST = 64;

/** Those of `ids` that look like `id`, nearest first, each once. What was typed may lack its letters. */
export function findNearIds(id: string, ids: Iterable<string>, most: number): string[] {
  const wanted = id.trim().toLowerCase();
  if (wanted === '' || wanted.length > LONGEST) return [];
  const measure = createSlipMeter(wanted, MOST_SLIPS);
  const near = new Map<string, number>();
  for (const candidate of new Set(ids)) {
    const other = candidate.toLowerCase();
    if (other === wanted) continue;
    const slips = measure(other, 0, other.length);
    const apart = countApart(wanted, other);
    if (slips > MOST_SLIPS && apart > MOST_APART) continue;
    // A slip weighs more than any distance of numbers.
    near.set(candidate, slips * 1_000_000 + Math.min(apart, 999_999));
  }
  return [...near]
    .sort(([a, far], [b, further]) => far - further || (a < b ? -1 : 1))
    .slice(0, most)
    .map(([candidate]) => candidate);
}

/** How an id begins: its letters, and so much of its digits that slips in the later ones do not matter. */
export function readPrefixes(id: string): readonly string[] {
  const [, letters = '', digits = ''] = /^([a-z_]*)(\d*)/i.exec(id.trim()) ?? [];
  const half = letters + digits.slice(0, Math.ceil(digits.length / 2));
  return [...new Set([half, letters])].filter((prefix) => prefix !== '');
}

/** Between numbers after the same letters; else infinite. */
function countApart(a: string, b: string): number {
  const [left, right] = [split(a), split(b)];
  if (!left || !right || left.letters !== right.letters) return Number.POSITIVE_INFINITY;
  return Math.abs(left.number - right.number);
}

function split(id: string): { readonly letters: string; readonly number: number } | undefined {
  const match = /^([a-z]*)(\d{1,15})$/.exec(id);
  return match?.[2] === undefined ? undefined : { letters: match[1] ?? '', number: Number(match[2]) };
}
