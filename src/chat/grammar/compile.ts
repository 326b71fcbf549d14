import { foldText } from './fold.ts';
import type { Grammar, RuleKind } from './grammar.ts';

/** Which service words a rule accepts; see `Rule`. */
export type ServiceGuard = 'any' | 'known' | 'known or latin';

export interface CompiledRule {
  readonly kind: RuleKind;
  readonly pattern: RegExp;
  readonly guard: ServiceGuard;
}

export interface CompiledGrammar {
  readonly grammar: Grammar;
  readonly sentences: readonly CompiledRule[];
  readonly heads: readonly CompiledRule[];
  readonly tails: readonly CompiledRule[];
  readonly beforeName: RegExp;
  readonly nobody: RegExp;
}

/** Turns a language's shapes into regular expressions, once. */
export function compileGrammar(grammar: Grammar): CompiledGrammar {
  const compileAll = (rules: Grammar['heads']) =>
    rules.map(([kind, shape]) => ({
      kind,
      pattern: new RegExp(`^(?:${expandShape(shape, grammar.lists)})$`, 'd'),
      guard: readGuard(shape),
    }));
  return {
    grammar,
    sentences: compileAll(grammar.sentences),
    heads: compileAll(grammar.heads),
    tails: compileAll(grammar.tails),
    beforeName: new RegExp(`^(?:${expandShape(grammar.beforeName, grammar.lists)})`),
    nobody: new RegExp(`^(?:${expandShape(grammar.nobody, grammar.lists)})$`),
  };
}

function expandShape(shape: string, lists: Grammar['lists']): string {
  let expanded = foldText(shape);
  // Lists may name lists; four levels are more than any language needs, and a list that names itself must not hang the start.
  for (let level = 0; level < 4; level++) {
    expanded = expanded.replace(/<([a-z]+)>/g, (_, name: string) => `(?:${readList(name, lists)})`);
  }
  return expanded
    .replaceAll('{service~}', '{service}')
    .replaceAll('{service!}', '{service}')
    .replaceAll('~', ' ?')
    .replaceAll('_', '(?: ?[:,;=>-]{1,3} ?| )')
    .replaceAll('{service}', '(?<service>.{1,60}?)')
    .replaceAll('{subject}', '(?<subject>.+?)')
    .replaceAll('{name}', '(?<subject>..+?)')
    .replaceAll('{name+}', '(?<subject>..+)')
    .replaceAll('{text}', '(?<text>.+?)');
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
