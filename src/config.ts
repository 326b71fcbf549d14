import type { CloudName } from './clouds.ts';
import type { Credential, PartnerAccount } from './partner-account.ts';

/** Who the bot is towards the Bot Framework. */
export interface BotIdentity {
  readonly appId: string;
  readonly type: 'SingleTenant' | 'UserAssignedMSI';
  readonly tenantId: string;
  /** undefined for a managed identity. */
  readonly password: string | undefined;
}

export interface Config {
  readonly production: boolean;
  /** True when no partner account is configured: the bot runs on its own simulated cloud. */
  readonly sandbox: boolean;
  /** TCP port; 0 takes a free one. */
  readonly port: number;
  /** undefined: unsigned messages, on a loopback address only. */
  readonly identity: BotIdentity | undefined;
  readonly accounts: readonly PartnerAccount[];
  /** Origin that stands in for every Microsoft host. */
  readonly upstream: string | undefined;
  readonly logLevel: LogLevel;
  /** Things that work but that an operator should know. */
  readonly warnings: readonly string[];
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
type LogLevel = (typeof LOG_LEVELS)[number];

/** One thing wrong with the environment: which variable, and what to do about it. */
interface ConfigProblem {
  readonly variable: string;
  readonly message: string;
}

/** The environment does not make a working bot; `problems` holds everything that is wrong with it, never a value. */
export class ConfigError extends Error {
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[]) {
    super(`The configuration has ${problems.length} problem(s):\n${problems.map(describe).join('\n')}`);
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the whole configuration. `readFile` returns the text of the file at a path, and throws when it cannot. An empty variable counts as
 * unset. Throws `ConfigError` with every problem at once.
 */
export function readConfig(env: Environment, readFile: (path: string) => string): Config {
  const problems: ConfigProblem[] = [];
  const read: Read = {
    get: (variable) => env[variable]?.trim() || undefined,
    problem: (variable, message) => problems.push({ variable, message }),
    readFile,
  };
  const production = read.get('NODE_ENV')?.toLowerCase() === 'production';
  const port = readPort(read);
  const identity = readIdentity(read, production);
  const accounts = (['global', 'china'] as const).flatMap((cloud) => readAccount(read, cloud) ?? []);
  const anyAccount = (['GLOBAL', 'CHINA'] as const).some((cloud) =>
    ACCOUNT_PARTS.some((part) => read.get(`PARTNER_${cloud}_${part}`)),
  );
  if (production && !anyAccount) {
    for (const part of ['TENANT_ID', 'CLIENT_ID', 'CLIENT_SECRET'] as const) {
      const or = part === 'CLIENT_SECRET' ? ' (or PARTNER_GLOBAL_CERTIFICATE_PATH)' : '';
      read.problem(
        `PARTNER_GLOBAL_${part}`,
        `is needed in production${or}: set the partner account of the global cloud, or the PARTNER_CHINA_ ones for 21Vianet.`,
      );
    }
  }
  const upstream = readUpstream(read);
  const logLevel = readLogLevel(read);
  if (problems.length > 0) throw new ConfigError(problems);

  const sandbox = accounts.length === 0;
  const warnings: string[] = [];
  if (upstream && sandbox) {
    warnings.push(
      'MICROSOFT_UPSTREAM is set but no partner account is: it is ignored, and the sandbox is used.',
    );
  }
  if (!sandbox && !identity) {
    warnings.push(
      'No MicrosoftAppId: unsigned messages are taken from programs of this machine. Good for trying out only.',
    );
  }
  for (const { cloud } of accounts.filter(({ refreshToken }) => refreshToken !== undefined)) {
    warnings.push(
      `PARTNER_${cloud.toUpperCase()}_REFRESH_TOKEN is set but not used yet: customers are read with the application alone.`,
    );
  }
  if (upstream && !sandbox) {
    warnings.push(
      `MICROSOFT_UPSTREAM is set: sign-ins and customer data go to ${upstream} instead of Microsoft.`,
    );
  }
  return {
    production,
    sandbox,
    port,
    identity,
    accounts,
    upstream: sandbox ? undefined : upstream,
    logLevel,
    warnings,
  };
}

const ACCOUNT_PARTS = [
  'TENANT_ID',
  'CLIENT_ID',
  'CLIENT_SECRET',
  'CERTIFICATE_PATH',
  'REFRESH_TOKEN',
] as const;

/** Ids travel in addresses: a GUID or a domain name, and nothing that could change the path. */
const ID = /^[A-Za-z0-9][A-Za-z0-9.-]{0,127}$/;

interface Read {
  get(variable: string): string | undefined;
  problem(variable: string, message: string): void;
  readFile(path: string): string;
}

function readPort(read: Read): number {
  const text = read.get('PORT');
  if (text === undefined) return 3978;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  read.problem('PORT', 'must be a whole number from 0 to 65535; leave it unset for 3978.');
  return 0;
}

function readIdentity(read: Read, production: boolean): BotIdentity | undefined {
  const names = ['MicrosoftAppId', 'MicrosoftAppType', 'MicrosoftAppTenantId', 'MicrosoftAppPassword'];
  if (!production && !names.some((name) => read.get(name))) return undefined;
  const need = (variable: string, what: string) => {
    const value = read.get(variable);
    if (value === undefined) read.problem(variable, `is missing: set it to ${what}.`);
    return value ?? '';
  };
  const appId = needId(read, 'MicrosoftAppId', "the bot's application (client) id");
  const type = need('MicrosoftAppType', 'SingleTenant or UserAssignedMSI');
  const tenantId = needId(read, 'MicrosoftAppTenantId', "the tenant id of the bot's application");
  if (type !== '' && type !== 'SingleTenant' && type !== 'UserAssignedMSI') {
    read.problem(
      'MicrosoftAppType',
      'must be SingleTenant or UserAssignedMSI; Microsoft no longer creates multi-tenant bots.',
    );
  }
  if (type === 'UserAssignedMSI') {
    if (read.get('MicrosoftAppPassword')) {
      read.problem('MicrosoftAppPassword', 'must be unset when MicrosoftAppType is UserAssignedMSI.');
    }
    return { appId, type, tenantId, password: undefined };
  }
  return {
    appId,
    type: 'SingleTenant',
    tenantId,
    password: need('MicrosoftAppPassword', "the bot's client secret"),
  };
}

function readAccount(read: Read, cloud: CloudName): PartnerAccount | undefined {
  const prefix = `PARTNER_${cloud.toUpperCase()}_`;
  if (!ACCOUNT_PARTS.some((part) => read.get(prefix + part))) return undefined;
  return {
    cloud,
    tenantId: needId(read, `${prefix}TENANT_ID`, "the partner's tenant id"),
    clientId: needId(read, `${prefix}CLIENT_ID`, 'the client id of the application that reads customers'),
    credential: readCredential(read, prefix),
    refreshToken: read.get(`${prefix}REFRESH_TOKEN`),
  };
}

function readCredential(read: Read, prefix: string): Credential {
  const secret = read.get(`${prefix}CLIENT_SECRET`);
  const path = read.get(`${prefix}CERTIFICATE_PATH`);
  if (secret && path) {
    read.problem(
      `${prefix}CERTIFICATE_PATH`,
      `is set together with ${prefix}CLIENT_SECRET: keep one of them.`,
    );
  }
  if (secret) return { kind: 'secret', secret };
  if (path) return readCertificate(read, `${prefix}CERTIFICATE_PATH`, path);
  read.problem(`${prefix}CLIENT_SECRET`, `is missing: set it, or ${prefix}CERTIFICATE_PATH.`);
  return { kind: 'secret', secret: '' };
}

function readCertificate(read: Read, variable: string, path: string): Credential {
  let pem = '';
  try {
    pem = read.readFile(path);
  } catch {
    read.problem(variable, 'names a file that cannot be read: check the path and its permissions.');
    return { kind: 'certificate', pem };
  }
  if (!pem.includes('-----BEGIN CERTIFICATE-----') || !pem.includes('-----BEGIN PRIVATE KEY-----')) {
    read.problem(
      variable,
      'must name a PEM file with the certificate and its unencrypted PKCS#8 private key.',
    );
  }
  return { kind: 'certificate', pem };
}

function readUpstream(read: Read): string | undefined {
  const text = read.get('MICROSOFT_UPSTREAM');
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (
    url &&
    /^https?:$/.test(url.protocol) &&
    url.pathname === '/' &&
    !url.search &&
    !url.hash &&
    !url.username
  )
    return url.origin;
  read.problem(
    'MICROSOFT_UPSTREAM',
    'must be an origin such as http://127.0.0.1:4000, without a path; unset in production.',
  );
  return undefined;
}

function readLogLevel(read: Read): LogLevel {
  const text = read.get('LOG_LEVEL') ?? 'info';
  const level = LOG_LEVELS.find((known) => known === text);
  if (level === undefined) read.problem('LOG_LEVEL', `must be one of ${LOG_LEVELS.join(', ')}.`);
  return level ?? 'info';
}

function needId(read: Read, variable: string, what: string): string {
  const value = read.get(variable);
  if (value === undefined) read.problem(variable, `is missing: set it to ${what}.`);
  else if (!ID.test(value))
    read.problem(variable, `must be ${what}: letters, digits, dots and hyphens only.`);
  return value ?? '';
}

function describe({ variable, message }: ConfigProblem): string {
  return `  ${variable} ${message}`;
}
