import { type BotIdentity, readIdentity } from './bot-identity.ts';
import { CLOUD_NAMES } from './clouds.ts';
import { type Database, readDatabase } from './database.ts';
import { hasPartnerUser, type IdentityEndpoint, type PartnerAccount } from './partner-account.ts';
import { hasAccount, readAccount, readIdentityEndpoint } from './partner-settings.ts';
import { type RequestSettings, readRequestSettings } from './request-settings.ts';
import { needSecretKey, readSecretKeys, type SecretKeys } from './secret-settings.ts';
import { readStaffSettings, type StaffSettings } from './staff-settings.ts';
import { readOrigin, readWholeNumber, type Variables } from './variables.ts';

export interface Config {
  readonly production: boolean;
  /** True when no partner account is configured: the bot runs on its own simulated cloud. */
  readonly sandbox: boolean;
  /** TCP port; 0 takes a free one. */
  readonly port: number;
  /** undefined: unsigned messages, on a loopback address only. */
  readonly identity: BotIdentity | undefined;
  readonly accounts: readonly PartnerAccount[];
  /** Where the machine hands out tokens of its managed identities; undefined: at the instance metadata service. */
  readonly identityEndpoint: IdentityEndpoint | undefined;
  /** undefined: secrets that change are kept in memory only. */
  readonly secretKeys: SecretKeys | undefined;
  /** Origin that stands in for every Microsoft host. */
  readonly upstream: string | undefined;
  readonly database: Database;
  /** From one reading of every customer to the next, in milliseconds; 0: customers are read only when somebody asks about them. */
  readonly pollMs: number;
  /** How long a new incident waits for the customers it hits before it is posted, in milliseconds. */
  readonly gatherMs: number;
  /** Origin under which people's browsers reach this bot, for links to files it passes on; undefined: not known. */
  readonly publicUrl: string | undefined;
  readonly requests: RequestSettings;
  readonly staff: StaffSettings;
  /** Messages of one person in a minute that are answered; see `floodLimitsFor`. */
  readonly messagesPerMinute: number;
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
  const read: Variables = {
    get: (variable) => env[variable]?.trim() || undefined,
    problem: (variable, message) => problems.push({ variable, message }),
    readFile,
  };
  const production = read.get('NODE_ENV')?.toLowerCase() === 'production';
  const port = readWholeNumber(read, 'PORT', { least: 0, most: 65_535, usual: 3978 });
  const identity = readIdentity(read, production);
  const accounts = CLOUD_NAMES.flatMap((cloud) => readAccount(read, cloud) ?? []);
  const anyAccount = CLOUD_NAMES.some((cloud) => hasAccount(read, cloud));
  const identityEndpoint = readIdentityEndpoint(read);
  const secretKeys = readSecretKeys(read);
  const hasUser = accounts.some(hasPartnerUser);
  if (production && hasUser) needSecretKey(read);
  if (production && !anyAccount) {
    for (const part of ['TENANT_ID', 'CLIENT_ID', 'CLIENT_SECRET'] as const) {
      const or =
        part === 'CLIENT_SECRET'
          ? ' (or PARTNER_GLOBAL_CERTIFICATE_PATH, or PARTNER_GLOBAL_FEDERATED_IDENTITY)'
          : '';
      read.problem(
        `PARTNER_GLOBAL_${part}`,
        `is needed in production${or}: set the partner account of the global cloud, or the PARTNER_CHINA_ ones for 21Vianet.`,
      );
    }
  }
  const upstream = readOrigin(read, 'MICROSOFT_UPSTREAM', 'http://127.0.0.1:4000', 'unset in production');
  const publicUrl = readOrigin(
    read,
    'PUBLIC_URL',
    'https://bot.example.com',
    'unset when nobody can reach it',
  );
  const database = readDatabase(read);
  const pollMs = readPollMs(read, anyAccount ? USUAL_SECONDS : SANDBOX_SECONDS);
  const gatherMs = readGatherMs(read, anyAccount ? USUAL_SECONDS : SANDBOX_SECONDS);
  const requests = readRequestSettings(read);
  const staff = readStaffSettings(read);
  const messagesPerMinute = readWholeNumber(read, 'MESSAGES_PER_MINUTE', {
    least: 10,
    most: 1_000_000,
    usual: USUAL_MESSAGES,
  });
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
  if (accounts.some(({ cloud, refreshToken }) => cloud === 'china' && refreshToken !== undefined)) {
    warnings.push('PARTNER_CHINA_REFRESH_TOKEN is not used: 21Vianet has no service requests to be read.');
  }
  if (hasUser && !secretKeys) {
    warnings.push(
      'SECRETS_KEY is not set: the renewed refresh token of the partner user is kept in memory only, and each start begins with the configured one.',
    );
  }
  if (!secretKeys && accounts.some(({ credential }) => credential.kind === 'federated')) {
    warnings.push(
      'SECRETS_KEY is not set: without a secret of its own the bot signs links with a key that no other replica, and no later start, knows.',
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
    identityEndpoint,
    secretKeys,
    upstream: sandbox ? undefined : upstream,
    database,
    pollMs,
    gatherMs,
    publicUrl,
    requests,
    staff,
    messagesPerMinute,
    logLevel,
    warnings,
  };
}

/** Ten a second: no person does, and what is left of a script that does holds up nobody. */
const USUAL_MESSAGES = 600;

/** Every few seconds would use up Microsoft's budget for a customer: 800 calls an hour. */
const SHORTEST_POLL_SECONDS = 10;

const USUAL_SECONDS = { poll: 300, gather: 30 } as const;
/** Who tries the bot out wants to see something within a minute, and the sandbox has few customers. */
const SANDBOX_SECONDS = { poll: 10, gather: 4 } as const;

function readPollMs(read: Variables, usual: { readonly poll: number }): number {
  const seconds = readWholeNumber(read, 'POLL_SECONDS', { least: 0, most: 86_400, usual: usual.poll });
  if (seconds > 0 && seconds < SHORTEST_POLL_SECONDS) {
    read.problem(
      'POLL_SECONDS',
      `must be at least ${SHORTEST_POLL_SECONDS}, or 0 to read no customer unasked.`,
    );
  }
  return 1000 * seconds;
}

function readGatherMs(read: Variables, usual: { readonly gather: number }): number {
  return 1000 * readWholeNumber(read, 'GATHER_SECONDS', { least: 0, most: 3_600, usual: usual.gather });
}

function readLogLevel(read: Variables): LogLevel {
  const text = read.get('LOG_LEVEL') ?? 'info';
  const level = LOG_LEVELS.find((known) => known === text);
  if (level === undefined) read.problem('LOG_LEVEL', `must be one of ${LOG_LEVELS.join(', ')}.`);
  return level ?? 'info';
}

function describe({ variable, message }: ConfigProblem): string {
  return `  ${variable} ${message}`;
}
