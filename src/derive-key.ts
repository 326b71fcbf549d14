import { hkdfSync, randomBytes } from 'node:crypto';
import type { Config } from './config.ts';

/**
 * Makes a key of 32 bytes for signing links: from a secret of the deployment, so that replicas agree on it without storing anything. Different
 * for each `purpose`. Without any secret (the sandbox; a managed identity alone) it is random, and good for this process only.
 */
export function createDeriveKey({
  sandbox,
  secretKeys,
  accounts,
}: Pick<Config, 'sandbox' | 'secretKeys' | 'accounts'>): (purpose: string) => Uint8Array {
  const secret = sandbox ? randomBytes(32) : (secretKeys?.newest ?? joinSecrets(accounts) ?? randomBytes(32));
  return (purpose) => new Uint8Array(hkdfSync('sha256', secret, '', purpose, 32));
}

function joinSecrets(accounts: Config['accounts']): string | undefined {
  const secrets = accounts.flatMap(({ credential }) => {
    if (credential.kind === 'federated') return [];
    return credential.kind === 'secret' ? credential.secret : credential.pem;
  });
  return secrets.length === 0 ? undefined : secrets.join('\n');
}
