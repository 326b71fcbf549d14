import type { Clock, EpochMs } from '../../time.ts';

/** How long somebody waits. */
export interface Patience {
  readonly deadline: EpochMs;
  readonly signal: AbortSignal;
}

/** Work shared by everybody who asks for the same thing at the same time. */
export interface Flights<T> {
  /**
   * Joins the work under `key`, or starts it. Rejects with the signal's reason as soon as this caller gives up, and with a `TimeoutError` at
   * the caller's deadline. The work goes on for whoever is left: it is aborted only when every caller has gone, and its deadline, to be
   * read anew each time, is that of the most patient one.
   */
  join(key: string, patience: Patience, work: (patience: Patience) => Promise<T>): Promise<T>;
}

interface Flight<T> {
  readonly result: Promise<T>;
  readonly abort: AbortController;
  readonly waiting: Set<Patience>;
}

/** A timer for longer would end at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export function createFlights<T>(clock: Clock): Flights<T> {
  const flights = new Map<string, Flight<T>>();

  function start(key: string, first: Patience, work: (patience: Patience) => Promise<T>): Flight<T> {
    const abort = new AbortController();
    const waiting = new Set([first]);
    const forget = () => {
      if (flights.get(key) === flight) flights.delete(key);
    };
    const patience = {
      signal: abort.signal,
      get deadline() {
        return Math.max(...[...waiting].map(({ deadline }) => deadline));
      },
    };
    const flight: Flight<T> = { result: work(patience).finally(forget), abort, waiting };
    // Whoever waits sees the failure; when nobody does any more, it is nobody's.
    flight.result.catch(() => {});
    flights.set(key, flight);
    return flight;
  }

  return {
    async join(key, { signal, deadline }, work) {
      signal.throwIfAborted();
      // Of its own, for one caller may ask twice.
      const patience = { signal, deadline };
      const flight = flights.get(key) ?? start(key, patience, work);
      flight.waiting.add(patience);
      const gaveUp = Promise.withResolvers<never>();
      const leave = (reason: unknown) => {
        flight.waiting.delete(patience);
        if (flight.waiting.size === 0) {
          if (flights.get(key) === flight) flights.delete(key);
          flight.abort.abort(reason);
        }
        gaveUp.reject(reason);
      };
      const onAbort = () => leave(signal.reason);
      signal.addEventListener('abort', onAbort, { once: true });
      const late = () => leave(new DOMException('The deadline has passed', 'TimeoutError'));
      const timer = setTimeout(late, Math.min(Math.max(0, deadline - clock()), LONGEST_TIMER_MS));
      try {
        return await Promise.race([flight.result, gaveUp.promise]);
      } finally {
        clearTimeout(timer);
        signal.removeEventListener('abort', onAbort);
      }
    },
  };
}
