/** Lets one through at a time, in the order in which they came. */
export interface Turnstile {
  /** How many wait. */
  readonly waiting: number;
  /** Resolves when it is one's turn; `leave` must be called then. Rejects with the signal's reason when it aborts before. */
  enter(signal: AbortSignal): Promise<void>;
  leave(): void;
}

export function createTurnstile(): Turnstile {
  const waiting = new Set<() => void>();
  let isTaken = false;
  return {
    get waiting() {
      return waiting.size;
    },
    async enter(signal) {
      signal.throwIfAborted();
      if (!isTaken) {
        isTaken = true;
        return;
      }
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const giveUp = () => {
        waiting.delete(resolve);
        reject(signal.reason);
      };
      waiting.add(resolve);
      signal.addEventListener('abort', giveUp, { once: true });
      await promise;
      // Whoever was let through has left `waiting`: `giveUp` could not take the turn back.
      signal.removeEventListener('abort', giveUp);
    },
    leave() {
      const [next] = waiting;
      if (next === undefined) {
        isTaken = false;
        return;
      }
      waiting.delete(next);
      next();
    },
  };
}
