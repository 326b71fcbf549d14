import type { Language } from '../../reader.ts';
import { trimPeriod } from '../period/trim-period.ts';
import {
  type CompiledGrammar,
  type CompiledRule,
  type CompiledRules,
  compileGrammar,
  type ServiceGuard,
} from './compile.ts';
import { english } from './en.ts';
import { foldText } from './fold.ts';
import { french } from './fr.ts';
import type { Grammar, RuleKind } from './grammar.ts';
import { looksLikeIncidentId, tidyIncidentId } from './incident-id.ts';
import { korean } from './ko.ts';
import { lazily } from './lazily.ts';
import { MASK, maskPeriods } from './mask-periods.ts';
import { trimName, trimQuotes } from './name.ts';
import { isServiceName } from './service-topics.ts';
import { chinese } from './zh.ts';

/** What a sentence said, in the person's spelling. */
export interface Match {
  readonly kind: RuleKind;
  readonly subject: string;
  readonly service: string | undefined;
  readonly text: string;
  readonly period: string;
  readonly id: string;
}

export const GRAMMARS: readonly Grammar[] = [english, french, korean, chinese];

const COMPILED = GRAMMARS.map(compileGrammar);
const LATIN = /^[a-z0-9][a-z0-9 .&+-]*$/;
/** `Status Quo Inc status`: a name at the front that happens to begin with a command word, and the command behind it. */
const NAME_FIRST = /^\p{Lu}.* \p{Ll}[^ ]*$/u;

type Tier = keyof CompiledRules;

/** A text and the ways to compare it: as it is, and with its periods covered up. */
interface Reading {
  readonly text: string;
  readonly folded: string;
  readonly masked: () => readonly string[];
}

/**
 * The first rule that fits: sentences of every language, then heads and tails; the reader's own language first. The groups' sentences stand
 * before all others, their heads and tails behind.
 */
export function matchText(text: string, language: Language): Match | undefined {
  const folded = foldText(text);
  const grammars = orderGrammars(language).filter(({ grammar }) => grammar.script.test(folded));
  const reading = { text, folded, masked: lazily(() => maskPeriods(text, folded)) };
  const ends: readonly Tier[] = NAME_FIRST.test(text) ? ['tails', 'heads'] : ['heads', 'tails'];
  return (
    matchGroups(['sentences'], grammars, reading) ??
    matchRules(['sentences', ...ends], grammars, reading) ??
    matchGroups(ends, grammars, reading)
  );
}

function matchRules(
  tiers: readonly Tier[],
  grammars: readonly CompiledGrammar[],
  { text, folded }: Reading,
): Match | undefined {
  for (const tier of tiers) {
    for (const compiled of grammars) {
      const match = applyRules(compiled[tier], compiled, text, folded);
      if (match !== undefined) return match;
    }
  }
  return undefined;
}

function matchGroups(
  tiers: readonly Tier[],
  grammars: readonly CompiledGrammar[],
  { text, folded, masked }: Reading,
): Match | undefined {
  for (const tier of tiers) {
    for (const compiled of grammars) {
      for (const { hint, readsPeriods, rules } of compiled.groups) {
        if (!hint.test(folded)) continue;
        for (const form of readsPeriods ? [...masked(), folded] : [folded]) {
          const match = applyRules(rules()[tier], compiled, text, form);
          if (match !== undefined) return match;
        }
      }
    }
  }
  return undefined;
}

function orderGrammars(language: Language): readonly CompiledGrammar[] {
  const own = COMPILED.filter(({ grammar }) => grammar.language === language);
  return [...own, ...COMPILED.filter(({ grammar }) => grammar.language !== language)];
}

function applyRules(
  rules: readonly CompiledRule[],
  compiled: CompiledGrammar,
  text: string,
  folded: string,
): Match | undefined {
  for (const rule of rules) {
    const match = applyRule(rule, compiled, text, folded);
    if (match !== undefined) return match;
  }
  return undefined;
}

function applyRule(
  rule: CompiledRule,
  compiled: CompiledGrammar,
  text: string,
  folded: string,
): Match | undefined {
  const places = rule.pattern.exec(folded)?.indices;
  if (places === undefined) return undefined;
  const read = (group: string): string | undefined => {
    const place = places.groups?.[group];
    return place && text.slice(place[0], place[1]);
  };
  const isCovered = (group: string): boolean => {
    const place = places.groups?.[group];
    return place !== undefined && folded.slice(place[0], place[1]).includes(MASK);
  };
  // A period within a name: this rule took it for something else.
  if (isCovered('subject') || isCovered('service')) return undefined;
  const service = read('service');
  const name = service === undefined ? undefined : trimName(service, compiled);
  if (name !== undefined && !isAccepted(name, rule.guard)) return undefined;
  const id = read('id') ?? '';
  if (rule.isIdSure && !looksLikeIncidentId(id)) return undefined;
  return {
    kind: rule.kind,
    subject: trimName(read('subject') ?? '', compiled),
    service: name === '' ? undefined : name,
    text: trimQuotes(read('text') ?? ''),
    period: trimPeriod(readPeriods(places.groups, text)),
    id: tidyIncidentId(id),
  };
}

/** The words at the first place for a period that has any. */
function readPeriods(places: Readonly<Record<string, [number, number]>> | undefined, text: string): string {
  const place = Object.entries(places ?? {}).find(([group, at]) => group.startsWith('period') && at);
  return place === undefined ? '' : text.slice(place[1][0], place[1][1]);
}

function isAccepted(service: string, guard: ServiceGuard): boolean {
  if (guard === 'any' || isServiceName(service)) return true;
  return guard === 'known or latin' && LATIN.test(foldText(service));
}
