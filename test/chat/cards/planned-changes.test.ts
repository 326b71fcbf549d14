import { describe, expect, it } from 'vitest';
import { CHANGES, CONTOSO, makeReport, NOW, TAILWIND_CHINA } from '../../support/card-fixtures.ts';
import { COVERAGE, FULL_COVERAGE, makeCustomers, NO_COVERAGE } from '../../support/estate-fixtures.ts';
import { ALL_CHANGES, AZURE_MAINTENANCE, makeAzureReport } from '../../support/history-fixtures.ts';
import { makeCards } from '../../support/make-cards.ts';
import { readActions, readCardText, readLinks } from '../../support/read-card.ts';

const cards = makeCards();
const reader = { language: 'en', timeZone: 'Europe/Paris' } as const;
const REF = { cloud: 'global', tenantId: CONTOSO.tenantId };
const HOUR = 3_600_000;
const [SMTP = AZURE_MAINTENANCE] = CHANGES;

describe('the planned changes of a customer', () => {
  const { card } = cards.changes(makeAzureReport({ unread: ['Test'] }), { offset: 0 }, reader);
  const text = readCardText(card);

  it('come from the message centre and from Azure, with what is to do by when', () => {
    expect(text).toMatch(/^\d planned changes, \d major · next: \S+ \S.* Contoso Ltd/);
    expect(text).toContain('Act by Mon 30 Nov · Major change · Exchange Online · MC1172851');
    expect(text).toContain('From Sun 22 Nov, 22:25 to Mon 23 Nov, 02:25 · Azure maintenance');
    expect(text).toContain('Regions: West Europe Subscriptions: Production, Test');
  });

  it('say what of Azure is missing', () => {
    expect(text).toContain('Not read: Azure (Test)');
  });

  it('open each change as this customer has it', () => {
    const opened = readActions(card).filter(({ verb }) => verb === 'show-change');
    expect(opened.map(({ data }) => data)).toContainEqual({
      ...REF,
      change: 'MC1172851',
      offset: 0,
      back: 0,
    });
    expect(opened[0]?.title).toBe('Details of Scheduled maintenance of Virtual Machines');
  });

  it('lead back to the page they were opened from, still narrowed down', () => {
    const report = makeReport({
      changes: Array.from({ length: 12 }, (_, index) => ({ ...SMTP, id: `MC${index}` })),
    });
    const list = cards.changes(report, { offset: 5, service: 'Exchange' }, reader).card;
    expect(readCardText(list)).toMatch(/^12 planned changes.* Contoso Ltd +· Exchange +· 6–10 of 12/);
    const opened = readActions(list).find(({ verb }) => verb === 'show-change');
    expect(opened?.data).toMatchObject({ back: 5, service: 'Exchange' });
    const view = { cloud: 'global', change: SMTP, customers: [], customer: CONTOSO } as const;
    const [back] = readActions(
      cards.change({ ...view, list: { offset: 5, service: 'Exchange' } }, 0, reader).card,
    );
    expect(back?.data).toEqual({ ...REF, offset: 5, service: 'Exchange' });
  });

  it('have a sentence for none and another for not read', () => {
    expect(readCardText(cards.changes(makeReport({ changes: [] }), { offset: 0 }, reader).card)).toContain(
      'No planned change is still to come.',
    );
    const unread = makeReport({ changes: 'forbidden' });
    expect(readCardText(cards.changes(unread, { offset: 0 }, reader).card)).toContain(
      'Planned changes could not be read.',
    );
  });

  it('are doubted only for what tells of the service', () => {
    const show = (report: typeof half, service: string) =>
      readCardText(cards.changes({ ...report, changes: [] }, { offset: 0, service }, reader).card);
    const half = makeAzureReport({ unread: ['Test'] });
    expect(show(half, 'Exchange')).toContain('No planned change for Exchange is still to come.');
    expect(show(half, 'Exchange')).not.toContain('Not read');
    expect(show(half, 'Azure')).toMatch(/^None known, .*Not read: Azure \(Test\)/);
    const unread = makeReport({ changes: 'forbidden' });
    expect(show(unread, 'Azure')).toContain('No planned change for Azure is still to come.');
    expect(show(unread, 'Exchange')).toContain('Planned changes could not be read.');
  });

  it('of Azure are not read in a cloud without it', () => {
    const report = { ...makeReport({ changes: [] }), customer: TAILWIND_CHINA };
    const { card } = cards.changes(report, { offset: 0, service: 'Azure' }, reader);
    expect(readCardText(card)).toMatch(/^Azure is not read for customers in the cloud operated by 21Vianet/);
    expect(readCardText(card)).not.toContain('No planned change');
    expect(readLinks(card).join()).not.toContain('Azure');
  });

  it('lead to the Azure portal where only Azure was asked about', () => {
    const open = (service?: string) =>
      JSON.stringify(cards.changes(makeAzureReport({}), { offset: 0, service }, reader).card);
    expect(open('Azure')).toContain('Open Azure portal');
    expect(open('Azure')).toContain(`https://portal.example/${CONTOSO.tenantId}/Azure`);
    expect(open()).toContain('Open admin centre');
    expect(open('Exchange')).toContain('Open admin centre');
  });
});

