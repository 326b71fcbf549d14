import type { Language } from '../reader.ts';
import type { Command } from './command.ts';
import { cleanText, isReadable, trimEdges } from './grammar/clean.ts';
import { createCourtesyStripper } from './grammar/courtesy.ts';
import { GRAMMARS, type Match, matchText } from './grammar/match.ts';
import { trimQuotes } from './grammar/name.ts';
import { createNearestFinder } from './grammar/nearest.ts';
import { readUnwatch, readWatch } from './grammar/read-watch.ts';

const stripCourtesy = createCourtesyStripper(GRAMMARS);
const findNearest = createNearestFinder(GRAMMARS);

/**
 * Reads what a person typed. Every language is understood whatever the reader's own; the reader's is tried first. Never throws, and
 * takes the same short time for hostile text.
 *
 * A customer may be called like a command (`Health Partners Ltd`), so a caller looks first whether the whole text is a customer.
 */
export function parseCommand(text: string, language: Language): Command {
  const clean = cleanText(text);
  const edged = trimEdges(clean);
  if (!isReadable(edged)) return { kind: clean.includes('?') && !isReadable(clean) ? 'help' : 'empty' };
  const bare = trimEdges(stripCourtesy(unquote(edged)));
  // Only a greeting or thanks: a good moment to say what can be asked.
  if (bare === '') return { kind: 'help' };
  const match = matchText(bare, language);
  if (match !== undefined) return toCommand(match);
  return { kind: 'unknown', text: trimQuotes(bare), nearest: findNearest(bare, language) };
}

function toCommand({ kind, subject, service, text, period, id }: Match): Command {
  const named = service === undefined ? {} : { service };
  switch (kind) {
    case 'health':
      return { kind, subject, ...named };
    case 'history':
      return { kind, subject, ...named, period };
    case 'incident':
      return { kind, id, subject };
    case 'maintenance':
      return { kind, subject, ...named };
    case 'overview':
      return { kind, ...named };
    case 'customers':
      return { kind, text };
    case 'access':
      return { kind, subject };
    case 'request':
      return { kind, subject, ...named };
    case 'requestNumber':
      return { kind, number: id };
    case 'requests':
      return { kind, subject };
    case 'audit':
      return { kind, subject };
    case 'watch':
      return readWatch(text);
    case 'unwatch':
      return readUnwatch(text);
    case 'help':
    case 'watches':
    case 'status':
    case 'myRequests':
    case 'helpdesk':
    case 'helpdeskHere':
    case 'helpdeskOff':
    case 'consent':
      return { kind };
  }
}

/** A whole sentence in quotes, as pasted from help: `"health for Contoso"`. */
function unquote(text: string): string {
  return /^["“«「][^"“”«»「」]*["”»」]$/.test(text) ? trimQuotes(text) : text;
}
