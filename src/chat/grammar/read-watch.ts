import type { Command } from '../command.ts';
import { readWatchWords } from './read-watch-words.ts';

/** A customer stands beside the service: `all Exchange for Contoso` is all of Contoso's. */
const NAMES_SOMEBODY = / (?:for|at|chez|pour) ./i;

/** The command that words after `watch` make. Without a name, what happens is watched at all customers: `watch incidents`. */
export function readWatch(words: string): Extract<Command, { kind: 'watch' }> {
  const { subject, scope, saysAll, saysWhat, language } = readWatchWords(words);
  const isAll = subject === '' ? saysAll || saysWhat : saysAll && !NAMES_SOMEBODY.test(subject);
  return { kind: 'watch', isAll, subject, scope: scope ?? (isAll ? 'everything' : undefined), language };
}

/** The command that words after `unwatch` make. */
export function readUnwatch(words: string): Extract<Command, { kind: 'unwatch' }> {
  const { subject, scope: said, saysAll } = readWatchWords(words);
  const scope = said === 'everything' ? undefined : said;
  const isAll = subject === '' ? saysAll || said !== undefined : saysAll && !NAMES_SOMEBODY.test(subject);
  return { kind: 'unwatch', isAll, subject, scope };
}
