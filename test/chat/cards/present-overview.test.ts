import { describe, expect, it } from 'vitest';
import { MAX_CARD_BYTES } from '../../../src/chat/cards/fit.ts';
import { measureBytes } from '../../../src/chat/cards/render.ts';
import { NOW } from '../../support/card-fixtures.ts';
import {
  COVERAGE,
  FULL_COVERAGE,
  makeOverview,
  NO_COVERAGE,
  OPEN_INCIDENTS,
  openIncident,
  QUIET_OVERVIEW,
} from '../../support/estate-fixtures.ts';
import { makeIncident } from '../../support/incidents.ts';
import { makeCards } from '../../support/make-cards.ts';
import { readActions, readCardText } from '../../support/read-card.ts';

const cards = makeCards({ sandbox: false });
const reader = { language: 'en', timeZone: 'Europe/Paris' } as const;

function show(
  overrides: Parameters<typeof makeOverview>[0] = {},
  asked: { offset: number; service?: string } = { offset: 0 },
) {
  const { card, summary } = cards.overview(makeOverview(overrides), asked, reader);
  return { card, summary, text: readCardText(card), actions: readActions(card) };
}

describe('the overview', () => {
  it('answers in its first line', () => {
    expect(show().text).toMatch(
      /^3 incidents, 18 of 45 customers affected\. Also 1 incident under investigation or recovering and 1 advisory/,
    );
    expect(show({ incidents: OPEN_INCIDENTS.slice(3) }).text).toMatch(
      /^No confirmed incident known at any of 43 customers read\. 1 incident under investigation or recovering and 1 advisory, 33 customers concerned/,
    );
    expect(readCardText(cards.overview(QUIET_OVERVIEW, { offset: 0 }, reader).card)).toMatch(
      /^No incident known at any of 45 customers read\./,
    );
  });

  it('never speaks of all while customers could not be loaded', () => {
    const unloaded = { clouds: [{ cloud: 'global', code: 'credentialRefused' }], isLoading: false } as const;
    const { card } = cards.overview(QUIET_OVERVIEW, { offset: 0, unloaded }, reader);
    const text = readCardText(card);
    expect(text).toContain(
      'Customers in the global Microsoft cloud could not be loaded and are missing here.',
    );
    expect(text).toContain('45 of 45 loaded customers read');
    expect(text).not.toMatch(/\ball\b/i);
    expect(JSON.stringify(card)).not.toContain('"good"');
    const nobody = { ...QUIET_OVERVIEW, coverage: { ...NO_COVERAGE, total: 0, untried: 0 } };
    expect(readCardText(cards.overview(nobody, { offset: 0, unloaded }, reader).card)).not.toContain(
      'no customers',
    );
  });

  it('tells advisories, security advisories and what is not confirmed apart', () => {
    const kinds = (['advisory', 'securityAdvisory', 'securityAdvisory'] as const).map((kind, index) =>
      openIncident(makeIncident({ id: `X${index}`, kind, status: 'serviceDegradation' }), 1),
    );
    const { text } = show({ incidents: kinds });
    expect(text).toMatch(
      /^No incident known .* 1 advisory and 2 security advisories, 33 customers concerned/,
    );
  });

  it('does not say that all is well while nothing was read', () => {
    const quiet = { ...QUIET_OVERVIEW, coverage: NO_COVERAGE };
    expect(show(quiet).summary).toBe('Can’t tell yet: no customer has been read.');
    const failed = { ...NO_COVERAGE, untried: 0, failed: { credentialRefused: 45 } } as const;
    expect(show({ ...quiet, coverage: failed }).summary).toBe('Can’t tell: no customer could be read.');
    const empty = { ...NO_COVERAGE, total: 0, untried: 0 };
    expect(show({ ...quiet, coverage: empty }).summary).toBe('There are no customers yet.');
  });

  it('is green only when every customer was read', () => {
    expect(JSON.stringify(show(QUIET_OVERVIEW).card)).toContain('"good"');
    expect(JSON.stringify(show({ ...QUIET_OVERVIEW, coverage: COVERAGE }).card)).not.toContain('"good"');
    const partly = { ...FULL_COVERAGE, failed: { timeout: 1 } };
    expect(JSON.stringify(show({ ...QUIET_OVERVIEW, coverage: partly }).card)).not.toContain('"good"');
  });

  it('says how fresh and how complete it is', () => {
    const { text } = show();
    expect(text).toContain('43 of 45 customers read · oldest reading at 11:13, 12 minutes ago');
    expect(text).toContain('1 customer has not been read yet.');
    expect(text).toContain('times in CET');
    expect(text).not.toContain('when last tried');
  });

  it('shows a row an incident, which leads to it and to its customers', () => {
    const { text, actions } = show();
    expect(text).toContain(
      "● Exchange Online EX226574 Some users can't send mail Service interruption · Since 09:15 (2 h 10 min) Customers with EX226574 14 customers",
    );
    const ref = { cloud: 'global', incident: 'EX226574', offset: 0 };
    expect(actions[0]).toMatchObject({ title: 'Details of EX226574', verb: 'show-incident', data: ref });
    expect(actions[1]).toMatchObject({
      title: 'Customers with EX226574',
      verb: 'list-incident-customers',
      data: ref,
    });
  });

  it('marks what is in the cloud of 21Vianet', () => {
    const { text, actions } = show({ incidents: OPEN_INCIDENTS.slice(1, 2) });
    expect(text).toContain('Exchange Online · 21Vianet');
    expect(actions[0]?.data).toMatchObject({ cloud: 'china' });
  });

  it('counts what there is to mend, and leads there; says nothing of it when there is nothing', () => {
    const { text, summary, actions } = show();
    const counts =
      '2 customers can’t be read · 1 only in part · 1 admin relationship has ended · 1 ends within 30 days';
    expect(text).toContain(counts);
    expect(summary).toBe(`3 incidents, 18 of 45 customers affected. ${counts}`);
    expect(actions.map(({ verb }) => verb)).toContain('show-access');
    expect(show(QUIET_OVERVIEW).actions.map(({ verb }) => verb)).toEqual(['show-overview']);
  });

  it('pages, and keeps the service it was narrowed down to', () => {
    const incidents = Array.from({ length: 20 }, (_, index) =>
      openIncident(makeIncident({ id: `EX${index}` }), 1),
    );
    const { text, actions } = show({ incidents }, { offset: 7, service: 'Exchange' });
    expect(text).toMatch(/^Exchange: 20 incidents/);
    expect(text).toContain('8–14 of 20');
    expect(actions.slice(-4).map(({ title, data }) => [title, data])).toEqual([
      ['Show again', { offset: 0, service: 'Exchange' }],
      ['Previous', { offset: 0, service: 'Exchange' }],
      ['Next', { offset: 14, service: 'Exchange' }],
      ['All services', { offset: 0 }],
    ]);
  });

  it('fits the card with the longest texts in the widest letters', () => {
    for (const long of ['漢字'.repeat(5_000), '👩‍👩‍👧‍👦'.repeat(2_000), '"'.repeat(10_000)]) {
      const incident = makeIncident({
        id: long,
        title: long,
        service: long,
        startedAt: NOW - 40 * 86_400_000,
      });
      const incidents = Array.from({ length: 300 }, () => openIncident(incident, 10_000));
      const { card, summary } = show({ incidents }, { offset: 7, service: long });
      expect(measureBytes(card)).toBeLessThanOrEqual(MAX_CARD_BYTES);
      expect(summary.length).toBeLessThan(400);
    }
  });
});
