import { domainToUnicode } from 'node:url';
import { unifyForms } from './fold-text.ts';

const ADDRESS = /[^\s@<>(),;:"]+@([^\s@<>(),;:"]+)/;
const LINK = /^https?:\/\/(?:[^/\s@]*@)?([^/\s:?#]+)/;
/** Without a scheme or an `@`, only an ending that can be a top-level domain makes a domain: `A.Datum` is a name. */
const BARE =
  /^((?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+(?:\p{L}{2,4}|xn--[a-z0-9-]+|cloud|online|store|travel|group))\.?(?::\d+)?(?:[/?#]\S*)?$/u;

const POSSIBLE = /^[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}\.?$/u;

/** Endings below a country (`co.uk`) and the domains Microsoft gives every tenant. */
const SECOND_LEVEL = /\.(?:ac|co|com|edu|go|gob|gouv|gov|ne|net|or|org|re)\.\p{L}{2}$/u;
const TENANT_ENDING = /\.(?:onmicrosoft\.(?:com|cn|us)|partner\.onmschina\.cn|onmschina\.cn)$/;

/** The domain in what somebody typed: bare, in a link or in an e-mail address. Undefined when there is none. */
export function readDomain(text: string): string | undefined {
  const unified = unifyForms(text.trim());
  const found = ADDRESS.exec(unified) ?? LINK.exec(unified) ?? BARE.exec(unified);
  return found?.[1] === undefined ? undefined : cleanDomain(found[1]);
}

/** Text that could be a domain of any ending, in one spelling: good for looking up domains that are known, not for guessing. */
export function readPossibleDomain(text: string): string | undefined {
  const unified = unifyForms(text.trim());
  return POSSIBLE.test(unified) ? cleanDomain(unified) : undefined;
}

/** One spelling for one domain: lower case, no `www.`, no dot at the end, letters instead of punycode. */
export function cleanDomain(domain: string): string {
  const plain = unifyForms(domain.trim())
    .replace(/^www\./, '')
    .replace(/\.+$/, '');
  return plain.includes('xn--') ? domainToUnicode(plain) || plain : plain;
}

/** What is left of a clean domain without its ending: `contoso` of `contoso.co.uk`, `mail.contoso` of `mail.contoso.com`. */
export function dropDomainEnding(domain: string): string {
  for (const ending of [TENANT_ENDING, SECOND_LEVEL, /\.[^.]+$/]) {
    const rest = domain.replace(ending, '');
    if (rest !== domain) return rest;
  }
  return domain;
}

/** The domain and those above it, nearest first, as an e-mail host may be a part of the customer's domain. */
export function listParentDomains(domain: string): string[] {
  const labels = domain.split('.');
  return labels.slice(0, -1).map((_, index) => labels.slice(index).join('.'));
}
