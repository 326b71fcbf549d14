import { describe, expect, it } from 'vitest';
import { CONTOSO, NOW, TAILWIND_CHINA } from '../../support/card-fixtures.ts';
import { LAST_90_DAYS, makeHistory, makePast } from '../../support/history-fixtures.ts';
import { makeIncident } from '../../support/incidents.ts';
import { makeCards } from '../../support/make-cards.ts';
import { readActions, readCardText } from '../../support/read-card.ts';

const cards = makeCards();
const reader = { language: 'en', timeZone: 'Europe/Paris' } as const;
const DAY = 86_400_000;
const REF = { cloud: 'global', tenantId: CONTOSO.tenantId };
const draw = (history = makeHistory(), offset = 0) => cards.history(history, offset, reader).card;
const show = (history = makeHistory(), offset = 0) => readCardText(draw(history, offset));

/** The chart of a card, or undefined. */
function findChart(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if ('type' in value && value.type === 'Chart.VerticalBar') return { ...value };
  for (const inner of Object.values(value)) {
    const found = findChart(inner);
    if (found) return found;
  }
  return undefined;
}

function readBars(card: unknown): { x: string; y: number }[] {
  const data = findChart(card)?.data;
  return Array.isArray(data) ? data : [];
}

describe('the history of a customer', () => {
  it('begins with the sum, the customer and the period', () => {
    expect(show()).toMatch(/^5 incidents, 2 advisories · .+ affected Contoso Ltd {1,2}· last 30 days/);
    expect(cards.history(makeHistory(), 0, reader).summary).toMatch(
      /^Contoso Ltd · last 30 days: 5 incidents, 2 advisories/,
    );
  });

  it('tells each incident newest first: service, what, from when to when, how it came out', () => {
    const text = show();
    for (const part of [
      "● Exchange Online EX226574 Some users can't send mail Since 09:15 (2 h 10 min) · Still open",
      '✓ SharePoint Online SP226480',
      'Sun 15 Nov, 11:25–16:45 (5 h 20 min) · Service restored',
      'Advisory · From Fri 6 Nov, 11:25 to Sat 7 Nov, 11:25 (1 day) · False positive',
      'Post-incident report published',
    ]) {
      expect(text.replaceAll(/\s+/g, ' ')).toContain(part);
    }
    expect(text.indexOf('EX226574')).toBeLessThan(text.indexOf('SP226480'));
  });

  it('gives no duration where Microsoft dates no end', () => {
    expect(show(makeHistory(), 5)).toContain('From Wed 28 Oct, 11:25 (end not stated) · Service restored');
  });

  it('sums up each service, and counts those it does not name', () => {
    expect(show()).toMatch(/By service .*Microsoft Intune/);
    expect(show(makeHistory({ period: LAST_90_DAYS, incidents: makePast(60) }))).toContain(
      '26 more services',
    );
  });

  it('turns pages over the very same period, whatever the clock says meanwhile', () => {
    const next = readActions(draw()).find(({ title }) => title === 'Next');
    const period = { since: makeHistory().period.since, until: NOW };
    expect(next).toMatchObject({ verb: 'show-history', data: { ...REF, ...period, offset: 5 } });
    expect(show(makeHistory(), 999)).toContain('6–7 of 7');
    expect(findChart(draw(makeHistory(), 5))).toBeUndefined();
  });

  it('opens each incident as this customer has it', () => {
    const details = readActions(draw()).filter(({ verb }) => verb === 'show-incident');
    expect(details[0]).toMatchObject({
      title: 'Details',
      verb: 'show-incident',
      data: { ...REF, incident: 'EX226574', offset: 0 },
    });
    expect(details).toHaveLength(5);
  });

  it('offers the usual periods up to the moment of the press, and the way back', () => {
    const actions = readActions(draw(makeHistory({ service: 'Exchange Online' })));
    const service = { ...REF, service: 'Exchange Online' };
    expect(actions.slice(-3)).toEqual([
      { title: 'Health of Contoso Ltd', verb: 'show-health', data: REF },
      { title: '✓ Last 30 days', verb: 'show-history', data: { ...service, offset: 0 } },
      { title: 'Last 90 days', verb: 'show-history', data: { ...service, since: NOW - 90 * DAY, offset: 0 } },
    ]);
  });

  it.each([
    ['today', '2026-11-21T00:00', undefined],
    ['this week', '2026-11-16T00:00', undefined],
    ['this month', '2026-11-01T00:00', undefined],
    ['last 14 days', '2026-11-07T00:00', undefined],
    ['last 3 months', '2026-08-21T00:00', undefined],
    ['last 24 hours', '2026-11-20T11:25', undefined],
    ['Fri 20 Nov', '2026-11-20T00:00', '2026-11-20T23:59:59.999'],
    ['October 2026', '2026-10-01T00:00', '2026-10-31T23:59:59.999'],
    ['20 Dec 2025 to 10 Jan 2026', '2025-12-20T00:00', '2026-01-10T23:59:59.999'],
  ])('calls a period by what was probably asked: %s', (words, since, until) => {
    // Paris: summer time until 25 October.
    const at = (wall: string) => Date.parse(`${wall}${/-(08|10)-[0-2]/.test(wall) ? '+02:00' : '+01:00'}`);
    const period = { since: at(since), until: until === undefined ? NOW : at(until) };
    expect(show(makeHistory({ period })).replaceAll(/\s+/g, ' ')).toContain(`Contoso Ltd · ${words} `);
  });

  it('says that it cannot tell where nothing could be read and nothing is kept', () => {
    const text = show(makeHistory({ incidents: 'noConsent', keptSince: undefined }));
    expect(text).toMatch(/^Can’t tell/);
    expect(text).toContain('nothing could be read');
    expect(text).not.toMatch(/As kept|kept here yet/);
  });

  it('opens the history of each service over the same period, and leads to those it does not name', () => {
    const many = makeHistory({ period: LAST_90_DAYS, incidents: makePast(60) });
    const actions = readActions(draw(many));
    const services = actions.filter(({ data }) => data.service !== undefined);
    expect(services[0]).toMatchObject({ verb: 'show-history', data: { ...REF, ...LAST_90_DAYS, offset: 0 } });
    const more = actions.find(({ title }) => title === '26 more services');
    expect(more).toMatchObject({ verb: 'show-history', data: { ...REF, ...LAST_90_DAYS, services: 4 } });
    const next = cards.history(many, 0, reader, 4).card;
    expect(readCardText(next)).toContain('14 more services');
  });

  it('names the days of a period that does not end now', () => {
    const period = { since: NOW - 60 * DAY, until: NOW - 30 * DAY };
    expect(show(makeHistory({ period }))).toContain('Tue 22 Sept to Thu 22 Oct');
  });

  it('says how far back it can reach', () => {
    expect(show()).toContain('Kept here since Mon 12 Oct.');
    expect(show(makeHistory({ keptSince: undefined }))).toContain('Nothing older is kept here yet.');
    expect(show(makeHistory({ isMemoryRead: false }))).toContain('older incidents may be missing');
  });

  it('has a sentence for nothing, green only when everything was read', () => {
    const none = makeHistory({ incidents: [] });
    expect(show(none)).toMatch(
      /^No incidents or advisories\. Contoso Ltd {1,2}· last 30 days .*2 minutes ago/,
    );
    expect(JSON.stringify(draw(none))).toContain('"style":"good"');
    const half = makeHistory({ incidents: [], azure: 'timeout' });
    expect(show(half)).toMatch(/^None known, but not everything could be read\. .*Not read: Azure/);
    expect(JSON.stringify(draw(half))).not.toContain('"style":"good"');
    expect(show(makeHistory({ incidents: 'noConsent', isMemoryRead: false }))).toMatch(/^Can’t tell/);
    expect(show(makeHistory({ incidents: 'timeout' }))).toContain(
      'As kept; Microsoft could not be asked now',
    );
  });

  it('doubts a service only for what tells of it', () => {
    const withoutAzure = { incidents: [], azure: 'timeout' } as const;
    const exchange = makeHistory({ ...withoutAzure, service: 'Exchange Online' });
    expect(show(exchange)).toMatch(/^No incidents or advisories\./);
    expect(show(exchange)).not.toContain('Not read');
    expect(JSON.stringify(draw(exchange))).toContain('"style":"good"');
    expect(show(makeHistory({ ...withoutAzure, service: 'Azure' }))).toMatch(
      /^None known, .*Not read: Azure/,
    );
    const withoutMicrosoft365 = { ...makeHistory({ incidents: 'timeout', service: 'Azure' }), readAt: NOW };
    expect(show(withoutMicrosoft365)).toMatch(/^No incidents or advisories\./);
    expect(show(withoutMicrosoft365)).not.toMatch(/Not read|As kept/);
    expect(show(makeHistory({ ...withoutAzure, service: 'Something Else' }))).toContain('Not read: Azure');
  });

  it.each([
    'Azure',
    'Azure: Virtual Machines',
    'virtual machines',
  ])('says that %s is not read in a cloud without it, and never that all is well', (service) => {
    const history = makeHistory({ customer: TAILWIND_CHINA, incidents: [], service });
    expect(show(history)).toMatch(
      /^Azure is not read for customers in the cloud operated by 21Vianet \(China\)\./,
    );
    expect(JSON.stringify(draw(history))).not.toContain('"style":"good"');
  });
});

