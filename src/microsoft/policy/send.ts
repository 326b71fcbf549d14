import type { CloudName } from '../../clouds.ts';
import type { MicrosoftCall, Runtime } from '../call.ts';
import { attempt, type Outcome } from './attempt.ts';
import { backoffMs, type Decision, decide, MAX_ATTEMPTS } from './decide.ts';
import { readRequestId } from './failure.ts';
import { createGate, LEAST_ATTEMPT_MS, wait } from './gate.ts';
import { createLogCall } from './log-call.ts';
import { createReadBody, type ReadBody } from './read-body.ts';
import type { MicrosoftRequest, Send } from './request.ts';

/**
 * The one policy for every call to Microsoft: budgets known beforehand, a time-out for each attempt and a deadline for all,
 * bounded retries of what may be repeated, `Retry-After` before our own back-off, waits that end when the caller gives up.
 */
export function createSend(runtime: Runtime): Send {
  const { clock, sleep, random, observe, correlation } = runtime;
  const gate = createGate(runtime);
  const logCall = createLogCall(runtime);
  const readers: Readonly<Record<CloudName, ReadBody>> = {
    global: createReadBody(),
    china: createReadBody(),
  };

  async function enter(request: MicrosoftRequest, number: number): Promise<void> {
    try {
      await gate.enter(request);
    } catch (error) {
      const held = { outcome: 'held', status: undefined, durationMs: 0, attempt: number } as const;
      const call: MicrosoftCall = { ...labels(request), ...held };
      observe(call);
      logCall({ ...call, requestId: undefined, hasFailed: true });
      throw error;
    }
  }

  return async (request) => {
    let answeredBefore = false;
    for (let number = 1; ; number += 1) {
      await enter(request, number);
      const startedAt = clock();
      const outcome = await attempt(request, {
        fetch: runtime.fetch,
        readBody: readers[request.cloud],
        upstream: runtime.upstream,
        timeoutMs: Math.min(request.policy.attemptMs, request.deadline - startedAt),
        info: { number, answeredBefore },
        correlation: correlation?.current,
      });
      const now = clock();
      const status = statusOf(outcome);
      const durationMs = now - startedAt;
      const call: MicrosoftCall = {
        ...labels(request),
        outcome: outcome.kind,
        status,
        durationMs,
        attempt: number,
      };
      observe(call);
      answeredBefore = status !== undefined;

      const decision = decide(outcome, request, number, now);
      const waitMs = decision.action === 'retry' ? backoffMs(number, random()) : 0;
      const isTooLate = decision.action === 'retry' && now + waitMs + LEAST_ATTEMPT_MS > request.deadline;
      logCall({
        ...call,
        requestId: outcome.kind === 'answered' ? readRequestId(outcome.answer.headers) : undefined,
        hasFailed: isTooLate || isFailure(decision, number),
      });
      if (decision.action === 'done') return decision.answer;
      if (decision.action === 'fail') throw decision.error;
      if (decision.action === 'pause') {
        gate.pause(request, decision.error);
        if (number === MAX_ATTEMPTS) throw decision.error;
        continue; // The gate waits, or fails at once when the instant lies beyond the deadline.
      }
      if (isTooLate) throw decision.error;
      await wait(sleep, waitMs, request);
    }
  };
}

/** Whether nothing more is tried, and nothing good came of it. That something is not there is an answer, too. */
function isFailure(decision: Decision, number: number): boolean {
  if (decision.action === 'done') return decision.answer.status >= 400 && decision.answer.status !== 404;
  return decision.action === 'fail' || (decision.action === 'pause' && number === MAX_ATTEMPTS);
}

function labels({ policy, cloud }: MicrosoftRequest) {
  return { api: policy.api, cloud };
}

function statusOf(outcome: Outcome): number | undefined {
  if (outcome.kind === 'answered') return outcome.answer.status;
  return outcome.kind === 'invalid' ? outcome.status : undefined;
}
