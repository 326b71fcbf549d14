/** Deepest nesting of lists and objects that is taken: cards' data and Teams' own activities stay below 15. */
const MOST_DEPTH = 32;
/** Most values, in all lists and objects together. */
const MOST_VALUES = 20_000;
/** Keys that lead out of an object when something is merged by them. Nobody who talks to a bot uses them. */
const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Whether parsed JSON is fit to be worked with: not deep enough to exhaust a stack, not more than a reader has patience for, without keys that
 * reach prototypes. Null characters and halves of characters in its texts, which databases and addresses refuse, are taken out where they
 * stand: nobody sees them. Takes no stack of its own.
 */
export function mendJson(root: unknown): boolean {
  const open: { readonly at: object; readonly depth: number }[] = [];
  let values = 0;
  const enter = (value: unknown, depth: number): boolean => {
    values += 1;
    if (values > MOST_VALUES || depth > MOST_DEPTH) return false;
    if (typeof value === 'object' && value !== null) open.push({ at: value, depth });
    return true;
  };
  if (!enter(root, 0)) return false;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { at, depth } = next;
    for (const [key, value] of Object.entries(at)) {
      if (FORBIDDEN_KEYS.has(key) || !enter(value, depth + 1)) return false;
      if (typeof value !== 'string') continue;
      const mended = mendText(value);
      if (mended !== value) Reflect.set(at, key, mended);
    }
  }
  return true;
}

function mendText(text: string): string {
  const whole = text.isWellFormed() ? text : text.toWellFormed();
  return whole.includes('\0') ? whole.replaceAll('\0', '') : whole;
}
