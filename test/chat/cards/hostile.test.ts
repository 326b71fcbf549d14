import { describe, expect, it } from 'vitest';
import { ACTION_DATA, isVerb } from '../../../src/chat/actions/verbs.ts';
import type { Reply } from '../../../src/chat/reply.ts';
import { CONTOSO, makeCrowd } from '../../support/card-fixtures.ts';
import { hangHostileEstate } from '../../support/hostile-estate.ts';
import { hangHostileHistory } from '../../support/hostile-history.ts';
import { hangHostileRequests } from '../../support/hostile-requests.ts';
import { hangHostileStaff } from '../../support/hostile-staff.ts';
import { hangHostileWatches } from '../../support/hostile-watches.ts';
import { makeCards } from '../../support/make-cards.ts';
import { drawCard } from '../../support/microsoft-renderer.ts';
import { readActions } from '../../support/read-card.ts';

/** A word that marks outside text wherever it turns up. */
const MARK = 'Mallory';
const HOSTILE: Readonly<Record<string, string>> = {
  'a Markdown link': `[${MARK}](http://evil)`,
  'a bare link': `http://evil/${MARK}`,
  'bold and a list': `1. **${MARK}** _b_ \`c\`\n- d`,
  'a mention': `<at>${MARK}</at>`,
  'a script': `<script>alert("${MARK}")</script>&lt;b&gt;`,
  'a template': `\${${MARK}} \${$root} $${'{'}evil}`,
  'a date function': `{{DATE(2026-01-01T00:00:00Z)}} ${MARK} {{TIME(2026-01-01T00:00:00Z)}}`,
  'a direction override': `${MARK}\u202egnp.exe\u2066`,
  'ten thousand characters': `${MARK} ${'long '.repeat(2_000)}`,
  'ten thousand characters without a space': `${MARK}${'x'.repeat(10_000)}`,
  emoji: `👩‍👩‍👧‍👦🏴󠁧󠁢󠁳󠁣󠁴󠁿 ${MARK} ${'🔥'.repeat(5_000)}`,
  controls: `\u0000\u001b[31m${MARK}\u0007\ud800`,
  quotes: `"${MARK}\\" '{' {0} {name}`,
};
/** What texts, buttons and inputs are drawn as. */
const ELEMENTS = new Set(['div', 'span', 'button', 'label', 'textarea', 'input', 'datalist', 'option']);
const reader = { language: 'en', timeZone: 'UTC' } as const;

function hangHostileCards(text: string): Reply[] {
  const cards = makeCards();
  const crowd = makeCrowd(4, 4, () => text);
  const customer = { ...CONTOSO, name: text, domain: text };
  const matches = [customer, customer, { ...customer, cloud: 'china' } as const].map((one) => ({
    customer: one,
    score: 1,
  }));
  const list = { text, customers: matches.map((match) => match.customer), total: 50, offset: 10, limit: 10 };
  return [
    cards.health(crowd, reader),
    cards.service(crowd, crowd.services[0]?.name ?? '', 0, reader),
    cards.service(crowd, text, 0, reader),
    cards.services(crowd, 0, reader),
    cards.changes(crowd, { offset: 0 }, reader),
    cards.chooseCustomer({ kind: 'several', matches, total: 200 }, { text, service: text }, [], reader),
    cards.chooseCustomer({ kind: 'none', nearest: matches }, { text }, [], reader),
    cards.customers(list, [], reader),
    cards.customers({ ...list, customers: [], total: 0, offset: 0 }, [], reader),
    cards.help(reader, [customer]),
    cards.unknown({ kind: 'unknown', text, nearest: { kind: 'health', word: text } }, reader),
    cards.unknown({ kind: 'unknown', text, nearest: undefined }, reader),
    cards.error(text, reader),
    ...hangHostileEstate(cards, reader, text),
    ...hangHostileHistory(cards, reader, text),
    ...hangHostileRequests(cards, reader, text),
    ...hangHostileWatches(cards, reader, text),
    ...hangHostileStaff(cards, reader, text),
  ];
}

/** What stands in a field is read as plain text by every client, and is copied or sent back as it was typed. */
function dropTyped(_: string, value: unknown): unknown {
  const isText =
    typeof value === 'object' && value !== null && 'type' in value && value.type === 'Input.Text';
  return isText ? { ...value, value: '' } : value;
}

describe.each(Object.entries(HOSTILE))('outside text with %s', (_, text) => {
  const replies = hangHostileCards(text);

  it('is shown', () => {
    const shown = replies.flatMap(({ card }) => drawCard(card).texts);
    expect(shown.some((line) => line.includes(MARK))).toBe(true);
  });

  it('is never read as Markdown and makes no link, image or other element', () => {
    for (const { card } of replies) {
      const { markdown, tags, complaints } = drawCard(card);
      expect(markdown.filter((line) => line.includes(MARK) || line.includes('evil'))).toEqual([]);
      expect(tags.filter((tag) => !ELEMENTS.has(tag))).toEqual([]);
      expect(complaints).toEqual([]);
    }
  });

  it('leaves no template, no function, no mention, no control and no override behind', () => {
    for (const { card, summary } of replies) {
      const strings = JSON.stringify([card, summary], dropTyped);
      expect(JSON.stringify(card)).not.toMatch(/\\u(00[01]|d[89a-f])[0-9a-f]/);
      expect(strings).not.toMatch(/\$\{|\{\{|\]\(|<\/?at\b/i);
      expect(strings).not.toMatch(/[\u061c\u200e\u200f\u202a-\u202e\u2066\u2067]/);
      // How JSON writes controls and halves of surrogate pairs.
      expect(strings).not.toMatch(/\\u(00[01]|d[89a-f])[0-9a-f]/);
    }
  });

  it('goes into buttons only as data the bot accepts', () => {
    for (const { card } of replies) {
      for (const { verb, data } of readActions(card)) {
        if (isVerb(verb)) expect(ACTION_DATA[verb].safeParse(data).error).toBeUndefined();
      }
    }
  });

  it('keeps the notification short', () => {
    for (const { summary } of replies) expect(summary.length).toBeLessThan(400);
  });
});
