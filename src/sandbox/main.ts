import { parseArgs } from 'node:util';
import type { BotIdentity } from '../bot-identity.ts';
import type { PartnerAccount } from '../partner-account.ts';
import { SANDBOX_ACCOUNTS, SANDBOX_BOT } from './accounts.ts';
import { createSandbox } from './sandbox.ts';

/** The process: `node src/sandbox/main.ts --port 4000 --customers 10000 --latency 300`. */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4000' },
    customers: { type: 'string', default: '0' },
    latency: { type: 'string', default: '0' },
  },
});

function readNumber(name: keyof typeof values, max: number): number {
  const value = Number(values[name]);
  if (!Number.isInteger(value) || value < 0 || value > max) {
    throw new RangeError(`Expected --${name} to be a whole number from 0 to ${max}, got ${values[name]}`);
  }
  return value;
}

/** The bot's environment variables that open this sandbox. */
function environmentOf({ cloud, tenantId, clientId, credential, refreshToken }: PartnerAccount): string[] {
  const prefix = `PARTNER_${cloud.toUpperCase()}`;
  return [
    `${prefix}_TENANT_ID=${tenantId}`,
    `${prefix}_CLIENT_ID=${clientId}`,
    ...(credential.kind === 'secret' ? [`${prefix}_CLIENT_SECRET=${credential.secret}`] : []),
    ...(refreshToken === undefined ? [] : [`${prefix}_REFRESH_TOKEN=${refreshToken}`]),
  ];
}

/** What gives the bot an app id: then it takes only messages that the sandbox has signed (`POST /sandbox/bot-tokens`). */
function botOf({ appId, type, tenantId, password = '' }: BotIdentity): string[] {
  return [
    `MicrosoftAppId=${appId}`,
    `MicrosoftAppType=${type}`,
    `MicrosoftAppTenantId=${tenantId}`,
    `MicrosoftAppPassword=${password}`,
  ];
}

try {
  const sandbox = createSandbox({
    clock: Date.now,
    customers: readNumber('customers', 1_000_000),
    latencyMs: readNumber('latency', 600_000),
  });
  const { url } = await sandbox.start(readNumber('port', 65_535));
  const lines = [`MICROSOFT_UPSTREAM=${url}`, ...SANDBOX_ACCOUNTS.flatMap(environmentOf)];
  const bot = botOf(SANDBOX_BOT.global);
  process.stdout.write(
    `Sandbox at ${url}. Start the bot with:\n\n${lines.join('\n')}\n\nFor signed messages also with:\n\n${bot.join('\n')}\n\n`,
  );
  const stop = () => void sandbox.stop();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
