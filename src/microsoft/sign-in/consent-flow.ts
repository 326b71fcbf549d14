import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { CLOUDS, type CloudName } from '../../clouds.ts';
import { describeError } from '../../log.ts';
import type { Runtime } from '../call.ts';
import { toUpstream } from '../upstream.ts';
import { type ConsentState, createConsentTickets } from './consent-tickets.ts';
import { type PartnerUser, userScopeOf } from './partner-user.ts';

/** A partner user who has signed in anew. */
export interface ConsentRenewal {
  readonly cloud: CloudName;
  /** The partner's tenant. */
  readonly tenantId: string;
  /** Entra object id of who asked for it in chat. */
  readonly askedBy: string;
  /** Entra object id of who signed in. */
  readonly signedIn: string;
  /** False: the store failed, so that it counts until this process ends. */
  readonly isKept: boolean;
}

/**
 * How a sign-in ended:
 * - `unknown`: not begun here, too long ago, or ended already; `declined`: the person, or a policy, said no;
 * - `foreign`: somebody of another organisation signed in; `failed`: Microsoft did not give what it takes;
 * - `notKept`: all went well, but the store failed: it counts until this process ends.
 */
export type ConsentOutcome = 'done' | 'unknown' | 'declined' | 'foreign' | 'failed' | 'notKept';

/** Signing a partner user in with a browser: the authorization code flow with a proof key (RFC 7636). */
export interface ConsentFlow {
  /** Our own address that begins it, good for ten minutes; undefined: browsers cannot reach us, or the account has no partner user. */
  makeUrl(cloud: CloudName, askedBy: string): string | undefined;
  /** Microsoft's page; undefined: the ticket is forged or too old. */
  start(ticket: string): string | undefined;
  /** Takes what Microsoft's page sent back. Each state counts once. Never rejects. */
  finish(answer: { readonly state: string; readonly code: string | undefined }): Promise<ConsentOutcome>;
}

export interface ConsentOptions {
  /** Signs tickets and states: at least 32 bytes, the same in every replica. */
  readonly key: Uint8Array;
  /** The origin under which browsers reach us; undefined: they cannot. */
  readonly findOrigin: () => string | undefined;
  /** Told of every renewal, for the audit trail. Must not throw. */
  readonly onRenewed?: ((renewal: ConsentRenewal) => void) | undefined;
}

/** Below the origin; the callback is registered with the application as a redirect address. */
const START_PATH = '/consent/start';
const CALLBACK_PATH = '/consent/callback';

const REDEEM_MS = 20_000;
/** States that were used, remembered for as long as they count. */
const MAX_USED = 10_000;
/** A code is a token that goes into a form: Entra's have some 1,500 characters. */
const CODE = /^[\x21-\x7e]{1,8000}$/;

const claims = z.object({
  aud: z.string(),
  tid: z.string().min(1),
  oid: z.string().min(1).max(64),
});

export function createConsentFlow(
  { clock, log, upstream }: Pick<Runtime, 'clock' | 'log' | 'upstream'>,
  users: readonly PartnerUser[],
  { key, findOrigin, onRenewed }: ConsentOptions,
): ConsentFlow {
  const tickets = createConsentTickets(key, clock);
  const used = new LRUCache<string, true>({ max: MAX_USED });
  const userOf = (cloud: CloudName) => users.find(({ account }) => account.cloud === cloud);

  /** Throws `ReadError`. */
  async function redeem(user: PartnerUser, code: string, verifier: string, redirectUri: string) {
    const { cloud, tenantId } = user.account;
    const errand = {
      ...{ cloud, tenantId },
      deadline: clock() + REDEEM_MS,
      signal: AbortSignal.timeout(REDEEM_MS),
    };
    return user.acquireToken(errand, (application) =>
      application.acquireTokenByCode({
        ...{ code, redirectUri, codeVerifier: verifier },
        scopes: [userScopeOf(cloud)],
      }),
    );
  }

  async function keep({ account: { cloud }, keeper }: PartnerUser, refreshToken: string): Promise<boolean> {
    try {
      await keeper.replace(refreshToken);
      return true;
    } catch (error) {
      log?.error({ ...describeError(error), cloud }, "The partner user's new sign-in could not be kept.");
      return false;
    }
  }

  async function accept(
    { cloud, askedBy, verifier }: ConsentState & { readonly verifier: string },
    code: string,
  ): Promise<ConsentOutcome> {
    const user = userOf(cloud);
    const origin = findOrigin();
    if (!user || origin === undefined) return 'unknown';
    const { idToken, refreshToken } = await redeem(user, code, verifier, origin + CALLBACK_PATH);
    const { data: who } = claims.safeParse(idToken);
    const { account } = user;
    if (!who || who.aud.toLowerCase() !== account.clientId.toLowerCase() || refreshToken === undefined) {
      log?.error({ cloud }, 'The sign-in of a partner user brought no ID token for us, or no refresh token.');
      return 'failed';
    }
    if (!isOwnTenant(who.tid, account.tenantId)) return 'foreign';
    const isKept = await keep(user, refreshToken);
    user.signIn.forgetRefusals();
    onRenewed?.({ cloud, tenantId: account.tenantId, askedBy, signedIn: who.oid, isKept });
    return isKept ? 'done' : 'notKept';
  }

  return {
    makeUrl(cloud, askedBy) {
      const origin = findOrigin();
      if (origin === undefined || !userOf(cloud)) return undefined;
      return `${origin}${START_PATH}?ticket=${tickets.makeTicket({ cloud, askedBy })}`;
    },
    start(text) {
      const ticket = tickets.readTicket(text);
      const user = ticket && userOf(ticket.cloud);
      const origin = findOrigin();
      if (!ticket || !user || origin === undefined) return undefined;
      const { cloud, tenantId, clientId } = user.account;
      const state = tickets.makeState(ticket);
      const url = new URL(`${CLOUDS[cloud].authority}/${encodeURIComponent(tenantId)}/oauth2/v2.0/authorize`);
      url.search = new URLSearchParams({
        client_id: clientId,
        response_type: 'code',
        response_mode: 'query',
        redirect_uri: origin + CALLBACK_PATH,
        scope: `${userScopeOf(cloud)} offline_access openid`,
        prompt: 'select_account',
        code_challenge: createHash('sha256').update(state.verifier).digest('base64url'),
        code_challenge_method: 'S256',
        state: state.text,
      }).toString();
      return toUpstream(url.href, upstream);
    },
    async finish({ state: text, code }) {
      const state = tickets.readState(text);
      if (!state || used.has(state.id)) return 'unknown';
      used.set(state.id, true);
      if (code === undefined) return 'declined';
      if (!CODE.test(code)) return 'failed';
      try {
        return await accept(state, code);
      } catch (error) {
        log?.warn({ ...describeError(error), cloud: state.cloud }, 'A partner user could not be signed in.');
        return 'failed';
      }
    },
  };
}

/** An account named by a domain has no id to compare; its own authority, which was asked, signs for no other tenant. */
function isOwnTenant(tid: string, configured: string): boolean {
  const isId = /^[0-9a-f]{8}-[0-9a-f-]{27,}$/i.test(configured);
  return !isId || tid.toLowerCase() === configured.toLowerCase();
}
