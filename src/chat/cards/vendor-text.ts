import { CLOUDS } from '../../clouds.ts';
import type { Customer } from '../../customers/customer.ts';
import type { Language, Reader } from '../../reader.ts';
import type { ServiceRequest } from '../../requests/request.ts';
import { measureJson, typedLine, typedText } from './form-input.ts';
import { listRequestFacts } from './request-facts.ts';
import type { Scene } from './scene.ts';

/** The language in which a vendor is written to: the reader's where its support reads it, else English. */
export function chooseVendorLanguage({ cloud }: Pick<Customer, 'cloud'>, { language }: Reader): Language {
  return CLOUDS[cloud].supportLanguages.includes(language) ? language : 'en';
}

/** A text to be pasted into a vendor's form. */
export interface VendorText {
  readonly text: string;
  /** The description did not fit: the rest of it is to be had elsewhere. */
  readonly cut: boolean;
}

/**
 * The text that a person takes to the vendor's portal, in the language and zone of `vendor`: title and description as
 * they were typed, and every fact that saves a question. It stands in a field, where nothing is read as markup, and is meant to be copied: no
 * sign is added to it. At most `width` bytes of the description.
 */
export function writeVendorText(request: ServiceRequest, width: number, vendor: Scene): VendorText {
  const description = typedText(request.description).trim();
  const isWhole = measureJson(description) <= width;
  const facts = listRequestFacts(request, vendor).join('\n');
  const parts = [typedLine(request.title), isWhole ? description : cutText(description, width), facts];
  return { text: parts.filter((part) => part !== '').join('\n\n'), cut: !isWhole };
}

/** Ends at a word where there is one near, never within a character. */
function cutText(text: string, bytes: number): string {
  let length = Math.min(text.length, bytes);
  while (measureJson(text.slice(0, length)) > bytes) length = Math.floor(length * 0.9);
  const space = text.slice(0, length).search(/\s\S*$/);
  return `${text
    .slice(0, space > length - 80 ? space : length)
    .toWellFormed()
    .replace(/\uFFFD$/, '')} …`;
}
