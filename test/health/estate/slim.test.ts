import { describe, expect, it } from 'vitest';
import { slimIncident } from '../../../src/health/estate/slim.ts';
import { readPostStatus } from '../../../src/health/post-status.ts';
import { readableText } from '../../../src/health/readable.ts';
import { makeIncident } from '../../support/incidents.ts';

// What is kept of an incident for all customers.

describe('slimIncident', () => {
  const table = `<table>${'<tr><td>Scale group</td><td>Tables account</td></tr>'.repeat(700)}</table>`;
  const slim = (html: string) =>
    slimIncident(makeIncident({ posts: [{ at: 1, html }] })).posts[0]?.html ?? '';

  it('keeps what is being done of a long post, and when the next one comes', () => {
    const status = '<br><br>Current status: We are failing over.<br><br>Next update by: 11:30 AM UTC';
    const kept = readableText(slim(`<p>More info:</p>${table}${status}`));
    expect(readPostStatus(kept)).toBe('We are failing over.');
    expect(kept).toContain('Next update by: 11:30 AM UTC');
  });

  it('keeps the beginning of a long post that states no status, and a short one whole', () => {
    expect(slim(table)).toBe(table.slice(0, 8_000));
    expect(slim('<p>Current status: short</p>')).toBe('<p>Current status: short</p>');
  });
});
