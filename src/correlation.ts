import { AsyncLocalStorage } from 'node:async_hooks';

/** Which question work belongs to, however deep: so that lines of the log and calls to Microsoft can be told apart by it. */
export interface Correlation {
  /** A GUID; undefined: nobody asked for what is under way. */
  readonly current: string | undefined;
  run<T>(id: string, work: () => T): T;
}

export function createCorrelation(): Correlation {
  const storage = new AsyncLocalStorage<string>();
  return {
    get current() {
      return storage.getStore();
    },
    run: (id, work) => storage.run(id, work),
  };
}
