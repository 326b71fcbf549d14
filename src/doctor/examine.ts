import { ReadError } from '../errors.ts';
import { describeError } from '../log.ts';
import type { Clock } from '../time.ts';
import { orAborted } from '../work/or-aborted.ts';

/**
 * How a check came out: `warning`: it works, and something about it should be known; `skipped`: it could not be looked at, because something before
 * it failed or is not set up. `says` and `mend` hold no secret.
 */
export interface Outcome<T = undefined> {
  readonly status: 'ok' | 'warning' | 'failed' | 'skipped';
  readonly says: string;
  /** What to do about it. */
  readonly mend?: string | undefined;
  /** What later checks build on. */
  readonly value?: T | undefined;
}

/** One line of what was found. */
export interface Finding extends Omit<Outcome, 'value'> {
  /** Checks of one topic belong together and follow one another. */
  readonly topic: string;
  readonly name: string;
  readonly tookMs: number;
}

/** Carries out one check of a topic and returns what later ones build on. Never rejects: what the check throws is what was found. */
export type Check = <T = undefined>(
  name: string,
  run: (signal: AbortSignal) => Promise<Outcome<T>> | Outcome<T>,
  mend?: string | ((error: ReadError) => string | undefined),
) => Promise<T | undefined>;

/** The longest a check may take, in milliseconds. */
const CHECK_MS = 10_000;

/** Carries out the checks of a topic one after another. */
export type Examine = (check: Check) => Promise<void>;

/** Examines the topics side by side, and returns what was found in their order. */
export async function examineAll(
  topics: Readonly<Record<string, Examine>>,
  { clock, checkMs = CHECK_MS }: { readonly clock: Clock; readonly checkMs?: number },
): Promise<readonly Finding[]> {
  const all = await Promise.all(
    Object.entries(topics).map(async ([topic, examine]) => {
      const findings: Finding[] = [];
      const check: Check = async (name, run, mend) => {
        const startedAt = clock();
        const { value, ...outcome } = await tryOut(run, mend, checkMs);
        findings.push({ topic, name, ...outcome, tookMs: Math.max(0, clock() - startedAt) });
        return value;
      };
      await examine(check);
      return findings;
    }),
  );
  return all.flat();
}

async function tryOut<T>(
  run: Parameters<typeof runWithin<T>>[0],
  mend: Parameters<Check>[2],
  ms: number,
): Promise<Outcome<T>> {
  try {
    return await runWithin(run, ms);
  } catch (error) {
    const advice = typeof mend === 'function' ? error instanceof ReadError && mend(error) : mend;
    return { status: 'failed', says: explain(error, ms), mend: advice || undefined };
  }
}

function runWithin<T>(
  run: (signal: AbortSignal) => Promise<Outcome<T>> | Outcome<T>,
  ms: number,
): Promise<Outcome<T>> {
  const signal = AbortSignal.timeout(ms);
  return orAborted(
    Promise.resolve().then(() => run(signal)),
    signal,
  );
}

/** Messages of our own errors are made for the operator; of others only name and code are told, for they may quote what was sent. */
function explain(error: unknown, ms: number): string {
  if (error instanceof DOMException && error.name === 'TimeoutError')
    return `no answer within ${ms / 1000} s`;
  if (error instanceof Error && OWN_ERRORS.includes(error.name)) return error.message;
  return String(describeError(error).error);
}

const OWN_ERRORS = ['ReadError', 'StoreError'];