describe('planned changes of all customers', () => {
  const changes = ALL_CHANGES.map((change) => ({ cloud: 'global' as const, change, customers: 12 }));

  it('are shown once, with how many customers they concern, and how complete that is', () => {
    const { card } = cards.maintenance({ changes, coverage: COVERAGE }, { offset: 0 }, reader);
    const text = readCardText(card);
    expect(text).toContain('4 planned changes, ');
    expect(text).toContain('12 customers · Exchange Online · MC1172851');
    expect(text).toContain('43 of 45 customers read');
    expect(readActions(card)[0]).toMatchObject({
      verb: 'show-change',
      data: { cloud: 'global', change: AZURE_MAINTENANCE.id, offset: 0 },
    });
    expect(readActions(card)[0]?.data).not.toHaveProperty('tenantId');
  });

  it('of Azure say in which cloud it is not read', () => {
    const none = { changes: [], coverage: FULL_COVERAGE };
    const asked = { offset: 0, service: 'Azure', withoutAzure: ['china'] } as const;
    const note = 'Azure is not read for customers in the cloud operated by 21Vianet (China).';
    expect(readCardText(cards.maintenance(none, asked, reader).card)).toMatch(
      /^Nothing is planned for Azure/,
    );
    expect(readCardText(cards.maintenance(none, asked, reader).card)).toContain(note);
    const nowhere = readCardText(cards.maintenance(none, { ...asked, isNowhere: true }, reader).card);
    expect(nowhere.startsWith(note)).toBe(true);
    expect(nowhere).not.toContain('Nothing is planned');
  });

  it('turn pages', () => {
    const many = Array.from({ length: 20 }, (_, index) => ({
      cloud: 'global' as const,
      change: { ...SMTP, id: `MC${index}` },
      customers: 1,
    }));
    const { card } = cards.maintenance({ changes: many, coverage: COVERAGE }, { offset: 7 }, reader);
    expect(readCardText(card)).toContain('8–14 of 20');
    const turns = readActions(card).filter(({ verb }) => verb === 'list-maintenance');
    expect(turns.map(({ data }) => data.offset)).toEqual([0, 14]);
  });

  it('never claim that nothing is planned at customers that could not be loaded', () => {
    const unloaded = { clouds: [{ cloud: 'global', code: 'unavailable' }], isLoading: false } as const;
    const none = { changes: [], coverage: FULL_COVERAGE };
    const text = readCardText(cards.maintenance(none, { offset: 0, unloaded }, reader).card);
    expect(text).toContain('could not be loaded and are missing here.');
    expect(text).not.toMatch(/\ball\b/i);
    const service = cards.maintenance(none, { offset: 0, service: 'Azure' }, reader).card;
    expect(readCardText(service)).toMatch(/^Nothing is planned for Azure at any of 45 customers read\./);
  });

  it('say so when nothing is planned, and when that cannot be told', () => {
    const say = (coverage: typeof COVERAGE) =>
      readCardText(cards.maintenance({ changes: [], coverage }, { offset: 0 }, reader).card);
    expect(say(FULL_COVERAGE)).toContain('Nothing is planned at any of 45 customers read.');
    expect(say(NO_COVERAGE)).toContain('Can’t tell yet');
  });
});

