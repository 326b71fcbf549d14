import type { SealedSecret, SecretBook } from '../../src/secrets.ts';

/** The book of secrets of one deployment, in memory, with the promises of the real one. */
export interface FakeSecretBook extends SecretBook {
  /** What stands there, by name. */
  readonly rows: ReadonlyMap<string, SealedSecret>;
  /** Every writing that was tried, and whether it was done. */
  readonly writes: readonly { readonly name: string; readonly isDone: boolean }[];
  /** While set, every call fails with it. */
  failure: Error | undefined;
  /** Done before each writing. */
  beforeWrite: () => Promise<void>;
}

export function createFakeSecretBook(): FakeSecretBook {
  const rows = new Map<string, SealedSecret>();
  const writes: { name: string; isDone: boolean }[] = [];
  const book: FakeSecretBook = {
    rows,
    writes,
    failure: undefined,
    beforeWrite: async () => {},
    async get(name) {
      if (book.failure) throw book.failure;
      return rows.get(name);
    },
    async put(name, sealed, replaces, at) {
      await book.beforeWrite();
      if (book.failure) throw book.failure;
      const isDone = (rows.get(name)?.version ?? 0) === replaces;
      writes.push({ name, isDone });
      if (isDone) rows.set(name, { sealed, at, version: replaces + 1 });
      return isDone;
    },
  };
  return book;
}
