import type { CloudName } from '../../clouds.ts';

/** What the bot has sent, as it stands now. */
export interface KeptMessage {
  readonly id: string;
  readonly cloud: CloudName;
  /** The service URL at which it arrived. */
  readonly serviceUrl: string;
  /** With the thread's suffix in a channel. */
  readonly conversation: string;
  readonly replyTo: string | undefined;
  readonly activity: unknown;
  /** How often it was changed. */
  readonly changes: number;
}

/** The newest messages; older ones fall out. */
export interface KeptMessages {
  list(): readonly KeptMessage[];
  find(id: string): KeptMessage | undefined;
  add(message: Omit<KeptMessage, 'id' | 'changes'>): KeptMessage;
  /** False: there is no such message. */
  change(id: string, activity: unknown): boolean;
  remove(id: string): boolean;
  clear(): void;
}

const MOST_MESSAGES = 1_000;

export function createKeptMessages(): KeptMessages {
  const kept = new Map<string, KeptMessage>();
  let made = 0;
  return {
    list: () => [...kept.values()],
    find: (id) => kept.get(id),
    add(message) {
      made += 1;
      const added = { id: `sandbox-${made}`, ...message, changes: 0 };
      kept.set(added.id, added);
      const [oldest] = kept.keys();
      if (kept.size > MOST_MESSAGES && oldest !== undefined) kept.delete(oldest);
      return added;
    },
    change(id, activity) {
      const old = kept.get(id);
      if (old) kept.set(id, { ...old, activity, changes: old.changes + 1 });
      return old !== undefined;
    },
    remove: (id) => kept.delete(id),
    clear: () => kept.clear(),
  };
}
