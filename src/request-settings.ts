import { isCountry, isEmail } from './requests/contact.ts';
import { LIMITS } from './requests/limits.ts';
import { readWebhookKey } from './requests/sign-webhook.ts';
import type { Variables } from './variables.ts';

/** What a deployment sets about service requests. */
export interface RequestSettings {
  /** Where each change of a request is sent, and the secret it is signed with; undefined: nowhere. */
  readonly webhook: { readonly url: string; readonly secret: string } | undefined;
  /** The partner's own contact for the vendor, which forms begin with; empty: each person names theirs. */
  readonly contact: { readonly email: string; readonly phone: string; readonly country: string };
}

/** A secret that is shorter can be guessed: Standard Webhooks asks for 24 to 64 random bytes. */
const LEAST_SECRET = 24;

/** Reads `REQUEST_*`. */
export function readRequestSettings(read: Variables): RequestSettings {
  return {
    webhook: readWebhook(read),
    contact: {
      email: readEmail(read),
      phone: read.get('REQUEST_CONTACT_PHONE')?.slice(0, LIMITS.phone) ?? '',
      country: readCountry(read),
    },
  };
}

function readWebhook(read: Variables): RequestSettings['webhook'] {
  const url = read.get('REQUEST_WEBHOOK_URL');
  const secret = read.get('REQUEST_WEBHOOK_SECRET');
  if (url === undefined && secret === undefined) return undefined;
  if (url === undefined || !isWebhookUrl(url)) {
    read.problem(
      'REQUEST_WEBHOOK_URL',
      'must be an https address such as https://tickets.example.com/hooks (http only on this machine), without user and password.',
    );
  }
  if (secret === undefined || secret.length < LEAST_SECRET || !isReadable(secret)) {
    read.problem(
      'REQUEST_WEBHOOK_SECRET',
      `must be set together with REQUEST_WEBHOOK_URL: whsec_ and base64, or at least ${LEAST_SECRET} characters. Make one with: echo "whsec_$(openssl rand -base64 32)"`,
    );
  }
  return url === undefined || secret === undefined ? undefined : { url, secret };
}

function isWebhookUrl(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || url.username || url.password || url.hash) return false;
  const isOwn = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  return url.protocol === 'https:' || (url.protocol === 'http:' && isOwn);
}

/** As everybody's libraries read it. */
function isReadable(secret: string): boolean {
  try {
    return readWebhookKey(secret).length > 0;
  } catch {
    return false;
  }
}

function readEmail(read: Variables): string {
  const text = read.get('REQUEST_CONTACT_EMAIL');
  if (text === undefined) return '';
  if (isEmail(text) && text.length <= LIMITS.email) return text;
  read.problem('REQUEST_CONTACT_EMAIL', 'must be an e-mail address, for example helpdesk@example.com.');
  return '';
}

function readCountry(read: Variables): string {
  const text = read.get('REQUEST_CONTACT_COUNTRY')?.toUpperCase();
  if (text === undefined) return '';
  if (isCountry(text)) return text;
  read.problem('REQUEST_CONTACT_COUNTRY', 'must be a country in three letters (ISO 3166), for example FRA.');
  return '';
}
