import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACTION_DATA, isVerb } from '../../src/chat/actions/verbs.ts';
import { CLOUDS } from '../../src/clouds.ts';
import {
  ALEX,
  type AskOptions,
  type CardJson,
  type FakeTeams,
  startFakeTeams,
} from '../support/fake-teams.ts';
import { drawCard } from '../support/microsoft-renderer.ts';
import { readActions, readLinks } from '../support/read-card.ts';
import { listInputs } from '../support/read-inputs.ts';
import { type RunningBot, startBot } from '../support/start-bot.ts';
import { tellHostile } from '../support/tell-hostile.ts';

/** A word that marks outside text wherever it turns up. */
const MARK = 'Mallory';
const HOSTILE: Readonly<Record<string, string>> = {
  'Markdown links': `[${MARK}](https://evil.example) ![x](https://evil.example/x.png) [a](javascript:alert(1))`,
  'bold, code, lists and headings': `\n# ${MARK}\n1. **b** _i_ \`c\`\n- d | e`,
  mentions: `<at>${MARK}</at> <at id="0">Everyone</at>`,
  'HTML, plain and escaped': `<a href="javascript:alert(1)">${MARK}</a><img src=x onerror=alert(1)>&lt;script&gt;`,
  'template expressions': `\${$root} ${MARK} \${string($root)} $${'{'}if(true, 'evil', '')}`,
  'date functions': `{{DATE(2026-01-01T00:00:00Z)}} ${MARK} {{=1+1}}`,
  'marks that turn the direction, controls and halves of characters': `${MARK}\u202egnp.exe\u2066\u0000\u001b[31m\ud800`,
  '100 KB without a space': `${MARK}${'x'.repeat(100_000)}`,
  'an action in JSON': `"}],"actions":[{"type":"Action.OpenUrl","url":"https://evil.example/${MARK}"}],"x":[{"y":"`,
};
const QUESTIONS = [
  ...['health for contoso.com', 'history for contoso.com', 'maintenance for contoso.com', 'overview'],
  ...[
    'maintenance',
    'customers',
    'access',
    'health for nobody-knows-them',
    'requests',
    'watches',
    'status',
    'help',
  ],
  ...['request for contoso.com', 'watch', 'helpdesk here', 'audit for contoso.com', 'consent'],
];
/** Cards that are opened from cards. */
const MOST_PRESSES = 60;
/** Of each verb, so that all are reached. */
const MOST_OF_A_VERB = 2;

