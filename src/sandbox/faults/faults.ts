import { z } from 'zod';

/**
 * What goes wrong:
 * - `latency`: the answer comes `ms` later;
 * - `status`: this status in the error shape of the API asked, with `Retry-After` when given;
 * - `brokenJson`: the right answer, cut in half; `empty`: 200 without a body; `html`: a page instead of JSON;
 * - `drop`: the connection is closed without an answer;
 * - `lost`: what was asked is done, but after `ms` the connection is closed without an answer.
 */
export const FAULT = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('latency'), ms: z.number().int().min(0).max(600_000) }),
  z.object({
    kind: z.literal('status'),
    status: z.number().int().min(400).max(599),
    retryAfterSeconds: z.number().int().min(0).max(86_400).optional(),
  }),
  z.object({ kind: z.literal('brokenJson') }),
  z.object({ kind: z.literal('empty') }),
  z.object({ kind: z.literal('html'), status: z.number().int().min(200).max(599).default(200) }),
  z.object({ kind: z.literal('drop') }),
  z.object({ kind: z.literal('lost'), ms: z.number().int().min(0).max(600_000).default(0) }),
]);

/** A fault and whom it meets. `host` and `path` may hold `*`; what is left out fits everything. */
export const FAULT_RULE = z.object({
  fault: FAULT,
  /** For example `PUT`, in capitals. */
  method: z.string().max(20).optional(),
  host: z.string().max(200).optional(),
  path: z.string().max(200).optional(),
  /** Tenant id of the data that is asked for. */
  tenant: z.string().max(200).optional(),
  /** How many requests it meets; left out: all, until cleared. */
  times: z.number().int().min(1).optional(),
});

export type Fault = z.output<typeof FAULT>;
export type FaultRule = z.input<typeof FAULT_RULE>;

export interface FaultTarget {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly tenant: string | undefined;
}

/** A rule in force. `left`: how many more requests it meets; undefined: all. */
export interface ActiveFault extends z.output<typeof FAULT_RULE> {
  readonly id: string;
  readonly left: number | undefined;
}

/** Faults switched on and off while the sandbox runs. The oldest rule that fits wins. */
export interface Faults {
  /** Returns the id to remove the rule by. Throws when the rule is malformed or there are too many. */
  add(rule: FaultRule): string;
  /** False: there is no such rule (any more). */
  remove(id: string): boolean;
  clear(): void;
  list(): readonly ActiveFault[];
  /** The fault that meets this request, counting it. */
  take(target: FaultTarget): Fault | undefined;
}

const MAX_RULES = 1000;

export function createFaults(): Faults {
  const rules = new Map<string, ActiveFault>();
  let added = 0;
  return {
    add(rule) {
      if (rules.size >= MAX_RULES)
        throw new Error(`Expected at most ${MAX_RULES} faults at a time: clear some first`);
      const checked = FAULT_RULE.parse(rule);
      added += 1;
      const id = String(added);
      rules.set(id, { ...checked, id, left: checked.times });
      return id;
    },
    remove: (id) => rules.delete(id),
    clear: () => rules.clear(),
    list: () => [...rules.values()],
    take(target) {
      for (const rule of rules.values()) {
        if (!meets(rule, target)) continue;
        if (rule.left === 1) rules.delete(rule.id);
        else if (rule.left !== undefined) rules.set(rule.id, { ...rule, left: rule.left - 1 });
        return rule.fault;
      }
      return undefined;
    },
  };
}

function meets({ method, host, path, tenant }: ActiveFault, target: FaultTarget): boolean {
  return (
    (method === undefined || target.method === method) &&
    (host === undefined || fitsPattern(target.host, host)) &&
    (path === undefined || fitsPattern(target.path, path)) &&
    (tenant === undefined || target.tenant?.toLowerCase() === tenant.toLowerCase())
  );
}

/** `*` stands for any text; without regard to case. Walks the parts in order, so its time grows with the length only. */
export function fitsPattern(text: string, pattern: string): boolean {
  const lower = text.toLowerCase();
  const parts = pattern.toLowerCase().split('*');
  const [first = '', ...rest] = parts;
  const last = rest.pop();
  if (last === undefined) return lower === first;
  if (!lower.startsWith(first) || lower.length < first.length + last.length || !lower.endsWith(last))
    return false;
  let at = first.length;
  for (const part of rest) {
    const found = lower.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= lower.length - last.length;
}
