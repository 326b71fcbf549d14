import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import type { SecretStore } from '../microsoft/sign-in/keep-refresh-token.ts';
import type { PartnerAccount } from '../partner-account.ts';
import { createSealer } from '../seal-secret.ts';
import { inspectStore } from '../store/inspect-store.ts';
import { openStore } from '../store/open-store.ts';
import type { Clock, Sleep } from '../time.ts';
import { orAborted } from '../work/or-aborted.ts';

/** The secrets that the bot keeps, with what closes them. */
export interface KeptSecrets {
  readonly secrets: SecretStore | undefined;
  close(): Promise<void>;
}

const OPEN_MS = 8_000;
const NONE: KeptSecrets = { secrets: undefined, close: async () => {} };

/**
 * What the bot has kept of its partner users: their refresh tokens are renewed with every use, so that the configured one may be long over. A
 * database that is not as this version knows it is left alone: only the bot changes it. Never rejects.
 */
export async function openKeptSecrets(
  { database, secretKeys }: Config,
  accounts: readonly PartnerAccount[],
  parts: { readonly clock: Clock; readonly sleep: Sleep; readonly log: Log },
): Promise<KeptSecrets> {
  if (!secretKeys || (database.kind === 'sqlite' && database.path === ':memory:')) return NONE;
  const open = async (): Promise<KeptSecrets> => {
    const { version, newest } = await inspectStore({ database, ...parts });
    if (version !== newest) return NONE;
    const store = await openStore({ database, accounts, ...parts });
    return {
      secrets: { book: store.secrets, sealer: createSealer(secretKeys) },
      close: () => store.close(),
    };
  };
  // What is wrong with the database is found by its own check.
  return orAborted(open(), AbortSignal.timeout(OPEN_MS)).catch(() => NONE);
}
