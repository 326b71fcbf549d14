import { CLOUDS } from '../../clouds.ts';
import type { Language, Reader } from '../../reader.ts';
import type { ServiceRequest } from '../../requests/request.ts';
import { plain, plainParagraphs } from './plain.ts';
import { listRequestFacts } from './request-facts.ts';
import type { Scene } from './scene.ts';

/** The language in which a vendor is written to: the reader's where its support reads it, else English. */
export function chooseVendorLanguage(
  { customer: { cloud } }: Pick<ServiceRequest, 'customer'>,
  { language }: Reader,
): Language {
  return CLOUDS[cloud].supportLanguages.includes(language) ? language : 'en';
}

/** A text to be pasted into a vendor's form. */
export interface VendorText {
  readonly text: string;
  /** The description did not fit: the rest of it is to be had elsewhere. */
  readonly cut: boolean;
}

/**
 * The text that a person takes to the vendor's portal, in the language and zone of `vendor`: title, description, and every fact that saves a
 * question. At most about `width` Latin letters of the description.
 */
export function writeVendorText(request: ServiceRequest, width: number, vendor: Scene): VendorText {
  const { paragraphs, cut } = plainParagraphs(request.description, width);
  const facts = listRequestFacts(request, vendor).join('\n');
  const parts = [plain(request.title, 300), paragraphs.join('\n\n'), facts];
  return { text: parts.filter((part) => part !== '').join('\n\n'), cut };
}
