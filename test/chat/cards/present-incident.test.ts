import { describe, expect, it } from 'vitest';
import { MAX_CARD_BYTES } from '../../../src/chat/cards/fit.ts';
import { measureBytes } from '../../../src/chat/cards/render.ts';
import type { Incident } from '../../../src/health/incident.ts';
import { CONTOSO, MAIL_INCIDENT, NOW, TAILWIND_CHINA } from '../../support/card-fixtures.ts';
import {
  AZURE_INCIDENT,
  CRITICAL_INCIDENT,
  FULL_COVERAGE,
  makeCustomers,
  makeView,
  OVER_INCIDENT,
} from '../../support/estate-fixtures.ts';
import { makeIncident } from '../../support/incidents.ts';
import { makeCards } from '../../support/make-cards.ts';
import { readActions, readCardText, readLinks } from '../../support/read-card.ts';

const cards = makeCards();
const reader = { language: 'en', timeZone: 'UTC' } as const;
const AT_CONTOSO = { offset: 0, customer: CONTOSO, service: 'Exchange Online' };

type Asked = Partial<Parameters<typeof cards.incident>[1]>;

function show(overrides: Parameters<typeof makeView>[0] = {}, asked: Asked = {}) {
  const { card } = cards.incident(makeView(overrides), { offset: 0, ...asked }, reader);
  return { text: readCardText(card), actions: readActions(card), links: readLinks(card), card };
}

function readAllPages(html: readonly string[]) {
  const posts = html.map((text, at) => ({ at: NOW - at * 60_000, html: text }));
  const view = makeView({ incident: makeIncident({ posts }) });
  const texts: string[] = [];
  for (let offset: number | undefined = 0; offset !== undefined && texts.length < 100; ) {
    const { card } = cards.incident(view, { ...AT_CONTOSO, offset }, reader);
    expect(measureBytes(card)).toBeLessThanOrEqual(MAX_CARD_BYTES);
    texts.push(readCardText(card));
    const next = readActions(card).find(({ title }) => title === 'Next');
    expect(next?.data ?? AT_CONTOSO).toMatchObject({ service: 'Exchange Online' });
    offset = next === undefined ? undefined : Number(next.data.offset);
  }
  return texts;
}