describe.each(Object.entries(HOSTILE))('names, titles, posts and words of people with %s', (_what, text) => {
  const cards: { readonly from: string; readonly card: CardJson }[] = [];
  let bot: RunningBot;
  let teams: FakeTeams;

  beforeAll(async () => {
    bot = await startBot({ surroundings: { fetch: tellHostile(text) } });
    teams = await startFakeTeams(bot.url);
    // Teams lets no name through that is longer.
    const called = text.slice(0, 1_000);
    const asked: AskOptions = {
      person: { ...ALEX, name: called },
      activity: {
        conversation: { id: 'c-1', conversationType: 'groupChat', name: called },
      },
    };
    const waiting: { verb: string; data: object; card: CardJson }[] = [];
    const pressed = new Map<string, number>();
    const known = new Set<string>();
    const take = (from: string, card: CardJson | undefined) => {
      if (card === undefined) return;
      cards.push({ from, card });
      for (const { verb, data } of readActions(card)) {
        const key = JSON.stringify([verb, data]);
        if (known.has(key)) continue;
        known.add(key);
        waiting.push({ verb, data, card });
      }
    };
    for (const question of [...QUESTIONS, text.slice(0, 20_000), `health for ${text.slice(0, 20_000)}`]) {
      const [reply] = await teams.ask(question, asked);
      take(question, reply?.attachments?.[0]?.content);
    }
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { verb, data, card } = next;
      const times = pressed.get(verb) ?? 0;
      if (times >= MOST_OF_A_VERB || cards.length > MOST_PRESSES + QUESTIONS.length) continue;
      pressed.set(verb, times + 1);
      // Of 100 KB no more than one fits into what a client sends.
      const fields = listInputs(card).filter(({ type }) => type === 'Input.Text');
      const given = Object.fromEntries(
        fields.slice(0, text.length > 50_000 ? 1 : undefined).map(({ id }) => [id, text]),
      );
      const answer = await teams.press(verb, { ...data, ...given }, asked);
      expect(answer.status).toBe(200);
      take(verb, answer.card);
    }
  }, 120_000);
  afterAll(async () => {
    await teams.stop();
    await bot.stop();
  });

  it('are shown on many cards', () => {
    const verbs = new Set(cards.map(({ from }) => from));
    expect(verbs.size).toBeGreaterThan(25);
    const told = cards.filter(({ card }) => JSON.stringify(card).includes(MARK));
    expect(told.length).toBeGreaterThan(15);
  });

  it('are never read as Markdown and make no link, image or other element', () => {
    for (const { from, card } of cards) {
      const { markdown, tags, complaints } = drawCard(card);
      const read = markdown.filter(
        (line) => line.includes(MARK) && /[*_`~<>[\]]|:\/\/|^\s*(?:#|- |\d+\.)/.test(line),
      );
      expect({ from, read }).toEqual({ from, read: [] });
      expect({ from, tags: tags.filter((tag) => /^(a|img|script|iframe|video|audio)$/.test(tag)) }).toEqual({
        from,
        tags: [],
      });
      expect({ from, complaints }).toEqual({ from, complaints: [] });
    }
  });

  it('become no template expression, function, mention, control or turn of direction', () => {
    for (const { from, card } of cards) {
      const strings = JSON.stringify(card, dropTyped);
      const found =
        /\$\{|\{\{(?!DATE\(2|TIME\(2)|\]\(|<\/?at\b|[\u061c\u200e\u200f\u202a-\u202e\u2066\u2067]|\\u(?:00[01]|d[89a-f])[0-9a-f]/i.exec(
          strings,
        );
      expect({ from, found: found && strings.slice(found.index, found.index + 100) }).toEqual({
        from,
        found: null,
      });
      expect({ from, mentions: readMentions(card) }).toEqual({ from, mentions: [] });
    }
  });

  it('add no button: every verb is one of ours, with data that it takes, and every page one of Microsoft’s or ours', () => {
    const domains = Object.values(CLOUDS).flatMap(({ pageDomains, authority, links }) => [
      ...pageDomains,
      new URL(authority).host,
      new URL(links.adminConsent('t', 'c')).host,
      new URL(links.partnerCenter).host,
    ]);
    for (const { from, card } of cards) {
      for (const { verb, data } of readActions(card)) {
        expect(isVerb(verb)).toBe(true);
        if (isVerb(verb) && !verb.startsWith('edit-'))
          expect({ verb, error: ACTION_DATA[verb].safeParse(data).error?.issues }).toEqual({
            verb,
            error: undefined,
          });
      }
      for (const link of readLinks(card)) {
        const { protocol, host, origin } = new URL(link);
        const isMicrosofts = domains.some((domain) => host === domain || host.endsWith(`.${domain}`));
        expect({
          from,
          link,
          isKnown: origin === bot.url || (protocol === 'https:' && isMicrosofts),
        }).toMatchObject({
          isKnown: true,
        });
      }
    }
  });

  it('leave every card as small as Teams takes it', () => {
    for (const { from, card } of cards)
      expect({ from, fits: Buffer.byteLength(JSON.stringify(card)) <= 28 * 1024 }).toEqual({
        from,
        fits: true,
      });
  });

  it('are in no line of the log', () => {
    expect(JSON.stringify(bot.logLines)).not.toContain(MARK);
  });
});

/** What stands in a field is plain text for every client, and is sent back as it was typed; data of a button comes back to us. */
function dropTyped(key: string, value: unknown): unknown {
  if (key === 'data') return undefined;
  const isText =
    typeof value === 'object' && value !== null && 'type' in value && value.type === 'Input.Text';
  return isText ? { ...value, value: '' } : value;
}

/** People that a card mentions, but for who asks, who is called by what their name has left of letters. */
function readMentions(card: CardJson): unknown[] {
  const { msteams } = card;
  if (typeof msteams !== 'object' || msteams === null || !('entities' in msteams)) return [];
  const entities = Array.isArray(msteams.entities) ? msteams.entities : [];
  return entities.filter((entity) => entity?.mentioned?.id !== ALEX.objectId);
}
