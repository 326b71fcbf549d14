import type restify from 'restify';

/** What signing a partner user in with a browser takes. */
export interface ConsentSignIn {
  /** The address of Microsoft's page; undefined: the ticket is forged or too old. */
  start(ticket: string): string | undefined;
  /** Takes what Microsoft's page sent back. Never rejects. */
  finish(answer: { readonly state: string; readonly code: string | undefined }): Promise<ConsentEnd>;
}

type ConsentEnd =
  | 'done'
  | 'unknown'
  | 'declined'
  | 'notAllowed'
  | 'foreign'
  | 'failed'
  | 'notRecorded'
  | 'notKept';

export const CONSENT_START_PATH = '/consent/start';
export const CONSENT_CALLBACK_PATH = '/consent/callback';

/** Codes being redeemed at once: few people ever do this. */
const MOST_AT_ONCE = 4;
/** Longer than any ticket or state of ours. */
const MAX_TEXT = 1_000;
/** Longer than any code of Entra. */
const MAX_CODE = 8_000;

/** What people read, in our own words alone: nothing that came along is repeated. */
const PAGES: Readonly<Record<ConsentEnd | 'busy', { readonly status: number; readonly text: string }>> = {
  done: { status: 200, text: 'Signed in. You can close this window.' },
  notKept: {
    status: 200,
    text: 'Signed in, but it could not be saved: it is lost when the bot restarts. Please ask the bot for a new link later and sign in again.',
  },
  unknown: {
    status: 404,
    text: 'This link is too old, incomplete, or was used already. Ask the bot in Teams for a new one.',
  },
  declined: { status: 403, text: 'You did not sign in. Nothing has changed.' },
  foreign: {
    status: 403,
    text: 'That account is no active member of your organisation. Nothing has changed. Ask the bot in Teams for a new link and sign in with an account of your own organisation.',
  },
  notAllowed: {
    status: 403,
    text: 'Whoever asked for this link may not renew the sign-in, or it could not be found out. Nothing has changed. Ask the bot in Teams for a new link.',
  },
  failed: {
    status: 502,
    text: 'Microsoft did not accept the sign-in. Ask the bot in Teams for a new link; if it fails again, read the log of the bot.',
  },
  notRecorded: {
    status: 503,
    text: 'The sign-in could not be written to the audit trail, so nothing has changed. Ask the bot in Teams for a new link later.',
  },
  busy: {
    status: 503,
    text: 'Others are signing in just now. Ask the bot in Teams for a new link in a minute.',
  },
};

/** Answers for both addresses. Never rejects. */
export interface ConsentRoute {
  start(req: restify.Request, res: restify.Response): void;
  finish(req: restify.Request, res: restify.Response): Promise<void>;
}

export function createConsentRoute(signIn: ConsentSignIn): ConsentRoute {
  let underWay = 0;
  return {
    start(req, res) {
      const ticket = readQuery(req).get('ticket') ?? '';
      const page = ticket.length > MAX_TEXT ? undefined : signIn.start(ticket);
      if (page === undefined) return show(res, 'unknown');
      res.sendRaw(302, '', { ...SAFE_HEADERS, Location: page });
    },
    async finish(req, res) {
      const query = readQuery(req);
      const state = query.get('state') ?? '';
      const code = query.get('code') ?? undefined;
      if (state.length > MAX_TEXT || (code?.length ?? 0) > MAX_CODE) return show(res, 'unknown');
      if (underWay >= MOST_AT_ONCE) return show(res, 'busy');
      underWay += 1;
      try {
        // Who sends both has not been sent by Microsoft.
        show(res, await signIn.finish({ state, code: query.has('error') ? undefined : code }));
      } finally {
        underWay -= 1;
      }
    },
  };
}

function readQuery(req: restify.Request): URLSearchParams {
  const [, query = ''] = /\?(.*)$/s.exec(req.url ?? '') ?? [];
  return new URLSearchParams(query);
}

/** Not kept anywhere, in no frame, and the address, which holds what must stay secret, is told to nobody. */
const SAFE_HEADERS = {
  'Content-Security-Policy':
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
};

function show(res: restify.Response, end: keyof typeof PAGES): void {
  const { status, text } = PAGES[end];
  const page = `<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Partner Health</title></head><body><p>${text}</p></body></html>\n`;
  res.sendRaw(status, page, { ...SAFE_HEADERS, 'Content-Type': 'text/html; charset=utf-8' });
}
