import { endWithDeadline } from './health/end-with-deadline.ts';
import { describeError, type Log } from './log.ts';

/** One thing to be stopped. */
export interface StopStep {
  /** What is stopped, for the log. */
  readonly name: string;
  /** By when it has to be stopped, in milliseconds since stopping began. */
  readonly byMs: number;
  readonly run: () => Promise<unknown>;
}

/** What has to be stopped, and how. */
export interface StopSteps {
  /** Stopped before everything added so far. */
  add(step: StopStep): void;
  /**
   * Runs the steps, the latest added first, each once. What fails or is not over in time is logged, and the next one begins. Never rejects,
   * and takes no longer than the largest `byMs`.
   */
  run(): Promise<void>;
}

/** Creates an empty list of steps. */
export function createStopSteps({
  log,
  createDeadline = (ms) => AbortSignal.timeout(ms),
}: {
  readonly log: Log;
  /** Replaced in tests. Default `AbortSignal.timeout`. */
  readonly createDeadline?: (ms: number) => AbortSignal;
}): StopSteps {
  const steps: StopStep[] = [];
  return {
    add: (step) => void steps.push(step),
    async run() {
      const begun = steps.splice(0).map((step) => ({ ...step, signal: createDeadline(step.byMs) }));
      for (const { name, signal, run } of begun.reverse()) {
        try {
          await endWithDeadline(signal, async () => run());
        } catch (error) {
          log.error({ ...describeError(error), step: name }, 'Something could not be stopped in good order.');
        }
      }
    },
  };
}
