import type { Runtime } from '../call.ts';
import { attempt, type Outcome } from './attempt.ts';
import { backoffMs, decide, MAX_ATTEMPTS } from './decide.ts';
import { createGate, LEAST_ATTEMPT_MS, wait } from './gate.ts';
import type { MicrosoftRequest, Send } from './request.ts';

/**
 * The one policy for every call to Microsoft: budgets known beforehand, a time-out for each attempt and a deadline for all,
 * bounded retries of what may be repeated, `Retry-After` before our own back-off, waits that end when the caller gives up.
 */
export function createSend(runtime: Runtime): Send {
  const { clock, sleep, random, observe } = runtime;
  const gate = createGate(runtime);

  async function enter(request: MicrosoftRequest, number: number): Promise<void> {
    try {
      await gate.enter(request);
    } catch (error) {
      observe({ ...labels(request), outcome: 'held', status: undefined, durationMs: 0, attempt: number });
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
        upstream: runtime.upstream,
        timeoutMs: Math.min(request.policy.attemptMs, request.deadline - startedAt),
        info: { number, answeredBefore },
      });
      const now = clock();
      const status = statusOf(outcome);
      observe({
        ...labels(request),
        outcome: outcome.kind,
        status,
        durationMs: now - startedAt,
        attempt: number,
      });
      answeredBefore = status !== undefined;

      const decision = decide(outcome, request, number, now);
      if (decision.action === 'done') return decision.answer;
      if (decision.action === 'fail') throw decision.error;
      if (decision.action === 'pause') {
        gate.pause(request, decision.error);
        if (number === MAX_ATTEMPTS) throw decision.error;
        continue; // The gate waits, or fails at once when the instant lies beyond the deadline.
      }
      const waitMs = backoffMs(number, random());
      if (now + waitMs + LEAST_ATTEMPT_MS > request.deadline) throw decision.error;
      await wait(sleep, waitMs, request);
    }
  };
}

function labels({ policy, cloud }: MicrosoftRequest) {
  return { api: policy.api, cloud };
}

function statusOf(outcome: Outcome): number | undefined {
  if (outcome.kind === 'answered') return outcome.answer.status;
  return outcome.kind === 'invalid' ? outcome.status : undefined;
}
