import type { Config } from './config.ts';
import type { PartnerAccount } from './partner-account.ts';
import type { Sandbox } from './sandbox/sandbox.ts';
import type { Surroundings } from './surroundings.ts';

/** Which Microsoft the bot talks to. */
export interface Upstream {
  readonly accounts: readonly PartnerAccount[];
  /** Origin that stands in for every Microsoft host; undefined: the real ones. */
  readonly upstream: string | undefined;
  /** Tenants, besides those of the accounts, in which people try the bot out. */
  readonly tenants: readonly string[];
  readonly sandbox: Sandbox | undefined;
}

/** The configured one; without an account a simulated one, which is started, and told to `onStart`. */
export async function findUpstream(
  config: Pick<Config, 'sandbox' | 'accounts' | 'upstream'>,
  world: Pick<Surroundings, 'clock' | 'random'>,
  onStart: (sandbox: Sandbox) => void,
): Promise<Upstream> {
  if (!config.sandbox) {
    const { accounts, upstream } = config;
    return { accounts, upstream, tenants: [], sandbox: undefined };
  }
  // Loaded only where it is used: a bot in production carries no simulation.
  const { createSandbox } = await import('./sandbox/sandbox.ts');
  const { SANDBOX_ACCOUNTS } = await import('./sandbox/accounts.ts');
  const { PLAYGROUND_TENANT } = await import('./sandbox/people/playground-people.ts');
  const sandbox = createSandbox(world);
  const { url } = await sandbox.start();
  onStart(sandbox);
  return { accounts: SANDBOX_ACCOUNTS, upstream: url, tenants: [PLAYGROUND_TENANT], sandbox };
}
