import { describe, expect, it } from 'vitest';
import {
  CONTOSO,
  listServices,
  MAIL_INCIDENT,
  makeReport,
  NO_CONSENT,
  NOW,
  OUTAGE,
  QUIET,
} from '../../support/card-fixtures.ts';
import { makeIncident } from '../../support/incidents.ts';
import { makeCards } from '../../support/make-cards.ts';
import { readActions, readCardText } from '../../support/read-card.ts';

const cards = makeCards();
const reader = { language: 'en', timeZone: 'Europe/Paris' } as const;
const show = (report: typeof OUTAGE, service = 'Exchange Online') =>
  readCardText(cards.service(report, service, 0, reader).card);

describe('one service in depth', () => {
  it('judges this service alone', () => {
    expect(show(OUTAGE)).toMatch(
      /^Yes, it’s Microsoft\. Exchange Online {1,2}· Contoso Ltd Service degradation/,
    );
    expect(show(OUTAGE, 'Microsoft Teams')).toMatch(/^Possibly Microsoft\./);
    expect(show(OUTAGE, 'Power BI')).toMatch(/^No known issue at Microsoft\. .*reported as healthy/);
  });

  it('is found whatever the case', () => {
    expect(show(OUTAGE, 'exchange online')).toMatch(/^Yes/);
  });

  it('tells each incident in full, with the posts and their times', () => {
    const text = show(OUTAGE);
    for (const part of [
      "Some users can't send mail",
      'EX226574 · Incident · Service degradation',
      'Since 09:15 (2 h 10 min) · Updated 11:20',
      'Feature: E-Mail and calendar access',
      'Next update by 12:30',
      '11:20 Current status: We',
      'More info: Messages wait in the Outbox',
      'Next update by: Saturday, November 21, 2026, at 11:30 AM UTC',
      "10:20 We're reviewing monitoring data",
      "09:20 We're investigating",
    ]) {
      expect(text).toContain(part);
    }
  });

  it('does not repeat title and impact from the post', () => {
    expect(show(OUTAGE)).not.toContain('Title:');
    expect(show(OUTAGE)).not.toContain('User impact:');
  });

  it('leads to the full words of a long post, and to posts that have no room', () => {
    const long = makeIncident({ posts: [{ at: NOW, html: `<p>${'A long story. '.repeat(4_000)}</p>` }] });
    expect(show(makeReport({ incidents: [long] }))).toContain('The full update');
    const posts = Array.from({ length: 60 }, (_, index) => ({
      at: NOW - index * 60_000,
      html: `Post ${index}`,
    }));
    expect(show(makeReport({ incidents: [makeIncident({ posts })] }))).toContain('All 60 updates');
  });

  it('leads to the incident, and to a text for the customer about each, also where everything is shown', () => {
    const short = makeIncident({ posts: [{ at: NOW, html: 'Short.' }] });
    const report = makeReport({ incidents: [short, { ...short, id: 'EX2' }] });
    expect(show(report)).not.toContain('update');
    const { card } = cards.service(report, 'Exchange Online', 0, reader);
    const ref = { cloud: 'global', tenantId: CONTOSO.tenantId, service: 'Exchange Online' };
    expect(readActions(card).slice(0, 6)).toEqual(
      ['EX226574', 'EX2'].flatMap((incident) => [
        {
          title: 'Details',
          verb: 'show-incident',
          data: { ...ref, incident, from: 'service', offset: 0 },
        },
        {
          title: 'Text for the customer',
          verb: 'show-customer-text',
          data: { ...ref, incident, at: 'service' },
        },
        { title: 'Raise service request', verb: 'open-request', data: { ...ref, incident } },
      ]),
    );
  });

  it('says that Microsoft has posted nothing yet', () => {
    expect(show(makeReport({ incidents: [makeIncident()] }))).toContain('No update posted yet.');
  });

  it('turns pages, and a stale offset shows the last one', () => {
    const incidents = Array.from({ length: 7 }, (_, index) => ({
      ...MAIL_INCIDENT,
      id: `EX${index}`,
      startedAt: NOW - index,
    }));
    const report = makeReport({ incidents });
    const first = cards.service(report, 'Exchange Online', 0, reader).card;
    const next = readActions(first).find(({ title }) => title === 'Next');
    expect(readCardText(first)).toContain('1–3 of 7');
    expect(next).toMatchObject({ verb: 'show-service', data: { service: 'Exchange Online', offset: 3 } });
    const last = readCardText(cards.service(report, 'Exchange Online', 999, reader).card);
    expect(last).toContain('7–7 of 7');
  });

  it('cannot tell about what was not read', () => {
    expect(show(NO_CONSENT)).toMatch(
      /^Can’t tell\. Exchange Online {1,2}· Contoso Ltd its state could not be read/,
    );
    expect(show(makeReport({ incidents: 'timeout' }))).toMatch(/^Can’t tell\./);
  });

  it('says that the customer has no such service', () => {
    expect(show(QUIET, 'Dynamics')).toMatch(/^No such service here\. Dynamics/);
    expect(show(makeReport({ services: 'timeout' }), 'Dynamics')).toMatch(/^Can’t tell\./);
  });

  it('leads back to the customer and reads this service anew', () => {
    const ref = { cloud: 'global', tenantId: CONTOSO.tenantId };
    const actions = readActions(cards.service(OUTAGE, 'Exchange Online', 0, reader).card);
    expect(actions.slice(-4)).toEqual([
      { title: 'Back', verb: 'show-health', data: ref },
      { title: 'Refresh', verb: 'refresh-health', data: { ...ref, service: 'Exchange Online' } },
      { title: 'History', verb: 'show-history', data: { ...ref, service: 'Exchange Online', offset: 0 } },
      { title: 'Raise service request', verb: 'open-request', data: { ...ref, service: 'Exchange Online' } },
    ]);
  });

  it('draws the line above the freshness only under something', () => {
    const hasLine = (report: typeof OUTAGE) =>
      JSON.stringify(cards.service(report, 'Exchange Online', 0, reader).card.body).includes(
        '"separator":true',
      );
    expect(hasLine(OUTAGE)).toBe(true);
    expect(hasLine(makeReport({ services: listServices() }))).toBe(false);
  });

  it('names the worst incident’s state where the overview still says healthy', () => {
    const report = makeReport({
      services: listServices(),
      incidents: [makeIncident({ status: 'investigating' })],
    });
    expect(show(report)).toMatch(/^Possibly Microsoft\. .*Contoso Ltd Investigating/);
  });
});
