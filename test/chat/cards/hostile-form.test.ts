import { describe, expect, it } from 'vitest';
import { titleChoice } from '../../../src/chat/cards/choice-title.ts';
import type { Reply } from '../../../src/chat/reply.ts';
import { checkContent } from '../../../src/requests/check-content.ts';
import { makeFormDraft, makeFormView } from '../../support/form-gallery.ts';
import { makeCards } from '../../support/make-cards.ts';
import { drawCard } from '../../support/microsoft-renderer.ts';
import { AZURE_CONTENT, makeRequest, OPENED_AT } from '../../support/requests.ts';

const MARK = 'Mallory';
const HOSTILE: Readonly<Record<string, string>> = {
  'a Markdown link': `[${MARK}](http://evil)`,
  'bold, code and a list': `1. **${MARK}** _b_ \`c\` ~d~\n- e`,
  'a mention': `<at>${MARK}</at>`,
  'a script': `<script>alert("${MARK}")</script>&lt;b&gt;`,
  'a template': `\${${MARK}} \${$root}`,
  'a date function': `{{DATE(2026-01-01T00:00:00Z)}} ${MARK}`,
  'a direction override': `${MARK}\u202egnp.exe\u2066`,
  'right-to-left letters': `שלום ${MARK} مرحبا`,
};
const TAGS = ['div', 'span', 'button', 'label', 'textarea', 'input', 'select', 'option', 'datalist'];
const cards = makeCards();
const reader = { language: 'en', timeZone: 'UTC' } as const;

function hangHostileForms(text: string): Reply[] {
  const topics = [{ id: 'a-b', name: text, resourceTypes: [] }];
  const draft = makeFormDraft({
    ...AZURE_CONTENT,
    customer: { ...makeFormDraft().customer, name: text, domain: text },
    raisedBy: { objectId: undefined, account: '29:x', name: text },
    service: { name: text, isAzure: true },
    incidents: [text],
    title: text,
    description: text,
    affected: text,
    contact: { firstName: text, lastName: text, email: text, phone: text, country: text },
    azure: { ...AZURE_CONTENT.azure, subscriptionName: text, serviceName: text, problemName: text },
  });
  const view = makeFormView({
    draft,
    services: [{ name: text, isAzure: true }],
    incidents: [{ id: 'EX1', title: text, service: text }],
    subscriptions: topics,
    azureServices: { kind: 'ready', items: topics, total: 99 },
    azureProblems: { kind: 'ready', items: [], total: 0 },
    find: text,
    helpdesk: text,
    open: [makeRequest({ title: text })],
  });
  const steps = ['what', 'azure', 'problem', 'how', 'look'] as const;
  const lost = { kind: 'unread', code: 'forbidden' } as const;
  return [
    ...steps.map((step) => cards.requestForm({ ...view, step }, reader)),
    cards.requestForm({ ...view, step: 'look', problems: checkContent(draft, OPENED_AT) }, reader),
    cards.requestForm({ ...view, step: 'what', draft: { ...draft, route: 'helpdesk' } }, reader),
    cards.requestNotYours(draft, reader),
    cards.requestAccessGone(draft.customer, lost, reader),
    cards.requestCustomerGone(draft, reader),
  ];
}

/** A card without what stands in its fields: that is plain text everywhere, and must come back as it was typed. */
function dropFields(card: unknown): unknown {
  if (Array.isArray(card)) return card.map(dropFields);
  if (typeof card !== 'object' || card === null) return card;
  const isField = 'type' in card && card.type === 'Input.Text';
  return Object.fromEntries(
    Object.entries(card)
      .filter(([key]) => !(isField && key === 'value'))
      .map(([key, value]) => [key, dropFields(value)]),
  );
}

describe.each(Object.entries(HOSTILE))('a form filled with %s', (_, text) => {
  const replies = hangHostileForms(text);

  it('shows it, and makes no link, image or other element of it', () => {
    for (const { card } of replies) {
      const { tags, complaints } = drawCard(card);
      expect(tags.filter((tag) => !TAGS.includes(tag))).toEqual([]);
      expect(complaints).toEqual([]);
      expect(JSON.stringify(card)).toContain(MARK);
    }
  });

  it('lets nothing of it be read as Markdown', () => {
    for (const { card } of replies) {
      const { markdown } = drawCard(card);
      const read = markdown.filter((line) => line.includes(MARK));
      expect(read.filter((line) => /[*_`~<>[\]]|:\/\/|&\w+;/.test(line))).toEqual([]);
    }
  });

  it('leaves no template, no function, no mention and no override beside its fields', () => {
    for (const { card, summary } of replies) {
      const strings = JSON.stringify([dropFields(card), summary]);
      expect(strings).not.toMatch(/\$\{|\{\{|\]\(|<\/?at\b/i);
      expect(strings).not.toMatch(/[\u061c\u200e\u200f\u202a-\u202e\u2066\u2067]/);
    }
  });
});

describe('the title of a choice', () => {
  it('leaves ordinary names as they are', () => {
    expect(titleChoice('Dynamics 365 Finance & Operations (EU) – 50 % - v2.1', 80)).toBe(
      'Dynamics 365 Finance & Operations (EU) – 50 % - v2.1',
    );
  });
});