describe('one incident in full', () => {
  it('fits one card when it is short, newest post first', () => {
    const pages = readAllPages(['<p>The newest.</p>', '<p>The oldest.</p>']);
    expect(pages).toHaveLength(1);
    expect(pages[0]).toMatch(
      /^● Service degradation since 08:15 \(2 h 10 min\) Some users can't send mail Exchange Online .*The newest\..*The oldest\./,
    );
    expect(pages[0]).not.toContain('Page');
  });

  it('shows a post of 50 KB to its last word, a page at a time', () => {
    const pages = readAllPages([`<p>${'Word after word. '.repeat(3_000)}The very end.</p>`]);
    expect(pages.length).toBeGreaterThan(2);
    expect(pages[0]).toContain(`Page 1 of ${pages.length}`);
    expect(pages.at(-1)).toContain('The very end.');
  });

  it('shows 60 posts', () => {
    const pages = readAllPages(
      Array.from({ length: 60 }, (_, at) => `Post number ${at}: ${'we go on. '.repeat(60)}`),
    );
    for (let at = 0; at < 60; at += 1) expect(pages.join(' ')).toContain(`Post number ${at}:`);
  });

  it('fits the card whatever the letters', () => {
    expect(readAllPages(['\u4f60\u597d'.repeat(10_000)]).length).toBeGreaterThan(1);
    expect(readAllPages(['"'.repeat(30_000)]).length).toBeGreaterThan(1);
  });

  it('says so when nothing was posted yet', () => {
    expect(readAllPages([])[0]).toContain('No update posted yet.');
  });

  it('leads back to the service card it came from, else to the overview', () => {
    const [back] = show({}, AT_CONTOSO).actions.filter(({ title }) => title === 'Back');
    expect(back).toMatchObject({ verb: 'show-service', data: { service: 'Exchange Online', offset: 0 } });
    expect(show().actions.map(({ verb }) => verb)).toContain('show-overview');
  });

  it.each([
    [{ customer: CONTOSO }, ['Health of Contoso Ltd', 'Overview']],
    [{ notAt: CONTOSO }, ['Health of Contoso Ltd', 'Overview']],
    [{ customer: CONTOSO, from: 'health' }, ['Health of Contoso Ltd']],
    [{ customer: CONTOSO, from: 'history' }, ['History of Contoso Ltd']],
    [{ customer: CONTOSO, service: 'Exchange Online', from: 'service' }, ['Back']],
    [{ from: 'overview' }, ['Overview']],
    [{ from: 'history' }, ['Overview']],
  ] as const)('opened with %j leads to %j', (asked, titles) => {
    const { actions } = show({}, asked);
    const ways = ['show-health', 'show-history', 'show-service', 'show-overview'];
    expect(actions.filter(({ verb }) => ways.includes(verb)).map(({ title }) => title)).toEqual(titles);
  });

  it('keeps the way back on its pages, in the text for the customer and in the list of customers', () => {
    const posts = [{ at: NOW, html: `<p>${'Word after word. '.repeat(3_000)}</p>` }];
    const incident = makeIncident({ posts });
    const { actions } = show({ incident }, { customer: CONTOSO, from: 'history' });
    const onward = ['show-incident', 'show-customer-text', 'list-incident-customers'];
    const carried = actions.filter(({ verb }) => onward.includes(verb));
    expect(new Set(carried.map(({ verb }) => verb)).size).toBe(3);
    for (const { data } of carried) {
      expect(data).toMatchObject({ tenantId: CONTOSO.tenantId, from: 'history' });
    }
    const { card } = cards.incidentCustomers(
      makeView(),
      { offset: 0, tenantId: CONTOSO.tenantId, from: 'history' },
      reader,
    );
    expect(readActions(card).find(({ verb }) => verb === 'show-incident')?.data).toMatchObject({
      tenantId: CONTOSO.tenantId,
      from: 'history',
    });
  });

  it('answers first: its state and since when, or that it is over', () => {
    const first = (incident: Incident) => show({ incident }).text.slice(0, 60);
    expect(first(MAIL_INCIDENT)).toMatch(/^● Service degradation since 08:15 \(2 h 10 min\) Some users/);
    expect(first(OVER_INCIDENT)).toMatch(/^✓ Over, lasted 3 h Some users/);
    expect(first(AZURE_INCIDENT)).toMatch(/^● Ongoing since 06:25 \(4 h\)/);
    expect(first(CRITICAL_INCIDENT)).toMatch(/^● Critical · Ongoing since 06:25 \(4 h\)/);
    // What came later than the start is not said to hold since then.
    expect(first({ ...MAIL_INCIDENT, status: 'serviceRestored' })).toMatch(
      /^○ Service restored · Started 08:15/,
    );
    expect(first({ ...MAIL_INCIDENT, startedAt: undefined })).toMatch(/^● Service degradation Some/);
    expect(first({ ...MAIL_INCIDENT, startedAt: NOW + 1 })).toMatch(
      /^● Service degradation since 10:25 Some/,
    );
    expect(first({ ...OVER_INCIDENT, status: 'falsePositive' })).toMatch(/^✓ False positive Some/);
    expect(first({ ...OVER_INCIDENT, endedAt: undefined })).toMatch(/^✓ Over Some/);
    expect(first({ ...OVER_INCIDENT, startedAt: undefined })).toMatch(/^✓ Over since 07:25 Some/);
  });

  it('says nothing twice where little is known', () => {
    const bare = makeIncident({
      title: '',
      service: '',
      impact: '',
      feature: undefined,
      updatedAt: undefined,
    });
    expect(show({ incident: bare, customers: [] }).text).toMatch(
      /^● Service degradation since 08:15 \(2 h 10 min\) EX226574 Incident {1,2}None of the customers/,
    );
  });

  it('does not tell on the customer’s own card that it is the one that has it', () => {
    const { text, actions } = show({ customers: [CONTOSO] }, { customer: CONTOSO });
    expect(text).not.toContain('of our customers');
    expect(actions.map(({ verb }) => verb)).not.toContain('list-incident-customers');
    expect(show({ customers: [CONTOSO] }).text).toContain('1 of our customers has it: Contoso Ltd');
  });

  it('heads later pages with its title and service only', () => {
    const posts = [{ at: NOW, html: `<p>${'Word after word. '.repeat(3_000)}</p>` }];
    const { text } = show({ incident: makeIncident({ posts }) }, { offset: 1 });
    expect(text).toMatch(
      /^Some users can't send mail Exchange Online {1,2}· EX226574 · Incident 10:25 \(continued\) /,
    );
  });

  it('does not repeat from the posts what stands above them', () => {
    const { text } = show();
    expect(text.split("Some users can't send mail")).toHaveLength(2);
    expect(text).toContain("10:20 Current status: We've identified");
  });

  it('names the first customers, counts the rest and leads to all', () => {
    const { text, actions } = show({ customers: makeCustomers(14), coverage: FULL_COVERAGE });
    expect(text).toContain(
      '14 of our customers have it: Adatum Corporation, Boulangerie Légère, Contoso Ltd and 11 more',
    );
    expect(text).not.toContain('customers read');
    expect(actions).toContainEqual({
      title: 'All 14 customers',
      verb: 'list-incident-customers',
      data: { cloud: 'global', incident: 'EX226574', offset: 0 },
    });
  });

  it('says on how many customers that rests while not all are read', () => {
    expect(show().text).toContain('43 of 45 customers read · oldest reading at 10:13, 12 minutes ago');
    expect(show({ customers: [] }).text).toContain('None of the customers read so far has it now.');
  });

  it('says when the next update comes, or was due', () => {
    expect(show().text).toContain('Next update by 11:30');
    const posts = [{ at: NOW, html: 'Next update by: Saturday, November 21, 2026, at 9:30 AM UTC' }];
    expect(show({ incident: { ...MAIL_INCIDENT, posts } }).text).toContain('An update was due by 09:30');
    expect(show({ incident: { ...MAIL_INCIDENT, posts: [] } }).text).not.toMatch(/update (was due|by)/);
  });

  it('says from when to when one lasted that is over, and who had it', () => {
    const { text } = show({ incident: OVER_INCIDENT, customers: makeCustomers(2) });
    expect(text).toContain('Over, lasted 3 h');
    expect(text).toContain('Post-incident report published · From 04:25 to 07:25 · Updated 08:25');
    expect(text).toContain('2 of our customers had it: Adatum Corporation, Boulangerie Légère');
    expect(text).not.toMatch(/Since|Next update|Ended/);
    const undated = show({ incident: { ...OVER_INCIDENT, endedAt: undefined } }).text;
    expect(undated).toContain('Started 04:25');
    expect(undated).not.toContain('Since');
  });

  it('opens the post-incident report, or tells where it is', () => {
    expect(show({ incident: OVER_INCIDENT, reportOf: CONTOSO }).links).toContain(
      `https://bot.example/reports/${CONTOSO.tenantId}/EX226574`,
    );
    const linkless = makeCards({ links: { incidentReport: () => undefined } });
    const view = makeView({ incident: OVER_INCIDENT, reportOf: CONTOSO });
    expect(readCardText(linkless.incident(view, { offset: 0 }, reader).card)).toContain(
      'Microsoft has published a post-incident report; it is in the admin centre.',
    );
    expect(show({ incident: OVER_INCIDENT }).text).not.toContain('Post-incident report Open');
  });

  it('opens the portal of the customer asked about, or of the only one that has it, and of several none', () => {
    expect(show({}, { customer: CONTOSO }).links[0]).toContain(CONTOSO.tenantId);
    expect(show({ customers: makeCustomers(1) }).links[0]).toContain(makeCustomers(1)[0]?.tenantId);
    expect(show().links).toEqual([]);
    expect(show({ customers: [] }).links).toEqual([]);
    expect(show({ incident: AZURE_INCIDENT, customers: makeCustomers(1) }).links[0]).toMatch(
      /^https:\/\/portal\.example\/.*\/Azure$/,
    );
  });

  it('names regions, services and subscriptions in Azure, a few of many', () => {
    const { text } = show({ incident: AZURE_INCIDENT });
    expect(text).toContain('Azure services: Virtual Machines, Virtual Network');
    expect(text).toContain('Regions: West Europe, North Europe');
    expect(text).toContain('Subscriptions: Production, Test');
    const regions = Array.from({ length: 40 }, (_, index) => `Region ${index}`);
    const wide = { ...AZURE_INCIDENT, azure: { services: [], regions, subscriptions: [] } };
    expect(show({ incident: wide }).text).toContain('Region 5 and 34 more');
  });

  it('is honest about what is only kept', () => {
    const { text } = show({ readAt: undefined, keptAt: NOW - 3_600_000 });
    expect(text).toContain('As kept at 09:25, 1 hour ago; Microsoft could not be asked now');
    expect(text).not.toContain('Read at');
    expect(show({ readAt: undefined, keptAt: undefined }).text).toContain('As kept; Microsoft could not be');
  });

  it('marks the cloud of 21Vianet, and tells the way through its portal', () => {
    const { text } = show({ cloud: 'china', customers: [TAILWIND_CHINA] });
    expect(text).toMatch(/Exchange Online {1,2}· EX226574 · Incident · 21Vianet/);
    expect(text).toContain('In the 21Vianet portal');
  });

  it('tells the notification what and which', () => {
    const { summary } = cards.incident(makeView(), AT_CONTOSO, reader);
    expect(summary).toBe("Some users can't send mail: EX226574, Contoso Ltd");
  });
});

