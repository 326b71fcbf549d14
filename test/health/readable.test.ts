import { describe, expect, it } from 'vitest';
import { readPostStatus } from '../../src/health/post-status.ts';
import { readableText } from '../../src/health/readable.ts';

describe('readableText', () => {
  it('keeps the words and paragraphs of a post', () => {
    expect(
      readableText('<p>Title: Mail is slow</p><p>User impact: Mail&nbsp;is&#39;t sent &amp; waits.</p>'),
    ).toBe("Title: Mail is slow\n\nUser impact: Mail is't sent & waits.");
  });

  it("keeps the line breaks of Microsoft's plain posts", () => {
    expect(readableText('Title: A\n\nUser Impact: B\r\n\r\n\r\n\r\nMore: C')).toBe(
      'Title: A\n\nUser Impact: B\n\nMore: C',
    );
  });

  it('keeps the words of a link and drops its address', () => {
    expect(readableText('See <a href="https://evil.example">this page</a>.')).toBe('See this page.');
  });

  it('marks the items of a list', () => {
    expect(readableText('<ul><li>one</li><li>two</li></ul>')).toBe('• one\n• two');
  });

  it('keeps the cells of a table apart, a row in each line', () => {
    const html =
      '<p>Affected:</p><table><tr><th>Group</th><th>Tables</th></tr><tr><td>A1</td><td>contact</td></tr></table>';
    expect(readableText(html)).toBe('Affected:\n\nGroup Tables\nA1 contact');
  });

  it('drops scripts, styles, images and event handlers', () => {
    const html =
      '<script>alert(1)</script><style>p{}</style><img src=x onerror=alert(1)><p onclick="x()">Text</p>';
    expect(readableText(html)).toBe('Text');
  });

  it.each([
    ['a tag that never ends', `<p ${'a'.repeat(50_000)}`],
    ['deep nesting', '<div>'.repeat(20_000)],
    ['a wide table', `<table>${'<tr><td>x</td></tr>'.repeat(5_000)}</table>`],
    ['half an entity', '&#x;&#99999999;&'],
    ['broken closing tags', '</p></div></b>'.repeat(1_000)],
    ['nothing', ''],
  ])('survives %s', (_what, html) => {
    expect(typeof readableText(html)).toBe('string');
  });
});

describe('readPostStatus', () => {
  it('takes the current status out of a long post', () => {
    const text =
      'Title: Mail is slow\n\nUser impact: Users wait.\n\nCurrent status: We have found the cause.\nWe are restarting servers.\n\nScope of impact: Some users.\n\nNext update by: 11:30 AM UTC';
    expect(readPostStatus(text)).toBe('We have found the cause.\nWe are restarting servers.');
  });

  it('takes the final status of a closing post', () => {
    expect(readPostStatus('Title: A\n\nFinal status: All is well again.\n\nStart time: 8:15')).toBe(
      'All is well again.',
    );
  });

  it('drops only the title where there is no status', () => {
    expect(readPostStatus('Title: A\n\nWe are looking into it.')).toBe('We are looking into it.');
  });

  it('keeps a post that is nothing but its title', () => {
    expect(readPostStatus('Title: Only this')).toBe('Title: Only this');
  });
});
