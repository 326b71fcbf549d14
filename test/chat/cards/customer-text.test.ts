import { describe, expect, it } from 'vitest';
import { MAX_CARD_BYTES } from '../../../src/chat/cards/fit.ts';
import { measureBytes } from '../../../src/chat/cards/render.ts';
import { CATALOGUES, createLanguages } from '../../../src/chat/languages/languages.ts';
import { INCIDENT_KINDS, type Incident } from '../../../src/health/incident.ts';
import { SERVICE_STATUSES } from '../../../src/health/service.ts';
import type { Language } from '../../../src/reader.ts';
import type { Random } from '../../../src/time.ts';
import { CONTOSO, NOW } from '../../support/card-fixtures.ts';
import { AZURE_INCIDENT, CRITICAL_INCIDENT, makeView, OVER_INCIDENT } from '../../support/estate-fixtures.ts';
import { createSeededRandom, pick } from '../../support/generate-customers.ts';
import { makeIncident } from '../../support/incidents.ts';
import { makeCards } from '../../support/make-cards.ts';
import { readActions, readCardText } from '../../support/read-card.ts';

const LANGUAGES: readonly Language[] = ['en', 'fr', 'ko', 'zh-CN'];
const cards = makeCards({ sandbox: false });
const reader = { language: 'en', timeZone: 'Europe/Paris' } as const;

/** The notice itself, as the field to copy it from holds it. */
function writeNotice(view: ReturnType<typeof makeView>, language: Language): string {
  const { card } = cards.customerText(view, { language }, reader);
  const found = /"type":"Input\.Text".*?"value":("(?:[^"\\]|\\.)*")/.exec(JSON.stringify(card));
  return String(JSON.parse(found?.[1] ?? '""'));
}