describe('the customers of an incident', () => {
  it('are listed by page, each leads to its health', () => {
    const { card, summary } = cards.incidentCustomers(makeView(), { offset: 10 }, reader);
    const actions = readActions(card);
    expect(summary).toBe("14 customers have EX226574 · Exchange Online · Some users can't send mail");
    expect(actions.filter(({ verb }) => verb === 'show-health')).toHaveLength(4);
    expect(readCardText(card)).toContain('11–14 of 14');
    expect(actions.at(-1)).toMatchObject({ title: 'Previous', verb: 'list-incident-customers' });
    expect(actions).toContainEqual({
      title: 'Details of EX226574',
      verb: 'show-incident',
      data: { cloud: 'global', incident: 'EX226574', offset: 0 },
    });
  });

  it('are those that had it once it is over', () => {
    const view = makeView({ incident: OVER_INCIDENT, customers: makeCustomers(1) });
    expect(cards.incidentCustomers(view, { offset: 0 }, reader).summary).toMatch(/^1 customer had EX226574/);
  });

  it('fit the card with the longest names', () => {
    const customers = makeCustomers(10_000, (what) => `${what} ${'長い名前'.repeat(200)}`);
    const { card } = cards.incidentCustomers(makeView({ customers }), { offset: 5_000 }, reader);
    expect(measureBytes(card)).toBeLessThanOrEqual(MAX_CARD_BYTES);
  });
});

