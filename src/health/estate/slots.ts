/** Lets a bounded number of tasks run side by side. */
export interface Slots {
  /** Resolves when the task has begun; waits for room first. The task must not reject. */
  run(task: () => Promise<void>): Promise<void>;
  /** Resolves when none is under way. */
  whenIdle(): Promise<void>;
}

/** `most` is asked anew for every task where it is a function. */
export function createSlots(most: number | (() => number)): Slots {
  const running = new Set<Promise<void>>();
  const isFull = () => running.size >= (typeof most === 'number' ? most : most());
  return {
    async run(task) {
      while (isFull()) await Promise.race(running);
      const turn: Promise<void> = task().finally(() => running.delete(turn));
      running.add(turn);
    },
    async whenIdle() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
