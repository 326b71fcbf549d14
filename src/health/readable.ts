import { compile } from 'html-to-text';

/** Longest HTML that is read, in characters; Microsoft's longest posts are about 50 KB. */
const MAX_HTML = 200_000;

// Links keep their words and lose their address: a post must not be able to send a reader anywhere.
const convert = compile({
  wordwrap: false,
  preserveNewlines: true,
  decodeEntities: true,
  limits: { maxInputLength: MAX_HTML, maxDepth: 60, maxChildNodes: 5_000, ellipsis: '…' },
  selectors: [
    { selector: 'a', options: { ignoreHref: true } },
    { selector: 'img', format: 'skip' },
    { selector: 'script', format: 'skip' },
    { selector: 'style', format: 'skip' },
    { selector: 'ul', options: { itemPrefix: '• ' } },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
    { selector: 'table', format: 'block' },
    { selector: 'tr', format: 'block', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    { selector: 'td', format: 'inlineSurround', options: { suffix: ' ' } },
    { selector: 'th', format: 'inlineSurround', options: { suffix: ' ' } },
  ],
});

/**
 * The words of an HTML text as plain text: paragraphs apart by an empty line, list items marked, no addresses, no scripts, no
 * images. Never throws. The result is still outside text: a card shows it only through `plain`.
 */
export function readableText(html: string): string {
  const bounded = html.length > MAX_HTML ? html.slice(0, MAX_HTML) : html;
  const text = /[<&]/.test(bounded) ? convert(bounded) : bounded;
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
