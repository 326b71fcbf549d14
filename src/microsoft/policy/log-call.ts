import type { MicrosoftCall, Runtime } from '../call.ts';

/** One attempt as the log tells it. */
interface CallLine extends MicrosoftCall {
  /** Microsoft's own id of the request. */
  readonly requestId: string | undefined;
  /** Nothing more is tried: the call is refused or given up. */
  readonly hasFailed: boolean;
}

/**
 * A line for every attempt at a call, at `debug`; at `info` where the call of a question has failed for good. What is read unasked fails for
 * thousands of customers at once, and who reads it tells of that in one line.
 */
export function createLogCall({
  log,
  correlation,
}: Pick<Runtime, 'log' | 'correlation'>): (line: CallLine) => void {
  return ({ hasFailed, ...fields }) => {
    if (!log) return;
    if (hasFailed && correlation?.current !== undefined) log.info(fields, 'A call to Microsoft failed.');
    else log.debug(fields, 'A call to Microsoft.');
  };
}
