/** The headings Microsoft 365 writes into its posts; each starts a line. */
const HEADING =
  /^(title|user impact|impact|more info|current status|final status|scope of impact|start time|end time|root cause|preliminary root cause|estimated time to resolve|next steps?|next update by|this is the final update[^:\n]*)\s*:/gim;

const STATUS_HEADINGS = new Set(['current status', 'final status']);

/**
 * What a post says is being done: the section "Current status" or "Final status" where the post has one, else the post without its
 * title line. `text` is a post as `readableText` gives it.
 */
export function readPostStatus(text: string): string {
  const headings = [...text.matchAll(HEADING)];
  const at = headings.findIndex(([, name]) => STATUS_HEADINGS.has(name?.toLowerCase() ?? ''));
  const heading = headings[at];
  if (heading) {
    const start = heading.index + heading[0].length;
    const section = text.slice(start, headings[at + 1]?.index ?? text.length).trim();
    if (section !== '') return section;
  }
  const withoutTitle = text.replace(/^title\s*:[^\n]*\n+/i, '').trim();
  return withoutTitle === '' ? text : withoutTitle;
}
