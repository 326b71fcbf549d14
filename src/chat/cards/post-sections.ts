/** The headings that Microsoft writes into its posts; each starts a line. */
const HEADING =
  /^(?:title|user impact|impact|impact statement|more info|current status|final status|scope of impact|start time|end time|root cause|preliminary root cause|estimated time to resolve|next steps?|next update by|this is the final update[^:\n]*)\s*:/i;
const STATUS = /^(?:current|final) status\s*:/i;
const REPEATING = /^(?:title|user impact|impact|impact statement)\s*:/i;

/** A heading with what stands under it, in paragraphs; what stands before the first heading is a section, too. */
type Section = readonly string[];

/** The paragraphs of a post, what is being done first. `text` is a post as `readableText` gives it. */
export function readParagraphs(text: string): string[] {
  const sections: string[][] = [[]];
  for (const paragraph of text.split(/\n{2,}/)) {
    let lines: string[] = [];
    const close = () => {
      if (lines.length > 0) sections.at(-1)?.push(lines.join('\n'));
      lines = [];
    };
    for (const line of paragraph.split('\n')) {
      if (HEADING.test(line)) {
        close();
        sections.push([]);
      }
      if (line.trim() !== '') lines.push(line);
    }
    close();
  }
  const isStatus = ([first = '']: Section) => STATUS.test(first);
  return [...sections.filter(isStatus), ...sections.filter((section) => !isStatus(section))].flat();
}

/** Those that are neither `told` elsewhere on the card, under a heading or without one, nor stand in the newer post word for word. */
export function dropTold(
  paragraphs: readonly string[],
  told: readonly string[],
  newer: readonly string[],
): string[] {
  const known = new Set(told.map(fold).filter((text) => text !== ''));
  const above = new Set(newer.map(fold));
  const isTold = (paragraph: string) => known.has(fold(paragraph.replace(REPEATING, '')));
  const isAbove = (paragraph: string) => above.has(fold(paragraph));
  return paragraphs.filter((paragraph, at) => {
    if (isTold(paragraph)) return false;
    if (!isAbove(paragraph)) return true;
    // A bare heading stays with what it stands above.
    const next = paragraphs[at + 1];
    return paragraph.trim().endsWith(':') && next !== undefined && !isAbove(next) && !isTold(next);
  });
}

/** Equal texts may differ in case, in white space and in the full stop. */
function fold(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(/[.\u3002]$/u, '');
}
