/** One line of a card, as a template repeats it. */
export interface TextRow {
  readonly text: string;
}

/** The texts that say something, as rows. */
export function asRows(texts: readonly string[]): TextRow[] {
  return texts.filter((text) => text !== '').map((text) => ({ text }));
}
