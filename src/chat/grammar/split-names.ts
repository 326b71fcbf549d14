import { foldText } from './fold.ts';
import { hasFinalConsonant } from './ko-particle.ts';
import { trimQuotes } from './name.ts';

/** Room for every name that fits into a message. */
const MOST_NAMES = 50;
const COMPANY_FORM = '(?:inc|ltd|limited|llc|llp|plc|corp|co|gmbh|sarl|sas|sa|s\\.a|bv|pty)\\b';
/** Between names: signs, and the word for `and` in each language. A comma before a company's form belongs to the name. */
const BETWEEN = new RegExp(
  [
    ' ?[;；\n][;；\\s]*',
    `[,，](?! ?${COMPANY_FORM})[,，\\s]*(?:and |et )?`,
    ' (?:and|et|및|그리고|와|과) ',
    '(?<=[가-힣a-z0-9.)])(?:와|과|이랑|랑|하고) ',
    '(?<=[\\p{Script=Han}a-z0-9.)]) ?(?:以及|(?<!共)和|与|及) ?(?=[\\p{Script=Han}a-z0-9])',
  ].join('|'),
  'gu',
);
const QUOTED = /"[^"]*"|“[^”]*”|«[^»]*»|「[^」]*」|《[^》]*》/g;

/**
 * The names that a person strung together: `Contoso, Fabrikam and Northwind`. What stands in quotes is one name. A company may have `and` in
 * its name (`Marks and Spencer`): first look whether all the words are one customer. At most 50 names; no name stands there twice.
 */
export function splitNames(subject: string): string[] {
  const folded = foldText(subject);
  const quoted = [...subject.matchAll(QUOTED)].map(({ 0: words, index }) => [index, index + words.length]);
  const names: string[] = [];
  let start = 0;
  for (const { 0: sign, index } of folded.matchAll(BETWEEN)) {
    if (quoted.some(([from = 0, to = 0]) => index >= from && index < to)) continue;
    const before = subject.slice(start, index);
    if (isPart(sign, before, subject.slice(index + sign.length))) continue;
    names.push(before);
    start = index + sign.length;
  }
  names.push(subject.slice(start));
  const seen = new Map(names.map(trimQuotes).map((name) => [foldText(name), name]));
  seen.delete('');
  return [...seen.values()].slice(0, MOST_NAMES);
}

/** Whether the sign is a syllable of a name: `과` after a vowel (`치과`), `和` next to a single sign (`共和国`). */
function isPart(sign: string, before: string, after: string): boolean {
  const word = sign.trim();
  if (/^\p{Script=Han}/u.test(word)) return isShort(before) || isShort(after);
  if (sign.startsWith(' ') || (word !== '와' && word !== '과')) return false;
  const last = before.charAt(before.length - 1);
  return /[가-힣]/.test(last) && hasFinalConsonant(last) !== (word === '과');
}

function isShort(name: string): boolean {
  return name.trim().length < 2;
}