describe('an incident nobody knows', () => {
  const near = [{ cloud: 'china' as const, id: 'EX226574' }];

  it('offers ids that are near, in their cloud', () => {
    const { card } = cards.incidentUnknown({ id: 'ex226575', near, coverage: FULL_COVERAGE }, reader);
    expect(readCardText(card)).toContain('No incident ex226575 is known.');
    expect(readCardText(card)).toContain('neither open at any of 45 customers');
    expect(readActions(card)).toEqual([
      { title: 'EX226574', verb: 'show-incident', data: { cloud: 'china', incident: 'EX226574', offset: 0 } },
      { title: 'Overview', verb: 'show-overview', data: { offset: 0 } },
      { title: 'All customers', verb: 'list-customers', data: { text: '', offset: 0 } },
    ]);
  });

  it('leads to the history of the customer that was named', () => {
    const asked = { id: 'x', near: [], coverage: FULL_COVERAGE, customer: CONTOSO };
    expect(readActions(cards.incidentUnknown(asked, reader).card)[0]).toMatchObject({
      title: 'History of Contoso Ltd',
      verb: 'show-history',
    });
  });

  it('does not claim more than was read', () => {
    const { coverage } = makeView();
    const text = readCardText(cards.incidentUnknown({ id: 'x', near: [], coverage }, reader).card);
    expect(text).toContain('Only 43 of 45 customers have been read, so it may exist at another.');
    expect(text).toContain('1 customer has not been read yet.');
    expect(text).not.toContain('neither');
  });
});
