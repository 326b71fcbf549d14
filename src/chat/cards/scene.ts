import type { Times } from '../languages/format.ts';
import type { Languages } from '../languages/languages.ts';
import type { Speech } from '../languages/speech.ts';
import type { Links, View } from './card.ts';

/** Everything a presenter knows besides its subject: the view, and the reader's words and times. */
export interface Scene extends View {
  readonly speech: Speech;
  readonly times: Times;
  readonly links: Links;
}

export function createScene(view: View, languages: Languages, links: Links): Scene {
  return {
    ...view,
    links,
    speech: languages.speech(view.reader.language),
    times: languages.times(view.reader),
  };
}
