import countries from 'i18n-iso-countries';

/**
 * An address that mail can reach, as far as its shape tells: one `@`, a local part of at most 64 without quotes, blanks or double dots, and
 * a domain with a dot. Letters of any script are let through (RFC 6531).
 */
export function isEmail(text: string): boolean {
  const [local = '', domain = '', ...more] = text.split('@');
  const labels = domain.split('.');
  return (
    more.length === 0 &&
    local.length <= 64 &&
    local.split('.').every((part) => /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+$/u.test(part)) &&
    labels.length > 1 &&
    labels.every((label) => label.length <= 63 && /^[\p{L}\p{M}\p{N}-]+$/u.test(label)) &&
    labels.every((label) => !label.startsWith('-') && !label.endsWith('-')) &&
    !/^\d+$/.test(labels.at(-1) ?? '')
  );
}

/** A country in three letters (ISO 3166 alpha-3), as Azure wants it, in whatever case. */
export function isCountry(text: string): boolean {
  return /^[A-Za-z]{3}$/.test(text) && countries.isValid(text.toUpperCase());
}