describe('the text for a customer', () => {
  it('says what, since when, what Microsoft does and when it tells more', () => {
    expect(writeNotice(makeView(), 'en').split('\n\n')).toEqual([
      'Microsoft reports a problem with Exchange Online.',
      "In Microsoft’s words: “Some users can't send mail”",
      'Impact: “Users in Europe may be unable to send mail from any client, and messages stay in the Outbox.”',
      'Since: 21 Nov 2026, 09:15 CET',
      'Microsoft has confirmed that the use of the service may be impaired.',
      'Latest update by Microsoft, 21 Nov 2026, 11:20 CET:',
      "“We've identified that a recent change to the mail transport service keeps a part of the servers from accepting connections. We're reverting the change and expect most users to recover within the hour.”",
      'Microsoft has announced its next update by 21 Nov 2026, 12:30 CET.',
      'Microsoft reference: EX226574',
      'As of 21 Nov 2026, 11:25 CET',
    ]);
  });

  it('says that it is over, and how long it took', () => {
    const text = writeNotice(makeView({ incident: OVER_INCIDENT }), 'en');
    expect(text).toContain('Microsoft reports that the problem with Exchange Online is resolved.');
    expect(text).toContain('From 21 Nov 2026, 05:25 CET to 21 Nov 2026, 08:25 CET, 3 h');
    expect(text).not.toContain('next update');
  });

  it('marks words that are not in its language as Microsoft’s own', () => {
    expect(writeNotice(makeView(), 'fr')).toContain('Dans les termes de Microsoft (texte d’origine)');
    expect(writeNotice(makeView(), 'ko')).toContain('Microsoft의 표현(원문)');
    expect(writeNotice(makeView(), 'zh-CN')).toContain('Microsoft 说明（原文）：');
  });

  it('marks them once', () => {
    for (const [language, mark] of [
      ['en', /original text/g],
      ['fr', /texte d’origine/g],
      ['ko', /원문/g],
      ['zh-CN', /原文/g],
    ] as const) {
      expect(writeNotice(makeView(), language).match(mark) ?? []).toHaveLength(language === 'en' ? 0 : 1);
    }
    const untitled = makeIncident({ title: '', impact: 'Nobody can sign in.' });
    expect(writeNotice(makeView({ incident: untitled }), 'fr')).toContain('Impact (texte d’origine)');
  });

  it('never says the same paragraph twice', () => {
    const said = 'Mail cannot be sent from any client in Europe.';
    for (const html of [said, `Title: Mail<br><br>Current status: ${said}`, `<p>${said}</p><p>${said}</p>`]) {
      const incident = makeIncident({ title: 'Mail', impact: said, posts: [{ at: NOW, html }] });
      expect(writeNotice(makeView({ incident }), 'en').split(said)).toHaveLength(2);
    }
    const alone = makeIncident({ title: said, impact: said, posts: [{ at: NOW, html: said }] });
    const text = writeNotice(makeView({ incident: alone }), 'en');
    expect(text.split(said)).toHaveLength(2);
    expect(text).not.toContain('Latest update');
  });

  it('says that one in Azure goes on, and of a false alarm that it was none', () => {
    expect(writeNotice(makeView({ incident: AZURE_INCIDENT }), 'en')).toContain('The problem is ongoing.');
    const advisory = { ...AZURE_INCIDENT, kind: 'advisory' as const };
    expect(writeNotice(makeView({ incident: advisory }), 'en')).toContain('according to Microsoft: Ongoing');
    const alarm = makeIncident({ status: 'falsePositive', isResolved: true });
    const text = writeNotice(makeView({ incident: alarm }), 'en');
    expect(text).toContain('Microsoft had reported a problem with Exchange Online.');
    expect(text).not.toContain('resolved');
  });

  it('leads back to the card it was asked for at', () => {
    const back = (asked: object) =>
      readActions(
        cards.customerText(makeView(), { customer: CONTOSO, language: 'en', ...asked }, reader).card,
      )
        .slice(-1)
        .map(({ title, verb, data }) => [title, verb, data.service, data.from]);
    expect(back({ at: 'health' })).toEqual([['Health of Contoso Ltd', 'show-health', undefined, undefined]]);
    expect(back({ at: 'service', service: 'Exchange Online' })).toEqual([
      ['Back', 'show-service', 'Exchange Online', undefined],
    ]);
    expect(back({ from: 'history' })).toEqual([['Back', 'show-incident', undefined, 'history']]);
    const { card } = cards.customerText(
      makeView(),
      { customer: CONTOSO, language: 'en', at: 'health' },
      reader,
    );
    expect(readActions(card)[1]?.data).toMatchObject({ language: 'fr', at: 'health' });
  });

  it('names services and regions in Azure, and never a subscription', () => {
    const text = writeNotice(makeView({ incident: AZURE_INCIDENT }), 'en');
    expect(text).toContain('a problem with Azure Virtual Machines and Virtual Network.');
    expect(writeNotice(makeView({ incident: CRITICAL_INCIDENT }), 'en')).toContain(
      'a problem with Azure Monitor.',
    );
    expect(text).toContain('Regions: West Europe, North Europe');
    expect(text).not.toContain('Production');
  });

  it('says nothing of a next update that has passed', () => {
    const posts = [{ at: NOW, html: 'Next update by: Saturday, November 21, 2026, at 9:30 AM UTC' }];
    const text = writeNotice(makeView({ incident: makeIncident({ posts }) }), 'en');
    expect(text).not.toContain('has announced');
  });

  it('is as of when it was read, or kept', () => {
    expect(writeNotice(makeView({ readAt: undefined, keptAt: NOW - 86_400_000 }), 'en')).toContain(
      'As of 20 Nov 2026, 11:25 CET',
    );
  });

  it('is offered in four languages, each by its own name, the chosen one marked', () => {
    const { card, summary } = cards.customerText(makeView(), { customer: CONTOSO, language: 'ko' }, reader);
    expect(readActions(card).map(({ title, data }) => [title, data.language])).toEqual([
      ['English', 'en'],
      ['Français', 'fr'],
      ['✓ 한국어', 'ko'],
      ['简体中文', 'zh-CN'],
      ['Back', undefined],
    ]);
    expect(readCardText(card)).toMatch(/^Text for the customer: Contoso Ltd/);
    expect(summary).toBe("Text for the customer: Some users can't send mail");
  });

  it('shows the very text that it offers to copy', () => {
    const shown = readCardText(cards.customerText(makeView(), { language: 'fr' }, reader).card);
    const written = writeNotice(makeView(), 'fr').replaceAll(/\s+/g, ' ');
    expect(shown.split(written)).toHaveLength(3);
  });

  it('fits the card with 50 KB of post in the widest letters', () => {
    for (const long of ['漢字 '.repeat(8_000), '"'.repeat(50_000), 'a\n'.repeat(20_000)]) {
      const incident = makeIncident({
        title: long,
        impact: `x ${long}`,
        service: long,
        posts: [{ at: NOW, html: long }],
      });
      const { card } = cards.customerText(
        makeView({ incident }),
        { customer: CONTOSO, language: 'fr' },
        reader,
      );
      expect(measureBytes(card)).toBeLessThanOrEqual(MAX_CARD_BYTES);
    }
  });
});

