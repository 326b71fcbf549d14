import { CLOUDS } from '../clouds.ts';
import type { Config } from '../config.ts';
import { ReadError } from '../errors.ts';
import { toUpstream } from '../microsoft/upstream.ts';
import type { PartnerAccount } from '../partner-account.ts';
import type { Clock } from '../time.ts';
import type { Examine, Outcome } from './examine.ts';

/** What the doctor reaches Microsoft by. */
export interface Network {
  readonly fetch: typeof globalThis.fetch;
  /** Origin that stands in for every Microsoft host. */
  readonly upstream: string | undefined;
  readonly clock: Clock;
}

/** A token is valid five minutes to either side: Entra's and the Bot Framework's tolerance. */
const MOST_SKEW_MS = 300_000;
/** Noticeable, and still harmless. */
const ODD_SKEW_MS = 60_000;

/** Whether each host of Microsoft's that the bot will use answers at all, how fast, and what it says of the time. */
export function examineHosts(
  accounts: readonly PartnerAccount[],
  identity: Config['identity'],
  network: Network,
): Examine {
  return async (check) => {
    const skews: number[] = [];
    await Promise.all(
      listOrigins(accounts, identity).map((origin) =>
        check(new URL(origin).host, async (signal) => {
          const startedAt = network.clock();
          const { status, skewMs } = await reach(`${origin}/`, network, signal);
          if (skewMs !== undefined) skews.push(skewMs);
          return { status: 'ok', says: `answers (${status}) in ${network.clock() - startedAt} ms` };
        }),
      ),
    );
    await check('Clock', () => judgeSkew(skews));
  };
}

function listOrigins(accounts: readonly PartnerAccount[], identity: Config['identity']): readonly string[] {
  const origins = accounts.flatMap(({ cloud }) => {
    const { authority, graph, partnerCenter, arm, capabilities } = CLOUDS[cloud];
    return [authority, graph, partnerCenter, ...(capabilities.azure ? [arm] : [])];
  });
  if (!identity) return [...new Set(origins)];
  const { loginAuthority, openIdMetadata, connectorHosts } = CLOUDS[identity.cloud].botFramework;
  const connectors = connectorHosts.slice(0, 1).map((host) => `https://${host}`);
  return [...new Set([...origins, loginAuthority, new URL(openIdMetadata).origin, ...connectors])];
}

/** Any answer will do. Throws `ReadError` `unavailable`. */
async function reach(url: string, { fetch, upstream, clock }: Network, signal: AbortSignal) {
  const sentAt = clock();
  try {
    const answer = await fetch(toUpstream(url, upstream), { redirect: 'manual', signal });
    await answer.body?.cancel();
    const told = Date.parse(answer.headers.get('date') ?? '');
    // The header tells whole seconds, of some moment between our asking and now.
    const skewMs = Number.isNaN(told) ? undefined : told + 500 - (sentAt + clock()) / 2;
    return { status: answer.status, skewMs };
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    const cause = error instanceof Error ? error.cause : undefined;
    const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
    throw new ReadError(
      'unavailable',
      `not reached${code}: check name resolution, firewall and proxy for outgoing HTTPS`,
    );
  }
}

function judgeSkew(skews: readonly number[]): Outcome {
  if (skews.length === 0) return { status: 'skipped', says: 'no host told the time' };
  const worst = skews.reduce((one, other) => (Math.abs(one) > Math.abs(other) ? one : other));
  const says =
    Math.abs(worst) < 1_500
      ? 'as Microsoft’s'
      : `${Math.round(Math.abs(worst) / 1000)} s ${worst > 0 ? 'behind' : 'ahead of'} Microsoft’s`;
  const mend = 'set the clock of this machine by a time server (NTP): tokens are refused by a wrong clock';
  if (Math.abs(worst) >= MOST_SKEW_MS) return { status: 'failed', says, mend };
  return Math.abs(worst) >= ODD_SKEW_MS ? { status: 'warning', says, mend } : { status: 'ok', says };
}
