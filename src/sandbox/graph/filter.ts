import { GraphFailure } from './errors.ts';

/** An entity as OData sees it. */
export type Entity = object;
export type Predicate = (entity: Entity) => boolean;

/** Words, quoted strings, brackets; anything else is refused. */
const TOKEN = /\s*(?:('(?:[^']|'')*')|([(),])|([A-Za-z0-9_.:+/@-]+))/y;

const invalid = (text: string) => new GraphFailure(400, 'BadRequest', `Invalid filter clause: ${text}`);

/** One property of an entity, by name; `customer/tenantId` is a property of a property. */
export function readProperty(entity: Entity, name: string): unknown {
  const [first, ...rest] = name.split('/');
  const value: unknown = Object.entries(entity).find(([key]) => key === first)?.[1];
  if (rest.length === 0) return value;
  return typeof value === 'object' && value !== null ? readProperty(value, rest.join('/')) : undefined;
}

function tokenize(text: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (text.slice(TOKEN.lastIndex).trim() !== '') {
    const found = TOKEN.exec(text);
    if (!found) throw invalid('There is a syntax error in the expression.');
    tokens.push(found[1] ?? found[2] ?? found[3] ?? '');
  }
  return tokens;
}

/**
 * Reads the part of OData's `$filter` that is used with service communications: comparisons, `and`, `or`, `not`, brackets,
 * `contains`, `startswith`, `endswith`. Unknown properties and functions are refused with 400, as Graph does.
 */
export function readFilter(text: string, properties: ReadonlySet<string>): Predicate {
  const tokens = tokenize(text);
  let at = 0;
  const next = () => tokens[at++] ?? '';
  const peek = () => tokens[at]?.toLowerCase();
  function expect(token: string): void {
    if (next() !== token) throw invalid(`'${token}' expected.`);
  }
  function property(): string {
    const name = next();
    if (!properties.has(name))
      throw invalid(`Could not find a property named '${name}' that can be filtered.`);
    return name;
  }

  function either(): Predicate {
    let left = both();
    while (peek() === 'or') {
      at += 1;
      const [first, second] = [left, both()];
      left = (entity) => first(entity) || second(entity);
    }
    return left;
  }
  function both(): Predicate {
    let left = single();
    while (peek() === 'and') {
      at += 1;
      const [first, second] = [left, single()];
      left = (entity) => first(entity) && second(entity);
    }
    return left;
  }
  function single(): Predicate {
    if (peek() === 'not') {
      at += 1;
      const inner = single();
      return (entity) => !inner(entity);
    }
    if (peek() === '(') {
      at += 1;
      const inner = either();
      expect(')');
      return inner;
    }
    return tokens[at + 1] === '(' ? textFunction() : comparison();
  }
  function textFunction(): Predicate {
    const name = next();
    const test = TEXT_FUNCTIONS.get(name.toLowerCase());
    if (!test) throw invalid(`An unknown function with name '${name}' was found.`);
    expect('(');
    const field = property();
    expect(',');
    const wanted = String(readLiteral(next())).toLowerCase();
    expect(')');
    return (entity) => test(String(readProperty(entity, field) ?? '').toLowerCase(), wanted);
  }
  function comparison(): Predicate {
    const field = property();
    const name = next();
    const test = COMPARISONS.get(name.toLowerCase());
    if (!test) throw invalid(`'${name}' is not an operator.`);
    const wanted = readLiteral(next());
    return (entity) => test(compare(readProperty(entity, field), wanted));
  }

  const predicate = either();
  if (at < tokens.length) throw invalid(`Syntax error at '${tokens[at]}'.`);
  return predicate;
}

const TEXT_FUNCTIONS = new Map<string, (text: string, wanted: string) => boolean>([
  ['contains', (text, wanted) => text.includes(wanted)],
  ['startswith', (text, wanted) => text.startsWith(wanted)],
  ['endswith', (text, wanted) => text.endsWith(wanted)],
]);

const COMPARISONS = new Map<string, (order: number) => boolean>([
  ['eq', (order) => order === 0],
  ['ne', (order) => order !== 0],
  ['gt', (order) => order > 0],
  ['ge', (order) => order >= 0],
  ['lt', (order) => order < 0],
  ['le', (order) => order <= 0],
]);

function readLiteral(token: string): string | boolean | null {
  if (token.startsWith("'")) return token.slice(1, -1).replaceAll("''", "'");
  if (token === 'true' || token === 'false') return token === 'true';
  if (token === 'null') return null;
  if (/^\d{4}-\d{2}-\d{2}/.test(token) && !Number.isNaN(Date.parse(token)))
    return new Date(token).toISOString();
  throw invalid(`'${token}' is not a value.`);
}

/** NaN, which no operator but `ne` accepts, when the two cannot be ordered. Enums and texts without regard to case. */
export function compare(left: unknown, right: unknown): number {
  if (left === right) return 0;
  if (typeof left === 'boolean' && typeof right === 'boolean') return Number(left) - Number(right);
  if (typeof left !== 'string' || typeof right !== 'string') return Number.NaN;
  const [a, b] = [left.toLowerCase(), right.toLowerCase()];
  return a === b ? 0 : a < b ? -1 : 1;
}
