import { createServer } from 'node:net';
import type { Config } from '../config.ts';
import type { Examine, Outcome } from './examine.ts';

/** The oldest Node that runs the sources as they are and has all that the bot uses. */
const LEAST_NODE = 24;

/** The process itself: Node, the configuration's own warnings, the port, the address people reach it by. */
export function examineProcess(
  config: Config,
  { fetch, nodeVersion }: { readonly fetch: typeof globalThis.fetch; readonly nodeVersion: string },
): Examine {
  return async (check) => {
    await check('Node', () => judgeNode(nodeVersion));
    await check('Configuration', () => ({
      status: 'ok',
      says: config.sandbox ? 'complete; no partner account: the bot runs on the sandbox' : 'complete',
    }));
    // The key has a check of its own.
    for (const warning of config.warnings.filter((text) => !text.startsWith('SECRETS_KEY ')))
      await check('Configuration', () => ({ status: 'warning', says: warning }));
    await check('PORT', (signal) => tryPort(config, fetch, signal));
    await check('PUBLIC_URL', () => judgePublicUrl(config));
    if (config.accounts.some(({ refreshToken }) => refreshToken !== undefined))
      await check('SECRETS_KEY', () => judgeSecretKeys(config));
  };
}

function judgeNode(version: string): Outcome {
  const says = `version ${version}`;
  return Number.parseInt(version, 10) >= LEAST_NODE
    ? { status: 'ok', says }
    : { status: 'failed', says, mend: `use Node ${LEAST_NODE}: npm ci brings it, and npm start uses it` };
}

async function tryPort(
  { port, identity }: Config,
  fetch: typeof globalThis.fetch,
  signal: AbortSignal,
): Promise<Outcome> {
  if (port === 0) return { status: 'ok', says: 'any free port' };
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ port, ...(identity ? {} : { host: '127.0.0.1' }), signal }, resolve);
    });
    await new Promise<void>((resolve) => server.close(() => resolve()));
    return { status: 'ok', says: `${port} is free` };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EADDRINUSE') return judgeNeighbour(port, fetch, signal);
    const mend = code === 'EACCES' ? 'set PORT to one above 1023' : 'set PORT to another';
    return { status: 'failed', says: `${port} cannot be had (${String(code)})`, mend };
  }
}

/** Who has the port may be the bot itself, at work. */
async function judgeNeighbour(
  port: number,
  fetch: typeof globalThis.fetch,
  signal: AbortSignal,
): Promise<Outcome> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`, { signal });
    if (/"alive"/.test(await answer.text()))
      return { status: 'ok', says: `${port} is in use by a bot that is alive` };
  } catch {
    // Somebody else, then.
  }
  const mend = 'stop the other program, or set PORT to another';
  return { status: 'failed', says: `${port} is in use by another program`, mend };
}

function judgePublicUrl({ publicUrl, identity }: Config): Outcome {
  if (publicUrl === undefined) {
    if (!identity) return { status: 'ok', says: 'not set, and not needed without an app id' };
    const mend = 'set PUBLIC_URL to the https address under which people reach this bot';
    return { status: 'warning', says: 'not set: cards cannot link to post-incident reports', mend };
  }
  const { protocol, hostname } = new URL(publicUrl);
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  if (protocol === 'https:' && !isHere) return { status: 'ok', says: publicUrl };
  const says = isHere ? `${publicUrl} leads to this machine only` : `${publicUrl} is not encrypted`;
  return { status: 'warning', says, mend: 'use an https address that people reach from elsewhere' };
}

function judgeSecretKeys({ secretKeys, sandbox }: Config): Outcome {
  if (secretKeys) {
    const previous = secretKeys.previous ? ', and the one before it' : '';
    return { status: 'ok', says: `a key of 32 bytes${previous}` };
  }
  if (sandbox) return { status: 'ok', says: 'not set, and not needed on the sandbox' };
  return {
    status: 'warning',
    says: 'not set: the renewed refresh token is kept in memory only',
    mend: 'make one with: openssl rand -base64 32',
  };
}
