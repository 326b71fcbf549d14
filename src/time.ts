/** An instant: milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMs = number;

/** Tells the present instant. Passed in wherever time matters, so that tests can hold it still. */
export type Clock = () => EpochMs;

/** Waits `ms` milliseconds; rejects with the signal's reason as soon as it aborts. */
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>;

/** A number in [0, 1), for jitter. */
export type Random = () => number;
