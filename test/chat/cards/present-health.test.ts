import { describe, expect, it } from 'vitest';
import {
  CHANGES,
  CONTOSO,
  listServices,
  MAIL_INCIDENT,
  makeReport,
  NO_CONSENT,
  NOW,
  OUTAGE,
  QUIET,
  TAILWIND_CHINA,
  TEAMS_ADVISORY,
} from '../../support/card-fixtures.ts';
import { makeIncident } from '../../support/incidents.ts';
import { makeCards } from '../../support/make-cards.ts';
import { readActions, readCardText, readLinks } from '../../support/read-card.ts';

const cards = makeCards();
const reader = { language: 'en', timeZone: 'Europe/Paris' } as const;
type Report = Parameters<typeof cards.health>[0];
const show = (report: Report) => readCardText(cards.health(report, reader).card);

describe('the health of a customer', () => {
  it('begins with the verdict, the customer and how much is affected', () => {
    expect(show(OUTAGE)).toMatch(/^Yes, it’s Microsoft\. Contoso Ltd {1,2}· 2 of 9 services affected/);
  });

  it('tells the notification the same in a sentence', () => {
    expect(cards.health(OUTAGE, reader).summary).toBe(
      'Contoso Ltd: Yes, it’s Microsoft. 2 of 9 services affected.',
    );
    const one = makeReport({
      services: listServices({ 'Exchange Online': 'serviceInterruption' }),
      incidents: [{ ...MAIL_INCIDENT, status: 'serviceInterruption' }],
    });
    expect(cards.health(one, reader).summary).toBe(
      'Contoso Ltd: Yes, it’s Microsoft. Exchange Online: Service interruption',
    );
  });

  it('shows of each incident what, since when, how fresh, and what Microsoft says', () => {
    const text = show(OUTAGE);
    for (const part of [
      '● Exchange Online',
      'Service degradation',
      "EX226574 Some users can't send mail",
      'Impact: Users in Europe may be unable to send mail',
      'Since 09:15 (2 h 10 min) · Updated 11:20',
      "“We've identified that a recent change",
    ]) {
      expect(text.replaceAll(/\s+/g, ' ')).toContain(part);
    }
  });

  it('puts the worst first', () => {
    const text = show(OUTAGE);
    expect(text.indexOf('Exchange Online')).toBeLessThan(text.indexOf('Microsoft Teams'));
  });

  it('calls an advisory an advisory, and only possibly Microsoft', () => {
    const text = show(
      makeReport({
        services: listServices({ 'Microsoft Teams': 'serviceDegradation' }),
        incidents: [TEAMS_ADVISORY],
      }),
    );
    expect(text).toMatch(/^Possibly Microsoft\. .*◐ {1,2}Microsoft Teams Advisory/);
  });

  it('leaves the impact out where it only repeats the title', () => {
    expect(show(OUTAGE)).not.toContain('Impact: Users may see delays');
  });

  it('names the cause where Microsoft says it is not its own', () => {
    const text = show(makeReport({ incidents: [makeIncident({ origin: 'thirdParty' })] }));
    expect(text).toContain('Cause outside Microsoft');
  });

  it('says so when all is well', () => {
    const text = show(QUIET);
    expect(text).toMatch(/^No known issue at Microsoft\. Contoso Ltd {1,2}· all 9 services are healthy/);
    expect(text).toContain('Read at 11:23, 2 minutes ago');
  });

  it('folds healthy services and planned changes away', () => {
    const { card } = cards.health(OUTAGE, reader);
    const hidden = JSON.stringify(card).match(/"id":"(healthy|changes)","isVisible":false/g);
    expect(hidden).toHaveLength(2);
    expect(readCardText(card)).toContain('✓ 7 healthy services');
    expect(readCardText(card)).toContain('2 planned changes, 1 major');
    expect(readCardText(card)).toContain('Act by Mon 30 Nov · Major change');
  });

  it('never says that nothing is known about what it could not read', () => {
    const unread = [
      NO_CONSENT,
      makeReport({ services: 'timeout' }),
      makeReport({ incidents: 'unavailable' }),
      makeReport({ services: [], incidents: [], changes: [] }),
    ];
    for (const report of unread) {
      expect(show(report)).toMatch(/^Can’t tell\./);
      expect(show(report)).not.toContain('No known issue');
    }
  });

  it('says what could not be read, why, and opens what mends it', () => {
    const { card } = cards.health(NO_CONSENT, reader);
    const text = readCardText(card);
    expect(text).toContain('Not read: the state of services, incidents and planned changes');
    expect(text).toContain('An administrator of the customer can grant them.');
    expect(text).toContain('Tried at 11:25, nothing could be read');
    expect(readLinks(card)).toContain(
      `https://login.microsoftonline.com/${CONTOSO.tenantId}/adminconsent?client_id=client`,
    );
  });

  it('keeps the answer where only planned changes are unread', () => {
    const text = show(makeReport({ changes: 'throttled', retryAt: NOW + 120_000 }));
    expect(text).toMatch(/^No known issue at Microsoft\./);
    expect(text).toContain('Not read: planned changes Microsoft asks us to slow down. Try again at 11:27.');
  });

  it('says "in a few minutes" where Microsoft did not say how long to wait', () => {
    expect(show(makeReport({ changes: 'throttled' }))).toContain('Try again in a few minutes.');
  });

  it('offers to read anew, and the way into the admin centre', () => {
    const { card } = cards.health(OUTAGE, reader);
    expect(readActions(card).find(({ verb }) => verb === 'refresh-health')?.data).toEqual({
      cloud: 'global',
      tenantId: CONTOSO.tenantId,
    });
    expect(readLinks(card).at(-1)).toContain(`CTID=${CONTOSO.tenantId}`);
  });

  it('offers more only about services that have more', () => {
    const report = makeReport({ services: listServices({ 'Power BI': 'investigating' }) });
    expect(readActions(cards.health(report, reader).card).some(({ verb }) => verb === 'show-service')).toBe(
      false,
    );
  });

  it('names 21Vianet as the operator in its cloud, and the way through its portal', () => {
    const text = show(makeReport({ customer: TAILWIND_CHINA, incidents: [MAIL_INCIDENT] }));
    expect(text).toMatch(/^Yes, it’s Microsoft \(21Vianet\)\./);
    expect(text).toContain('go to Health > Service health');
  });

  it('answers each reader in the own language and time zone', () => {
    const korean = readCardText(cards.health(OUTAGE, { language: 'ko', timeZone: 'Asia/Seoul' }).card);
    expect(korean).toMatch(/^네, Microsoft 쪽 문제입니다\./);
    expect(korean).toContain('17:15부터(2시간 10분)');
    const french = readCardText(cards.health(OUTAGE, { language: 'fr', timeZone: 'Europe/Paris' }).card);
    expect(french).toMatch(/^Oui, cela vient de Microsoft\. .*Dégradation du service/);
    const chinese = readCardText(cards.health(OUTAGE, { language: 'zh-CN', timeZone: 'Asia/Shanghai' }).card);
    expect(chinese).toMatch(/^是的，Microsoft 方面有问题。.*服务降级/);
  });

  it('says that times are UTC to a reader whose zone we do not know', () => {
    const text = readCardText(cards.health(QUIET, { language: 'en', timeZone: 'UTC' }).card);
    expect(text).toContain('Read at 10:23, 2 minutes ago · times in UTC');
    expect(show(QUIET)).not.toContain('UTC');
  });

  it('shows a customer without a name by its domain, and without that by its id', () => {
    expect(show(makeReport({ customer: { ...CONTOSO, name: ' ' } }))).toContain(
      'contoso.onmicrosoft.com · all 9',
    );
    expect(show(makeReport({ customer: { ...CONTOSO, name: '', domain: '' } }))).toContain(CONTOSO.tenantId);
  });

  it('does without dates that Microsoft does not give', () => {
    const text = show(
      makeReport({
        incidents: [makeIncident({ startedAt: undefined, updatedAt: undefined })],
        changes: CHANGES,
      }),
    );
    expect(text).not.toMatch(/Since|Updated/);
  });

  it('gives no duration for a start that lies ahead', () => {
    const text = show(makeReport({ incidents: [makeIncident({ startedAt: NOW + 60_000 })] }));
    expect(text).toMatch(/Since 11:26 ·/);
  });
});
