import { foldText } from './fold.ts';
import type { Grammar, Rule, RuleGroup, RuleKind } from './grammar.ts';
import { ID_SHAPE, LOOSE_ID_SHAPE, MORE_IDS } from './incident-id.ts';
import { lazily } from './lazily.ts';
import { MASK } from './mask-periods.ts';

/** Which service words a rule accepts; see `Rule`. */
export type ServiceGuard = 'any' | 'known' | 'known or latin';

export interface CompiledRule {
  readonly kind: RuleKind;
  readonly pattern: RegExp;
  readonly guard: ServiceGuard;
  /** Whether its id must look like one. */
  readonly isIdSure: boolean;
}

export interface CompiledRules {
  readonly sentences: readonly CompiledRule[];
  readonly heads: readonly CompiledRule[];
  readonly tails: readonly CompiledRule[];
}

export interface CompiledGroup {
  readonly hint: RegExp;
  readonly readsPeriods: boolean;
  /** Compiled at the first call. */
  readonly rules: () => CompiledRules;
}

export interface CompiledGrammar extends CompiledRules {
  readonly grammar: Grammar;
  readonly groups: readonly CompiledGroup[];
  readonly beforeName: RegExp;
  readonly nobody: RegExp;
}

/** Turns a language's shapes into regular expressions, once. */
export function compileGrammar(grammar: Grammar): CompiledGrammar {
  return {
    grammar,
    ...compileRules(grammar, grammar.lists),
    groups: grammar.groups.map((group) => compileGroup(group, grammar)),
    beforeName: new RegExp(`^(?:${expandShape(grammar.beforeName, grammar.lists)})`),
    nobody: new RegExp(`^(?:${expandShape(grammar.nobody, grammar.lists)})$`),
  };
}

function compileGroup(group: RuleGroup, grammar: Grammar): CompiledGroup {
  return {
    hint: new RegExp(foldText(group.hint)),
    readsPeriods: group.readsPeriods ?? false,
    rules: lazily(() => compileRules(group, { ...grammar.lists, ...group.lists })),
  };
}

function compileRules(
  { sentences, heads, tails }: Pick<RuleGroup, 'sentences' | 'heads' | 'tails'>,
  lists: Grammar['lists'],
): CompiledRules {
  const compileAll = (rules: readonly Rule[]) =>
    rules.map(([kind, shape]) => ({
      kind,
      pattern: new RegExp(`^(?:${expandShape(shape, lists)})$`, 'd'),
      guard: readGuard(shape),
      isIdSure: shape.includes('{id!}'),
    }));
  return { sentences: compileAll(sentences), heads: compileAll(heads), tails: compileAll(tails) };
}

function expandShape(shape: string, lists: Grammar['lists']): string {
  let expanded = foldText(shape);
  let periods = 0;
  // Lists may name lists; four levels are more than any language needs, and a list that names itself must not hang the start.
  for (let level = 0; level < 4; level++) {
    expanded = expanded.replace(/<([a-z]+)>/g, (_, name: string) => `(?:${readList(name, lists)})`);
  }
  return (
    expanded
      .replaceAll('{service~}', '{service}')
      .replaceAll('{service!}', '{service}')
      .replaceAll('~', ' ?')
      .replaceAll('_', '(?: ?[:,;=>-]{1,3} ?| )')
      .replaceAll('{service}', '(?<service>.{1,60}?)')
      .replaceAll('{subject}', '(?<subject>.+?)')
      .replaceAll('{name}', '(?<subject>..+?)')
      .replaceAll('{name+}', '(?<subject>..+)')
      .replaceAll('{text}', '(?<text>.+?)')
      // It may stand at one of several places of a shape, and no two groups of a pattern share a name.
      .replace(/\{period\}/g, () => `(?<period${++periods}>${MASK}+)`)
      .replaceAll('{number}', '(?<id>\\d{1,9})')
      .replaceAll('{id!}', `(?<id>${ID_SHAPE})`)
      .replaceAll('{id}', `(?<id>${LOOSE_ID_SHAPE})`)
      .replaceAll('{more}', `(?:${MORE_IDS})`)
  );
}

function readList(name: string, lists: Grammar['lists']): string {
  const list = lists[name];
  if (list === undefined) throw new Error(`The grammar has no list <${name}>.`);
  return foldText(list);
}

function readGuard(shape: string): ServiceGuard {
  if (shape.includes('{service!}')) return 'known';
  return shape.includes('{service~}') ? 'known or latin' : 'any';
}