/** A sentence of words that stand in no catalogue. */
function makeWords(random: Random, count: number): string {
  const syllables = ['zor', 'quib', 'vax', 'wyg', 'jul', 'kep'];
  const word = () => `${pick(syllables, random)}${pick(syllables, random)}${Math.floor(random() * 1_000)}`;
  return Array.from({ length: count }, word).join(' ');
}

function generateIncident(random: Random): Incident {
  const maybe = <T>(value: T) => (random() < 0.7 ? value : undefined);
  const moment = () => NOW - Math.floor(random() * 90 * 86_400_000);
  const next = new Date(NOW + Math.floor((random() - 0.5) * 7_200_000)).toISOString();
  const isAzure = random() < 0.3;
  return makeIncident({
    id: `${isAzure ? 'VN' : 'EX'}${Math.floor(random() * 1e6)}`,
    source: isAzure ? 'azure' : 'microsoft365',
    kind: pick(INCIDENT_KINDS, random),
    status: pick(SERVICE_STATUSES, random),
    isResolved: random() < 0.4,
    title: maybe(makeWords(random, 5)) ?? '',
    impact: maybe(makeWords(random, 9)) ?? '',
    service: maybe(makeWords(random, 2)) ?? '',
    feature: maybe(makeWords(random, 1)),
    startedAt: maybe(moment()),
    endedAt: maybe(moment()),
    updatedAt: maybe(moment()),
    posts: Array.from({ length: Math.floor(random() * 3) }, () => ({
      at: maybe(moment()),
      html: `<p>${makeWords(random, 6)}</p>${random() < 0.5 ? `<p>Next update by: ${next.slice(0, 10)} ${next.slice(11, 16)} UTC</p>` : ''}`,
    })),
    azure: isAzure
      ? {
          services: [makeWords(random, 2)],
          regions: [makeWords(random, 1)],
          subscriptions: [{ id: 's', name: makeWords(random, 2) }],
        }
      : undefined,
  });
}

/** What may stand in a notice: the words of the language, and what the incident holds. Longest first. */
function listAllowed(incident: Incident, language: Language): string[] {
  const { stamp, duration } = createLanguages().times({ ...reader, language });
  const { id, title, impact, service, feature, startedAt, endedAt, posts, azure, status } = incident;
  const newest = posts[0];
  const ends = /Next update by: (\S+) (\S+) UTC/.exec(newest?.html ?? '');
  const next = ends ? Date.parse(`${ends[1]}T${ends[2]}Z`) : undefined;
  const stamps = [startedAt, endedAt, newest?.at, next, NOW].filter((at) => at !== undefined).map(stamp);
  const lasted = startedAt !== undefined && endedAt !== undefined ? [duration(endedAt - startedAt)] : [];
  const words = Object.entries(CATALOGUES[language])
    .filter(
      ([key]) =>
        /^text\.|^operator\.global|^incident\.(quote|regions)/.test(key) || key === `status.${status}`,
    )
    .flatMap(([, message]) => message.split(/\{\w+\}/));
  const said = (newest?.html ?? '').split(/<\/?p>/);
  const own = [
    id,
    title,
    impact,
    service,
    feature ?? '',
    ...(azure?.services ?? []),
    ...(azure?.regions ?? []),
    'Azure',
  ];
  return [...own, ...said, ...stamps, ...lasted, ...words]
    .map((text) => text.trim())
    .filter((text) => /[\p{L}\p{N}]/u.test(text))
    .sort((a, b) => b.length - a.length);
}

const SEED = 20_261_121;

describe(`of 400 incidents by chance (seed ${SEED})`, () => {
  it.each(LANGUAGES)('the text in %s holds nothing that the incident does not', (language) => {
    const random = createSeededRandom(SEED);
    for (let count = 0; count < 100; count += 1) {
      const incident = generateIncident(random);
      const text = writeNotice(makeView({ incident }), language);
      const rest = listAllowed(incident, language).reduce((left, known) => left.replaceAll(known, ' '), text);
      expect(rest, JSON.stringify({ text, incident })).not.toMatch(/[\p{L}\p{N}]/u);
      expect(text).toContain(incident.id);
    }
  });
});