describe('one planned change', () => {
  const view = {
    cloud: 'global',
    change: SMTP,
    customers: makeCustomers(12),
    customer: CONTOSO,
    readAt: NOW,
  } as const;

  it('tells all its words, what to do by when, and whom it concerns', () => {
    const text = readCardText(cards.change(view, 0, reader).card);
    expect(text).toContain('Act by Mon 30 Nov · Major change');
    expect(text).toContain('What you need to do: find out which devices still use it.');
    expect(text).toContain(
      'Announced to 12 of our customers: Adatum Corporation, Boulangerie Légère, Contoso Ltd and 9 more',
    );
    expect(text).toContain('Read at 11:25');
  });

  it('names subscriptions only where it is told whose they are', () => {
    const azure = { ...view, change: AZURE_MAINTENANCE };
    const say = (customer: typeof CONTOSO | undefined) =>
      readCardText(cards.change({ ...azure, customer, readAt: undefined }, 0, reader).card);
    expect(say(CONTOSO)).toContain('Subscriptions: Production, Test');
    expect(say(undefined)).not.toContain('Production');
    expect(say(undefined)).toContain('As it was last read for these customers');
  });

  it('leads back to where it was opened', () => {
    const [back] = readActions(cards.change(view, 0, reader).card);
    expect(back).toEqual({ title: 'Back', verb: 'show-changes', data: { ...REF, offset: 0 } });
    const [toAll] = readActions(cards.change({ ...view, customer: undefined }, 0, reader).card);
    expect(toAll).toEqual({ title: 'Back', verb: 'list-maintenance', data: { offset: 0 } });
  });

  it('opens the admin centre of that customer, of Azure the portal', () => {
    expect(readLinks(cards.change(view, 0, reader).card)[0]).toContain(CONTOSO.tenantId);
    const azure = { ...view, change: AZURE_MAINTENANCE };
    expect(readLinks(cards.change(azure, 0, reader).card)[0]).toContain('portal.example');
    expect(readLinks(cards.change({ ...view, customers: [], customer: undefined }, 0, reader).card)).toEqual(
      [],
    );
  });

  it('shows every word of a text of 50 KB, page by page', () => {
    const words = Array.from({ length: 8_000 }, (_, index) => `w${index}`);
    const change = { ...SMTP, html: `<p>${words.join(' ')}</p>` };
    const seen: string[] = [];
    let offset: number | undefined = 0;
    while (offset !== undefined && seen.length < 20_000) {
      const { card } = cards.change({ ...view, change }, offset, reader);
      seen.push(...(readCardText(card).match(/\bw\d+\b/g) ?? []));
      const next = readActions(card).find(({ title }) => title === 'Next');
      offset = next && Number(next.data.offset);
    }
    expect(seen).toEqual(words);
  });

  it('says what is under way, and what should have been done', () => {
    const underWay = { ...AZURE_MAINTENANCE, startsAt: NOW - HOUR };
    const say = (change: typeof SMTP) => readCardText(cards.change({ ...view, change }, 0, reader).card);
    expect(say(underWay)).toContain('Under way until Mon 23 Nov, 02:25');
    expect(say({ ...SMTP, actionRequiredBy: NOW - 5 * 24 * HOUR })).toContain('Was to be done by Mon 16 Nov');
    expect(say({ ...SMTP, html: '' })).toContain('There is no further text.');
  });

  it('tells the way in words where no link leads there', () => {
    const china = { ...view, cloud: 'china', customer: TAILWIND_CHINA } as const;
    expect(readCardText(cards.change(china, 0, reader).card)).toContain('In the 21Vianet portal');
  });
});
