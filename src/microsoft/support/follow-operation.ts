import { z } from 'zod';
import { RouteError } from '../../requests/route-error.ts';
import type { Runtime } from '../call.ts';
import { text } from '../fields.ts';
import { staysOn } from '../follow-links.ts';
import type { Answer } from '../policy/request.ts';
import { readRetryAt } from '../policy/retry-after.ts';
import { type Refusal, readRefusal } from './refusal.ts';
import { passing } from './route-failure.ts';
import { isSuccess, refusalOf, type SupportCalls, type SupportErrand } from './support-calls.ts';

/** Between two looks where Azure does not say how long: it has been seen to take about half a minute, and to say nothing. */
const LOOK_MS = 5_000;
const LEAST_LOOK_MS = 1_000;
const LONGEST_LOOK_MS = 30_000;
/** Looks in a row that may find Azure unreachable. */
const MAX_MISSES = 10;

const state = z.object({
  status: text,
  properties: z
    .object({
      supportTicketId: z
        .union([z.string(), z.number().transform(String)])
        .optional()
        .catch(undefined),
    })
    .optional()
    .catch(undefined),
});

/**
 * How something that Azure accepted ended. `done`: with the ticket's number where it tells one; `failed`: and why; `unknown`: there is no
 * link to follow (any more), so one has to look for oneself.
 */
export type OperationEnd =
  | { readonly kind: 'done'; readonly number: string | undefined }
  | { readonly kind: 'failed'; readonly refusal: Refusal }
  | { readonly kind: 'unknown' };

/** Something that Azure accepted: where it tells of its end, and when to look for the first time, in milliseconds. */
export interface AcceptedOperation {
  readonly link: string;
  readonly waitMs: number;
}

/** Follows what Azure accepts. */
export interface FollowOperation {
  /** undefined: the answer names no place of Azure's to look at. */
  read(accepted: Answer): AcceptedOperation | undefined;
  /** One that was accepted some time ago; undefined: the link is not one of Azure's. */
  resume(link: string): AcceptedOperation | undefined;
  /** Waits for its end. Throws `RouteError` when the caller gives up, or Azure stays unreachable. */
  wait(errand: SupportErrand, operation: AcceptedOperation | undefined): Promise<OperationEnd>;
}

/** Waits; a caller who gives up meanwhile is told at once. */
export async function pause(
  { sleep }: Pick<Runtime, 'sleep'>,
  ms: number,
  signal: AbortSignal,
): Promise<void> {
  try {
    await sleep(ms, signal);
  } catch (cause) {
    throw passing('Azure Support: the caller stopped waiting', undefined, cause);
  }
}

/** https://learn.microsoft.com/azure/azure-resource-manager/management/async-operations */
export function createFollowOperation(
  runtime: Pick<Runtime, 'clock' | 'sleep'>,
  calls: SupportCalls,
): FollowOperation {
  const { clock } = runtime;

  function waitOf(headers: Headers): number {
    const retryAt = readRetryAt(headers, undefined, clock());
    const ms = retryAt === undefined ? LOOK_MS : retryAt - clock();
    return Math.min(Math.max(ms, LEAST_LOOK_MS), LONGEST_LOOK_MS);
  }

  /** undefined: Azure could not be reached this time. */
  async function look(errand: SupportErrand, url: string): Promise<Answer | undefined> {
    try {
      return await calls.send(errand, { method: 'GET', url });
    } catch (error) {
      if (error instanceof RouteError && error.isPassing && !errand.signal.aborted) return undefined;
      throw error;
    }
  }

  // Both tokens go along, so nowhere else.
  const isOurs = (link: string) => staysOn(calls.origin, link);

  return {
    read({ headers }) {
      const link = linksOf(headers).find(isOurs);
      return link === undefined ? undefined : { link, waitMs: waitOf(headers) };
    },
    resume: (link) => (isOurs(link) ? { link, waitMs: LEAST_LOOK_MS } : undefined),
    async wait(errand, operation) {
      if (operation === undefined) return { kind: 'unknown' };
      let { waitMs } = operation;
      for (let misses = 0; misses < MAX_MISSES; ) {
        await pause(runtime, waitMs, errand.signal);
        const answer = await look(errand, operation.link);
        misses = answer ? 0 : misses + 1;
        waitMs = answer ? waitOf(answer.headers) : LONGEST_LOOK_MS;
        const end = answer && readEnd(answer);
        if (end) return end;
      }
      throw passing('Azure Support: what was accepted cannot be followed for now');
    },
  };
}

/** `Azure-AsyncOperation` tells more than `Location`. */
function linksOf(headers: Headers): string[] {
  return [headers.get('azure-asyncoperation'), headers.get('location')].filter((link) => link !== null);
}

/** undefined: it goes on. */
function readEnd(answer: Answer): OperationEnd | undefined {
  const { status, body } = answer;
  if (status === 404 || status === 410) return { kind: 'unknown' };
  if (!isSuccess(answer)) return { kind: 'failed', refusal: refusalOf(answer) };
  const { data } = state.safeParse(body);
  const word = data?.status.toLowerCase() ?? '';
  const number = data?.properties?.supportTicketId?.trim() || undefined;
  if (word === 'succeeded') return { kind: 'done', number };
  if (word === 'failed' || word === 'canceled') return { kind: 'failed', refusal: readRefusal(status, body) };
  // Any other state is one on the way. A `Location` tells none: it answers 202 as long as it goes on, and then with what was made.
  return status === 202 || word !== '' ? undefined : { kind: 'done', number };
}
