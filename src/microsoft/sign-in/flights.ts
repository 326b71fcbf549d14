/** Work shared by everybody who asks for the same thing at the same time. */
export interface Flights<T> {
  /**
   * Joins the work under `key`, or starts it. Rejects with the signal's reason as soon as this caller gives up; the work itself is
   * aborted only when every caller has.
   */
  join(key: string, signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T>;
}

interface Flight<T> {
  readonly result: Promise<T>;
  readonly abort: AbortController;
  waiting: number;
}

export function createFlights<T>(): Flights<T> {
  const flights = new Map<string, Flight<T>>();

  function start(key: string, work: (signal: AbortSignal) => Promise<T>): Flight<T> {
    const abort = new AbortController();
    const forget = () => {
      if (flights.get(key) === flight) flights.delete(key);
    };
    const flight: Flight<T> = { result: work(abort.signal).finally(forget), abort, waiting: 0 };
    // Whoever waits sees the failure; when nobody does any more, it is nobody's.
    flight.result.catch(() => {});
    flights.set(key, flight);
    return flight;
  }

  return {
    async join(key, signal, work) {
      signal.throwIfAborted();
      const flight = flights.get(key) ?? start(key, work);
      flight.waiting += 1;
      const gaveUp = Promise.withResolvers<never>();
      const onAbort = () => {
        flight.waiting -= 1;
        if (flight.waiting === 0) {
          flights.delete(key);
          flight.abort.abort(signal.reason);
        }
        gaveUp.reject(signal.reason);
      };
      signal.addEventListener('abort', onAbort, { once: true });
      try {
        return await Promise.race([flight.result, gaveUp.promise]);
      } finally {
        signal.removeEventListener('abort', onAbort);
      }
    },
  };
}
