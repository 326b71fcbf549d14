import { z } from 'zod';
import { ACTION_DATA } from '../../../src/chat/actions/verbs.ts';
import type { Chance } from './chance.ts';
import { HOSTILE_TEXTS } from './hostile-values.ts';

/** What there is to ask about: so that buttons reach what they are for. */
export interface Known {
  readonly tenantIds: readonly string[];
  readonly incidents: readonly string[];
  readonly forms: readonly string[];
}

/** What of JSON Schema zod writes for our verbs. */
interface Schema {
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly type?: string;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly format?: string;
  readonly maxLength?: number;
}

const VERBS = Object.entries(ACTION_DATA).map(([verb, shape]) => {
  const schema: Schema = JSON.parse(
    JSON.stringify(z.toJSONSchema<z.ZodType>(shape, { io: 'input', unrepresentable: 'any' })),
  );
  return { verb, schema };
});

/** A verb and data that its schema takes, whatever is added to them later. */
export function makeAction(chance: Chance, known: Known): { verb: string; data: unknown } {
  const one = chance.pickFrom(VERBS);
  return one ? { verb: one.verb, data: makeValue(one.schema, '', chance, known) } : { verb: '', data: {} };
}

function makeValue(schema: Schema, name: string, chance: Chance, known: Known): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return chance.pickFrom(schema.enum);
  const options = schema.anyOf ?? schema.oneOf;
  if (options) return makeValue(chance.pickFrom(options) ?? {}, name, chance, known);
  switch (schema.type) {
    case 'object': {
      const needed = new Set(schema.required ?? []);
      return Object.fromEntries(
        Object.entries(schema.properties ?? {})
          .filter(([key]) => needed.has(key) || chance.is(0.5))
          .map(([key, value]) => [key, makeValue(value, key, chance, known)]),
      );
    }
    case 'integer':
    case 'number':
      return makeNumber(schema, chance);
    case 'boolean':
      return chance.is(0.5);
    case 'string':
      return makeText(schema, name, chance, known);
    default:
      return chance.pick(HOSTILE_TEXTS);
  }
}

function makeNumber({ minimum = 0, maximum = 1_000_000 }: Schema, chance: Chance): number {
  const least = Math.max(minimum, -1e15);
  const most = Math.min(maximum, 8.64e15);
  return chance.is(0.7) ? least + chance.number(Math.min(50, most - least + 1)) : chance.pick([least, most]);
}

function makeText({ format, maxLength }: Schema, name: string, chance: Chance, known: Known): string {
  if (format === 'uuid') return chance.pickFrom(known.forms) ?? '00000000-0000-4000-8000-000000000000';
  const fits =
    name === 'tenantId'
      ? chance.pickFrom(known.tenantIds)
      : ['incident', 'change', 'id'].includes(name)
        ? chance.pickFrom(known.incidents)
        : undefined;
  if (fits !== undefined && chance.is(0.8)) return fits;
  return chance.pick(HOSTILE_TEXTS).slice(0, maxLength ?? 10_000) || 'x';
}
