import { describe, expect, it } from 'vitest';
import { createDeriveKey } from '../src/derive-key.ts';
import type { Credential, PartnerAccount } from '../src/partner-account.ts';

const accountOf = (credential: Credential): PartnerAccount => ({
  ...{ cloud: 'global', tenantId: 't', clientId: 'c', refreshToken: undefined, credential },
});
const SECRET = accountOf({ kind: 'secret', secret: 's' });
const FEDERATED = accountOf({ kind: 'federated', identity: 'system', audience: 'a' });
const KEYS = { newest: new Uint8Array(32).fill(1), previous: undefined };

const derive = (account: PartnerAccount, more: Partial<Parameters<typeof createDeriveKey>[0]> = {}) =>
  createDeriveKey({ sandbox: false, secretKeys: undefined, accounts: [account], ...more });

describe('a key for signing links', () => {
  it('is the same in every replica, and another for each purpose', () => {
    expect(derive(SECRET)('links')).toEqual(derive(SECRET)('links'));
    expect(derive(SECRET)('links')).toHaveLength(32);
    expect(derive(SECRET)('links')).not.toEqual(derive(SECRET)('tickets'));
    expect(derive(SECRET)('links')).not.toEqual(derive(accountOf({ kind: 'secret', secret: 'x' }))('links'));
  });

  it('comes from SECRETS_KEY where there is one, also without any other secret', () => {
    const secretKeys = KEYS;
    expect(derive(FEDERATED, { secretKeys })('links')).toEqual(derive(SECRET, { secretKeys })('links'));
  });

  it('is random where there is no secret, but one in a process', () => {
    const key = derive(FEDERATED);
    expect(key('links')).toEqual(key('links'));
    expect(key('links')).not.toEqual(derive(FEDERATED)('links'));
    expect(derive(SECRET, { sandbox: true })('links')).not.toEqual(derive(SECRET)('links'));
  });
});
