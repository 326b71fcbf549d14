import type { Language } from '../reader.ts';
import { type CompiledGrammar, type CompiledRule, compileGrammar, type ServiceGuard } from './compile.ts';
import { english } from './en.ts';
import { foldText } from './fold.ts';
import { french } from './fr.ts';
import type { Grammar, RuleKind } from './grammar.ts';
import { korean } from './ko.ts';
import { trimName, trimQuotes } from './name.ts';
import { isServiceName } from './service-topics.ts';
import { chinese } from './zh.ts';

/** What a sentence said, in the person's spelling. */
export interface Match {
  readonly kind: RuleKind;
  readonly subject: string;
  readonly service: string | undefined;
  readonly text: string;
}

export const GRAMMARS: readonly Grammar[] = [english, french, korean, chinese];

const COMPILED = GRAMMARS.map(compileGrammar);
const LATIN = /^[a-z0-9][a-z0-9 .&+-]*$/;
/** `Status Quo Inc status`: a name at the front that happens to begin with a command word, and the command behind it. */
const NAME_FIRST = /^\p{Lu}.* \p{Ll}[^ ]*$/u;

/** The first rule that fits: sentences of every language, then heads and tails; the reader's own language first. */
export function matchText(text: string, language: Language): Match | undefined {
  const folded = foldText(text);
  const grammars = orderGrammars(language).filter(({ grammar }) => grammar.script.test(folded));
  const tiers = NAME_FIRST.test(text)
    ? (['sentences', 'tails', 'heads'] as const)
    : (['sentences', 'heads', 'tails'] as const);
  for (const tier of tiers) {
    for (const compiled of grammars) {
      for (const rule of compiled[tier]) {
        const match = applyRule(rule, compiled, text, folded);
        if (match !== undefined) return match;
      }
    }
  }
  return undefined;
}

function orderGrammars(language: Language): readonly CompiledGrammar[] {
  const own = COMPILED.filter(({ grammar }) => grammar.language === language);
  return [...own, ...COMPILED.filter(({ grammar }) => grammar.language !== language)];
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
  const service = read('service');
  const name = service === undefined ? undefined : trimName(service, compiled);
  if (name !== undefined && !isAccepted(name, rule.guard)) return undefined;
  return {
    kind: rule.kind,
    subject: trimName(read('subject') ?? '', compiled),
    service: name === '' ? undefined : name,
    text: trimQuotes(read('text') ?? ''),
  };
}

function isAccepted(service: string, guard: ServiceGuard): boolean {
  if (guard === 'any' || isServiceName(service)) return true;
  return guard === 'known or latin' && LATIN.test(foldText(service));
}
