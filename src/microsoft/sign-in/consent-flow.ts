import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { CLOUDS, type CloudName } from '../../clouds.ts';
import { ReadError } from '../../errors.ts';
import { describeError } from '../../log.ts';
import type { AskedRenewal, RenewalEnd, RenewalRecord } from '../../staff/audit-renewal.ts';
import type { StaffRecord } from '../../staff/ports.ts';
import type { Runtime } from '../call.ts';
import { toUpstream } from '../upstream.ts';
import { type ConsentState, createConsentTickets } from './consent-tickets.ts';
import { type PartnerUser, userScopeOf } from './partner-user.ts';

/** How a sign-in ended; `unknown`: not begun here, too long ago, or ended already. */
export type ConsentOutcome = RenewalEnd['kind'] | 'unknown';

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
  /** Whether this person (Entra object id) may have the partner user of this cloud sign in anew, asked when it is to be done. Never rejects. */
  readonly mayRenew: (objectId: string, cloud: CloudName) => Promise<boolean>;
  /** Puts on the audit trail what becomes of it. Must not throw. */
  readonly record: (asked: AskedRenewal) => RenewalRecord;
}

/** Below the origin; the callback is registered with the application as a redirect address. */
const START_PATH = '/consent/start';
const CALLBACK_PATH = '/consent/callback';

const REDEEM_MS = 20_000;
/** Longest reading of who signed in. */
const READ_MS = 5_000;
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
  { key, findOrigin, mayRenew, record }: ConsentOptions,
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

  async function accept(
    user: PartnerUser,
    origin: string,
    { askedBy, verifier }: ConsentState & { readonly verifier: string },
    code: string,
    lines: RenewalRecord,
  ): Promise<RenewalEnd> {
    const { account, people, keeper, signIn } = user;
    const { cloud, tenantId, clientId } = account;
    if (!(await mayRenew(askedBy, cloud))) return { kind: 'notAllowed' };
    const { idToken, refreshToken } = await redeem(user, code, verifier, origin + CALLBACK_PATH);
    const { data: who } = claims.safeParse(idToken);
    if (!who || who.aud.toLowerCase() !== clientId.toLowerCase() || refreshToken === undefined) {
      log?.error({ cloud }, 'The sign-in of a partner user brought no ID token for us, or no refresh token.');
      return { kind: 'failed' };
    }
    const signedIn = who.oid;
    if (!isOwnTenant(who.tid, tenantId)) return { kind: 'foreign', signedIn, reason: 'foreignTenant' };
    const reason = judgeMember(await people.read(signedIn, AbortSignal.timeout(READ_MS)));
    if (reason !== undefined) return { kind: 'foreign', signedIn, reason };
    try {
      await lines.begin(signedIn);
    } catch (error) {
      log?.error({ ...describeError(error), cloud }, 'A sign-in was refused: the audit trail failed.');
      return { kind: 'notRecorded', signedIn };
    }
    const isKept = await keeper.replace(refreshToken);
    signIn.forgetRefusals();
    return { kind: isKept ? 'done' : 'notKept', signedIn };
  }

  /** Never rejects. */
  async function decide(
    user: PartnerUser,
    origin: string,
    state: ConsentState & { readonly verifier: string },
    code: string | undefined,
    lines: RenewalRecord,
  ): Promise<RenewalEnd> {
    if (code === undefined) return { kind: 'declined' };
    if (!CODE.test(code)) return { kind: 'failed' };
    try {
      return await accept(user, origin, state, code, lines);
    } catch (error) {
      const why = error instanceof ReadError ? error.message : undefined;
      log?.warn(
        { ...describeError(error), why, cloud: state.cloud },
        'A partner user could not be signed in.',
      );
      return { kind: 'failed' };
    }
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
      const user = userOf(state.cloud);
      const origin = findOrigin();
      if (!user || origin === undefined) return 'unknown';
      const { cloud, askedBy } = state;
      const lines = record({ cloud, tenantId: user.account.tenantId, askedBy });
      const end = await decide(user, origin, state, code, lines);
      lines.end(end);
      return end.kind;
    },
  };
}

/** Why somebody cannot be the partner user; undefined: nothing speaks against it. Often it is a service user, who has no role. */
function judgeMember(record: StaffRecord | undefined): 'unknown' | 'guest' | 'disabled' | undefined {
  if (!record) return 'unknown';
  if (record.userType !== 'member') return 'guest';
  return record.isEnabled ? undefined : 'disabled';
}

/** An account named by a domain has no id to compare; its own authority, which was asked, signs for no other tenant. */
function isOwnTenant(tid: string, configured: string): boolean {
  const isId = /^[0-9a-f]{8}-[0-9a-f-]{27,}$/i.test(configured);
  return !isId || tid.toLowerCase() === configured.toLowerCase();
}
