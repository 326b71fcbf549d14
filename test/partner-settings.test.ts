import { describe, expect, it } from 'vitest';
import { ConfigError, type Environment, readConfig } from '../src/config.ts';

const KEY = Buffer.alloc(32, 7).toString('base64');
const ACCOUNT = { PARTNER_GLOBAL_TENANT_ID: 't', PARTNER_GLOBAL_CLIENT_ID: 'c' };
const SECRET = { ...ACCOUNT, PARTNER_GLOBAL_CLIENT_SECRET: 's' };
const CHINA = { PARTNER_CHINA_TENANT_ID: 't', PARTNER_CHINA_CLIENT_ID: 'c' };
const BOT = {
  NODE_ENV: 'production',
  MicrosoftAppId: 'a',
  MicrosoftAppType: 'SingleTenant',
  MicrosoftAppTenantId: 't',
  MicrosoftAppPassword: 'p',
};

const readFile = () => '-----BEGIN CERTIFICATE-----\n-----BEGIN PRIVATE KEY-----';
const read = (env: Environment) => readConfig(env, readFile);

function problemsOf(env: Environment) {
  try {
    read(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}
const namesOf = (env: Environment) => problemsOf(env).map(({ variable }) => variable);

describe('an account with a federated credential', () => {
  it.each([
    ['5f0d0000-0000-4000-8000-000000000001', '5f0d0000-0000-4000-8000-000000000001'],
    ['system', 'system'],
    ['System', 'system'],
  ])('names its managed identity: %s', (text, identity) => {
    const { accounts, warnings } = read({ ...ACCOUNT, PARTNER_GLOBAL_FEDERATED_IDENTITY: text });
    expect(accounts[0]?.credential).toEqual({
      kind: 'federated',
      identity,
      audience: 'api://AzureADTokenExchange',
    });
    expect(warnings.join()).toContain('SECRETS_KEY');
  });

  it('takes another audience', () => {
    const { accounts } = read({
      ...CHINA,
      PARTNER_CHINA_FEDERATED_IDENTITY: 'system',
      PARTNER_CHINA_FEDERATED_AUDIENCE: 'api://SomethingInChina',
      SECRETS_KEY: KEY,
    });
    expect(accounts[0]?.credential).toMatchObject({ audience: 'api://SomethingInChina' });
  });

  it('must name the audience for 21Vianet, and is told why', () => {
    const [problem, ...others] = problemsOf({ ...CHINA, PARTNER_CHINA_FEDERATED_IDENTITY: 'system' });
    expect(problem?.variable).toBe('PARTNER_CHINA_FEDERATED_AUDIENCE');
    expect(problem?.message).toContain('documents no value for 21Vianet');
    expect(others).toEqual([]);
  });

  it.each([
    [{ PARTNER_GLOBAL_CLIENT_SECRET: 's' }, ['PARTNER_GLOBAL_FEDERATED_IDENTITY']],
    [{ PARTNER_GLOBAL_CERTIFICATE_PATH: 'p' }, ['PARTNER_GLOBAL_FEDERATED_IDENTITY']],
    [
      { PARTNER_GLOBAL_CLIENT_SECRET: 's', PARTNER_GLOBAL_CERTIFICATE_PATH: 'p' },
      ['PARTNER_GLOBAL_CERTIFICATE_PATH', 'PARTNER_GLOBAL_FEDERATED_IDENTITY'],
    ],
    [{ PARTNER_GLOBAL_FEDERATED_IDENTITY: 'a/b' }, ['PARTNER_GLOBAL_FEDERATED_IDENTITY']],
    [{ PARTNER_GLOBAL_FEDERATED_AUDIENCE: 'a b' }, ['PARTNER_GLOBAL_FEDERATED_AUDIENCE']],
  ])('is refused with %j', (more, names) => {
    expect(namesOf({ ...ACCOUNT, PARTNER_GLOBAL_FEDERATED_IDENTITY: 'system', ...more })).toEqual(names);
  });

  it('leaves no audience behind with another kind of credential', () => {
    expect(namesOf({ ...SECRET, PARTNER_GLOBAL_FEDERATED_AUDIENCE: 'api://x' })).toEqual([
      'PARTNER_GLOBAL_FEDERATED_AUDIENCE',
    ]);
  });
});

describe('the endpoint of managed identities', () => {
  it('is what the platform set', () => {
    const env = { IDENTITY_ENDPOINT: 'http://localhost:42356/msi/token', IDENTITY_HEADER: 'the-header' };
    expect(read(env).identityEndpoint).toEqual({
      url: 'http://localhost:42356/msi/token',
      header: 'the-header',
    });
  });

  it('is not there with one of the two alone', () => {
    expect(read({ IDENTITY_ENDPOINT: 'http://localhost:1/' }).identityEndpoint).toBeUndefined();
    expect(read({}).identityEndpoint).toBeUndefined();
  });

  it('is refused where it could not be asked, without a word of the header', () => {
    const problems = problemsOf({ IDENTITY_ENDPOINT: 'nowhere', IDENTITY_HEADER: 'top secret\nline' });
    expect(problems.map(({ variable }) => variable)).toEqual(['IDENTITY_ENDPOINT', 'IDENTITY_HEADER']);
    expect(JSON.stringify(problems)).not.toContain('top secret');
  });
});

describe('SECRETS_KEY', () => {
  const USER = { ...SECRET, PARTNER_GLOBAL_REFRESH_TOKEN: 'r' };

  it('is 32 bytes in base64, and so is the previous one', () => {
    const other = Buffer.alloc(32, 9).toString('base64url');
    const { secretKeys } = read({ SECRETS_KEY: KEY, SECRETS_KEY_PREVIOUS: other });
    expect(secretKeys?.newest).toEqual(new Uint8Array(32).fill(7));
    expect(secretKeys?.previous).toEqual(new Uint8Array(32).fill(9));
    expect(read({ SECRETS_KEY: KEY }).secretKeys?.previous).toBeUndefined();
    expect(read({}).secretKeys).toBeUndefined();
  });

  it.each([
    'short',
    `${KEY}AAAA`,
    Buffer.alloc(31).toString('base64'),
    'x'.repeat(44),
    `${KEY.slice(0, -2)}$=`,
  ])('is not %j, which is not repeated', (text) => {
    const [problem] = problemsOf({ SECRETS_KEY: text });
    expect(problem?.variable).toBe('SECRETS_KEY');
    expect(problem?.message).not.toContain(text);
    expect(namesOf({ SECRETS_KEY: KEY, SECRETS_KEY_PREVIOUS: text })).toEqual(['SECRETS_KEY_PREVIOUS']);
  });

  it('is needed with a previous one', () => {
    expect(namesOf({ SECRETS_KEY_PREVIOUS: KEY })).toEqual(['SECRETS_KEY']);
  });

  it('is needed in production with a partner user, and missed otherwise', () => {
    expect(namesOf({ ...BOT, ...USER })).toEqual(['SECRETS_KEY']);
    expect(read({ ...BOT, ...USER, SECRETS_KEY: KEY }).secretKeys).toBeDefined();
    expect(read(USER).warnings.join()).toContain('kept in memory only');
    expect(read({ ...USER, SECRETS_KEY: KEY }).warnings.join()).not.toContain('SECRETS_KEY');
  });

  it('is not needed for a refresh token that nothing uses', () => {
    const china = { ...CHINA, PARTNER_CHINA_CLIENT_SECRET: 's', PARTNER_CHINA_REFRESH_TOKEN: 'r' };
    expect(namesOf({ ...BOT, ...china })).toEqual([]);
  });
});
