import type { CompiledGrammar } from './compile.ts';
import { foldText } from './fold.ts';

const QUOTES = `"'“”„‟‘’‚«»‹›「」『』《》〈〉\``;
const PAIRS: Readonly<Record<string, string>> = {
  '(': ')',
  '[': ']',
  '{': '}',
  '<': '>',
  '【': '】',
  '〔': '〕',
};
const LOOSE = ' ,;:=|~-–—、。';

/** The name inside the words that were captured: no quotes, no `the customer` before it, no particle after it. */
export function trimName(words: string, { grammar, beforeName, nobody }: CompiledGrammar): string {
  let name = trimQuotes(words);
  const before = beforeName.exec(foldText(name))?.[0] ?? '';
  const prefix = name.slice(0, before.length);
  // `la Banque Postale` is a bank with its article; `La Poste` is a name.
  if (before.length < name.length && prefix === prefix.toLowerCase())
    name = trimQuotes(name.slice(before.length));
  if (grammar.trimName !== undefined) name = trimQuotes(grammar.trimName(name));
  return nobody.test(foldText(name)) ? '' : name;
}

/** Without quotes and loose signs at the ends, and without brackets around the whole. */
export function trimQuotes(words: string): string {
  let start = 0;
  let end = words.length;
  const isLoose = (sign: string) => QUOTES.includes(sign) || LOOSE.includes(sign);
  for (;;) {
    while (start < end && isLoose(words.charAt(start))) start++;
    while (end > start && isLoose(words.charAt(end - 1))) end--;
    const close = PAIRS[words.charAt(start)];
    if (close === undefined || words.charAt(end - 1) !== close || end - start < 2) break;
    start++;
    end--;
  }
  return words.slice(start, end);
}
