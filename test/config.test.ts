import { readdirSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ConfigError, type Environment, readConfig } from '../src/config.ts';

const PEM =
  '-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----\n-----BEGIN PRIVATE KEY-----\nx\n-----END PRIVATE KEY-----';
const GLOBAL = {
  PARTNER_GLOBAL_TENANT_ID: 'a6c7f1b0-0000-4000-8000-000000000001',
  PARTNER_GLOBAL_CLIENT_ID: 'a6c7f1b0-0000-4000-8000-000000000002',
  PARTNER_GLOBAL_CLIENT_SECRET: 'the-secret',
};
const IDENTITY = {
  MicrosoftAppId: 'a6c7f1b0-0000-4000-8000-000000000003',
  MicrosoftAppType: 'SingleTenant',
  MicrosoftAppTenantId: 'a6c7f1b0-0000-4000-8000-000000000004',
  MicrosoftAppPassword: 'the-password',
};

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

const readFile = (path: string) => {
  if (path === 'good.pem') return PEM;
  if (path === 'bad.pem') return 'nothing of use';
  throw new Error('ENOENT');
};
const read = (env: Environment) => readConfig(env, readFile);

function problemsOf(env: Environment): string[] {
  try {
    read(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map(({ variable }) => variable);
    throw error;
  }
  return [];
}

describe('readConfig', () => {
  it('runs on the sandbox, port 3978, unsigned, when nothing is set', () => {
    expect(read({})).toMatchObject({
      sandbox: true,
      port: 3978,
      identity: undefined,
      accounts: [],
      upstream: undefined,
    });
  });

  it('counts empty and blank variables as unset', () => {
    expect(read({ PORT: '', PARTNER_GLOBAL_TENANT_ID: '  ', MicrosoftAppId: '' }).sandbox).toBe(true);
  });

  it('reads an account of each cloud, by secret or certificate', () => {
    const { accounts, sandbox } = read({
      ...GLOBAL,
      PARTNER_CHINA_TENANT_ID: 'partner.partner.onmschina.cn',
      PARTNER_CHINA_CLIENT_ID: 'c',
      PARTNER_CHINA_CERTIFICATE_PATH: 'good.pem',
      PARTNER_CHINA_REFRESH_TOKEN: 'r',
    });
    expect(sandbox).toBe(false);
    expect(accounts).toMatchObject([
      { cloud: 'global', credential: { kind: 'secret', secret: 'the-secret' }, refreshToken: undefined },
      { cloud: 'china', credential: { kind: 'certificate', pem: PEM }, refreshToken: 'r' },
    ]);
  });

  it.each([
    [{ PARTNER_GLOBAL_TENANT_ID: 't' }, ['PARTNER_GLOBAL_CLIENT_ID', 'PARTNER_GLOBAL_CLIENT_SECRET']],
    [{ PARTNER_CHINA_CLIENT_SECRET: 's' }, ['PARTNER_CHINA_TENANT_ID', 'PARTNER_CHINA_CLIENT_ID']],
    [
      { PARTNER_GLOBAL_REFRESH_TOKEN: 'r' },
      ['PARTNER_GLOBAL_TENANT_ID', 'PARTNER_GLOBAL_CLIENT_ID', 'PARTNER_GLOBAL_CLIENT_SECRET'],
    ],
    [{ ...GLOBAL, PARTNER_GLOBAL_CERTIFICATE_PATH: 'good.pem' }, ['PARTNER_GLOBAL_CERTIFICATE_PATH']],
    [
      { ...GLOBAL, PARTNER_GLOBAL_CLIENT_SECRET: '', PARTNER_GLOBAL_CERTIFICATE_PATH: 'gone.pem' },
      ['PARTNER_GLOBAL_CERTIFICATE_PATH'],
    ],
    [
      { ...GLOBAL, PARTNER_GLOBAL_CLIENT_SECRET: '', PARTNER_GLOBAL_CERTIFICATE_PATH: 'bad.pem' },
      ['PARTNER_GLOBAL_CERTIFICATE_PATH'],
    ],
    [{ ...GLOBAL, PARTNER_GLOBAL_TENANT_ID: '../other' }, ['PARTNER_GLOBAL_TENANT_ID']],
    [{ MicrosoftAppId: 'a' }, ['MicrosoftAppType', 'MicrosoftAppTenantId', 'MicrosoftAppPassword']],
    [{ ...IDENTITY, MicrosoftAppType: 'MultiTenant' }, ['MicrosoftAppType']],
    [{ ...IDENTITY, MicrosoftAppType: 'UserAssignedMSI' }, ['MicrosoftAppPassword']],
    [{ REQUEST_WEBHOOK_URL: 'https://tickets.example.com/hook' }, ['REQUEST_WEBHOOK_SECRET']],
    [{ REQUEST_WEBHOOK_SECRET: SECRET }, ['REQUEST_WEBHOOK_URL']],
    [
      { REQUEST_WEBHOOK_URL: 'http://tickets.example.com', REQUEST_WEBHOOK_SECRET: SECRET },
      ['REQUEST_WEBHOOK_URL'],
    ],
    [
      { REQUEST_WEBHOOK_URL: 'https://u:p@tickets.example.com', REQUEST_WEBHOOK_SECRET: SECRET },
      ['REQUEST_WEBHOOK_URL'],
    ],
    [
      { REQUEST_WEBHOOK_URL: 'https://tickets.example.com', REQUEST_WEBHOOK_SECRET: 'short' },
      ['REQUEST_WEBHOOK_SECRET'],
    ],
    [
      {
        REQUEST_WEBHOOK_URL: 'https://tickets.example.com',
        REQUEST_WEBHOOK_SECRET: 'whsec_not base64, however long',
      },
      ['REQUEST_WEBHOOK_SECRET'],
    ],
    [
      {
        REQUEST_WEBHOOK_URL: 'https://tickets.example.com',
        REQUEST_WEBHOOK_SECRET: `whsec_${'a'.repeat(29)}`,
      },
      ['REQUEST_WEBHOOK_SECRET'],
    ],
    [{ REQUEST_CONTACT_EMAIL: 'helpdesk' }, ['REQUEST_CONTACT_EMAIL']],
    [{ REQUEST_CONTACT_COUNTRY: 'France' }, ['REQUEST_CONTACT_COUNTRY']],
    [{ REQUEST_CONTACT_COUNTRY: 'XXQ' }, ['REQUEST_CONTACT_COUNTRY']],
    [{ REQUEST_CONTACT_COUNTRY: '250' }, ['REQUEST_CONTACT_COUNTRY']],
    [{ PORT: '70000' }, ['PORT']],
    [{ PORT: 'http' }, ['PORT']],
    [{ PORT: '-1' }, ['PORT']],
    [{ MICROSOFT_UPSTREAM: 'localhost:4000' }, ['MICROSOFT_UPSTREAM']],
    [{ MICROSOFT_UPSTREAM: 'http://127.0.0.1:4000/path' }, ['MICROSOFT_UPSTREAM']],
    [{ LOG_LEVEL: 'loud' }, ['LOG_LEVEL']],
    [{ PUBLIC_URL: 'bot.example.com' }, ['PUBLIC_URL']],
    [{ POLL_SECONDS: '5' }, ['POLL_SECONDS']],
    [{ POLL_SECONDS: 'often' }, ['POLL_SECONDS']],
    [{ POLL_SECONDS: '-1' }, ['POLL_SECONDS']],
    [{ DATABASE_URL: 'mysql://db.example.com/health' }, ['DATABASE_URL']],
    [{ DATABASE_URL: 'data.db' }, ['DATABASE_URL']],
    [{ DATABASE_URL: 'file:' }, ['DATABASE_URL']],
    [{ DATABASE_URL: 'file://elsewhere/data.db' }, ['DATABASE_URL']],
    [{ DATABASE_URL: 'postgres://' }, ['DATABASE_URL']],
  ])('refuses %j and names %j', (env, variables) => {
    expect(problemsOf(env)).toEqual(variables);
  });

  it.each([
    [undefined, { kind: 'sqlite', path: '.data/partner-health.db', isDefault: true }],
    ['file:health.db', { kind: 'sqlite', path: 'health.db', isDefault: false }],
    ['file:/var/lib/health.db', { kind: 'sqlite', path: '/var/lib/health.db', isDefault: false }],
    ['file:///var/lib/a%20b.db', { kind: 'sqlite', path: '/var/lib/a b.db', isDefault: false }],
    ['postgres://u:p@db/health', { kind: 'postgres', url: 'postgres://u:p@db/health' }],
    ['postgresql://db/health', { kind: 'postgres', url: 'postgresql://db/health' }],
  ])('keeps what it has seen in %s', (url, database) => {
    expect(read({ DATABASE_URL: url }).database).toEqual(database);
  });

  it('never shows the password of a database', () => {
    expect(() => read({ DATABASE_URL: 'postgres//u:hunter2@db/health' })).toThrow(
      expect.not.stringContaining('hunter2'),
    );
  });

  it('reads where changes of service requests are told of, and whom the vendor is to answer', () => {
    const { requests } = read({
      REQUEST_WEBHOOK_URL: 'https://tickets.example.com/hook?a=b',
      REQUEST_WEBHOOK_SECRET: SECRET,
      REQUEST_CONTACT_EMAIL: 'helpdesk@example.com',
      REQUEST_CONTACT_COUNTRY: 'fra',
    });
    expect(requests).toEqual({
      webhook: { url: 'https://tickets.example.com/hook?a=b', secret: SECRET },
      contact: { email: 'helpdesk@example.com', phone: '', country: 'FRA' },
    });
    expect(read({}).requests.webhook).toBeUndefined();
  });

  it('names everything that production lacks at once', () => {
    expect(problemsOf({ NODE_ENV: 'production', PORT: 'x' })).toEqual([
      'PORT',
      'MicrosoftAppId',
      'MicrosoftAppType',
      'MicrosoftAppTenantId',
      'MicrosoftAppPassword',
      'PARTNER_GLOBAL_TENANT_ID',
      'PARTNER_GLOBAL_CLIENT_ID',
      'PARTNER_GLOBAL_CLIENT_SECRET',
    ]);
  });

  it('accepts production with one account, of either cloud', () => {
    expect(read({ NODE_ENV: 'production', ...IDENTITY, ...GLOBAL }).production).toBe(true);
    const china = Object.fromEntries(
      Object.entries(GLOBAL).map(([name, value]) => [name.replace('GLOBAL', 'CHINA'), value]),
    );
    expect(read({ NODE_ENV: 'production', ...IDENTITY, ...china }).accounts).toMatchObject([
      { cloud: 'china' },
    ]);
  });

  it('never repeats a value in what it complains about', () => {
    expect(() => read({ ...GLOBAL, PARTNER_GLOBAL_TENANT_ID: 'top secret/', PORT: 'hunter2' })).toThrow(
      expect.not.objectContaining({ message: expect.stringMatching(/top secret|hunter2|the-secret/) }),
    );
  });

  it('warns of an upstream, and ignores it on the sandbox', () => {
    const used = read({ ...GLOBAL, MICROSOFT_UPSTREAM: 'http://127.0.0.1:4000/' });
    expect(used.upstream).toBe('http://127.0.0.1:4000');
    expect(used.warnings).toEqual([
      expect.stringContaining('No MicrosoftAppId'),
      expect.stringContaining('MICROSOFT_UPSTREAM'),
    ]);
    const ignored = read({ MICROSOFT_UPSTREAM: 'http://127.0.0.1:4000' });
    expect(ignored.upstream).toBeUndefined();
    expect(ignored.warnings).toHaveLength(1);
  });
});

describe('the sample environment files', () => {
  const folder = new URL('../env/', import.meta.url);
  const known = [
    'config.ts',
    'bot-identity.ts',
    'database.ts',
    'request-settings.ts',
    'partner-settings.ts',
    'secret-settings.ts',
    'staff-settings.ts',
  ]
    .map((file) => readFileSync(new URL(`../src/${file}`, import.meta.url), 'utf8'))
    .join();

  it.each(readdirSync(folder))('%s names only variables that exist, and lacks only values', (name) => {
    const env = parseEnv(readFileSync(new URL(name, folder), 'utf8').replaceAll(/^#(?=[A-Z])/gim, ''));
    for (const variable of Object.keys(env)) {
      const found =
        known.includes(variable) || known.includes(variable.replace(/^PARTNER_(GLOBAL|CHINA)_/, ''));
      expect(found, variable).toBe(true);
    }
    // An account has one credential: the secret here.
    const single = Object.entries(env).filter(
      ([variable]) => !/_CERTIFICATE_PATH|_FEDERATED_/.test(variable),
    );
    const key = Buffer.alloc(32).toString('base64');
    const fill = (variable: string) => {
      if (variable.startsWith('SECRETS_KEY')) return key;
      const isGroup = variable.endsWith('_GROUP_ID');
      return isGroup ? '5c09e000-0000-4000-8000-000000000001' : 'filled-in-by-the-operator';
    };
    const filled = Object.fromEntries(single.map(([variable, value]) => [variable, value || fill(variable)]));
    expect(problemsOf(filled)).toEqual([]);
  });
});