describe('the chart of a history', () => {
  it('shows the hours of each week, and the same figures as a table elsewhere', () => {
    const chart = findChart(draw());
    expect(readBars(draw()).map(({ x }) => x)).toEqual(['19 Oct', '26 Oct', '2 Nov', '9 Nov', '16 Nov']);
    expect(chart).toMatchObject({
      title: 'Hours affected per week',
      xAxisTitle: 'Weeks beginning Monday, 19 Oct to 16 Nov',
      yAxisTitle: 'Hours',
    });
    const table = readCardText(chart?.fallback);
    for (const { x, y } of readBars(draw())) expect(table).toContain(`${x} ${y}`);
  });

  it.each([
    [30, 5],
    [90, 14],
    [150, 11],
    [400, 14],
    [1_090, 13],
  ])('of %i days has no more bars than a phone can show, none lost, each of its own', (days, count) => {
    const incidents = makePast(days - 5);
    const history = makeHistory({ period: { since: NOW - days * DAY, until: NOW }, incidents });
    const bars = readBars(draw(history));
    expect(bars).toHaveLength(count);
    expect(new Set(bars.map(({ x }) => x)).size).toBe(count);
    const hours = history.weeks.reduce((sum, { affectedMs }) => sum + affectedMs, 0) / 3_600_000;
    expect(bars.reduce((sum, { y }) => sum + y, 0)).toBeCloseTo(hours, -1);
  });

  it('counts incidents where no hours are dated, and is left out where there is nothing to draw', () => {
    const undated = {
      ...makeHistory(),
      weeks: [19, 12, 5].map((days) => ({ from: NOW - days * DAY, incidents: 2, affectedMs: 0 })),
    };
    expect(findChart(draw(undated))?.title).toBe('Incidents per week');
    expect(findChart(draw({ ...undated, weeks: undated.weeks.slice(1) }))).toBeUndefined();
    expect(findChart(draw(makeHistory({ incidents: [] })))).toBeUndefined();
    const advisory = makeIncident({ kind: 'advisory', startedAt: NOW - DAY });
    expect(findChart(draw(makeHistory({ incidents: [advisory] })))).toBeUndefined();
  });

  it('never shows a short outage as none', () => {
    const brief = makeIncident({
      isResolved: true,
      status: 'serviceRestored',
      startedAt: NOW - DAY,
      endedAt: NOW - DAY + 60_000,
    });
    expect(readBars(draw(makeHistory({ incidents: [brief] }))).at(-1)?.y).toBe(0.1);
  });
});

describe('a period that cannot be shown', () => {
  it.each([
    ['future', 'That period has not begun yet.'],
    ['tooLong', 'That goes too far back.'],
    ['unclear', 'Which period?'],
  ] as const)('(%s) is refused with an example and a way on', (problem, title) => {
    const { card } = cards.periodRefused({ words: '10,000 days', problem, customer: CONTOSO }, reader);
    expect(readCardText(card)).toContain(title);
    expect(readCardText(card)).toContain('“10,000 days”');
    expect(readCardText(card)).toContain('history for Contoso');
    expect(
      readActions(card)
        .slice(0, 2)
        .map(({ verb }) => verb),
    ).toEqual(['show-history', 'show-history']);
  });

  it('offers no period of a customer that is not known', () => {
    const { card } = cards.periodRefused({ words: '', problem: 'future' }, reader);
    expect(readActions(card).map(({ verb }) => verb)).toEqual(['list-customers', 'show-help']);
  });
});
