import { describe, expect, it } from 'vitest';
import { CONTOSO, MAIL_INCIDENT, OUTAGE, QUIET } from '../../support/card-fixtures.ts';
import { AZURE_INCIDENT, CRITICAL_INCIDENT } from '../../support/estate-fixtures.ts';
import { AZURE_OUTAGE, makeAzureReport } from '../../support/history-fixtures.ts';
import { makeCards } from '../../support/make-cards.ts';
import { readActions, readCardText, readLinks } from '../../support/read-card.ts';

const cards = makeCards();
const reader = { language: 'en', timeZone: 'Europe/Paris' } as const;
const REF = { cloud: 'global', tenantId: CONTOSO.tenantId };
type Report = typeof OUTAGE;
const show = (report: Report) => readCardText(cards.health(report, reader).card);
const showService = (report: Report, service: string) =>
  readCardText(cards.service(report, service, 0, reader).card);

describe('the health of a customer with Azure', () => {
  it('shows the subscriptions an incident hits, and where', () => {
    const text = show(AZURE_OUTAGE);
    expect(text).toMatch(/^Yes, it’s Microsoft\. Contoso Ltd {1,2}· 2 of 13 services affected/);
    expect(text).toContain('Azure: Production, Test Ongoing VN11-JD8');
    expect(text).toContain('Virtual Machines, Virtual Network · West Europe, North Europe');
  });

  it('says of an ongoing incident that Azure calls it critical', () => {
    expect(show(makeAzureReport({ azure: [CRITICAL_INCIDENT] }))).toContain(
      'Azure: Production Critical · Ongoing AM10-9F8',
    );
  });

  it('tells what an incident of Microsoft 365 hits in Azure in that service’s row', () => {
    const subscriptions = ['Production', 'Test'].map((name) => ({ id: `s-${name}`, name }));
    const twin = {
      ...AZURE_INCIDENT,
      azure: { services: [], regions: [], subscriptions, externalId: MAIL_INCIDENT.id.toLowerCase() },
    };
    const report = makeAzureReport({ incidents: [MAIL_INCIDENT], azure: [twin] });
    expect(show(report)).toMatch(
      /^Yes.* 3 of 13 services affected .*Also in Azure: Production, Test Details/,
    );
    expect(show(report)).not.toMatch(/Azure: Production, Test (Ongoing|Service)|listed under/);
    const alsoOther = makeAzureReport({
      incidents: [MAIL_INCIDENT],
      azure: [twin, { ...twin, id: 'X1-AB2', azure: { ...twin.azure, externalId: undefined } }],
    });
    expect(show(alsoOther)).toMatch(/Also in Azure: Production, Test .*Azure: Production, Test .*X1-AB2/);
  });

  it('names only Microsoft 365 where Azure could not be told, and is not green', () => {
    const report = makeAzureReport({ azure: 'timeout' });
    expect(show(report)).toMatch(
      /^No known issue in Microsoft 365\. Contoso Ltd {1,2}· Azure could not be read, or only in part \? {1,2}Not read: Azure Microsoft did not/,
    );
    expect(JSON.stringify(cards.health(report, reader).card)).not.toContain('"style":"good"');
    expect(cards.health(report, reader).summary).toBe(
      'Contoso Ltd: No known issue in Microsoft 365. Azure could not be read, or only in part.',
    );
  });

  it('names the subscriptions that could not be read, and does not send to the consent page for them', () => {
    const report = makeAzureReport({ unread: ['Production', 'Test'] });
    expect(show(report)).toContain(
      'Not read: Azure (Production, Test) Signed in, but the app has no role there.',
    );
    expect(readLinks(cards.health(report, reader).card).join()).not.toContain('adminconsent');
  });

  it('still says what is wrong in Microsoft 365', () => {
    expect(show(makeAzureReport({ incidents: [MAIL_INCIDENT], azure: 'timeout' }))).toMatch(
      /^Yes.*Not read: Azure/,
    );
  });
});

describe('the buttons of a health card', () => {
  it('lead to the history, and to a text for the customer about each service’s only incident', () => {
    const actions = readActions(cards.health(OUTAGE, reader).card);
    expect(actions.slice(-4)).toEqual([
      { title: 'Refresh', verb: 'refresh-health', data: REF },
      { title: 'History', verb: 'show-history', data: { ...REF, offset: 0 } },
      { title: 'Raise service request', verb: 'open-request', data: REF },
      { title: 'Escalate to helpdesk', verb: 'open-request', data: { ...REF, route: 'helpdesk' } },
    ]);
    expect(actions.filter(({ data }) => data.incident === 'EX226574').at(-1)).toEqual({
      title: 'Raise service request',
      verb: 'open-request',
      data: { ...REF, service: 'Exchange Online', incident: 'EX226574' },
    });
    expect(actions.filter(({ verb }) => verb === 'show-customer-text')).toEqual(
      ['EX226574', 'TM226601'].map((incident) => ({
        title: 'Text for the customer',
        verb: 'show-customer-text',
        data: { ...REF, incident, at: 'health' },
      })),
    );
    const two = makeAzureReport({ incidents: [MAIL_INCIDENT, { ...MAIL_INCIDENT, id: 'EX2' }] });
    expect(readActions(cards.health(two, reader).card).map(({ verb }) => verb)).not.toContain(
      'show-customer-text',
    );
    expect(readActions(cards.health(QUIET, reader).card).map(({ verb }) => verb)).not.toContain(
      'show-customer-text',
    );
  });
});

describe('a subscription in depth', () => {
  it('tells what Azure says', () => {
    const text = showService(AZURE_OUTAGE, 'Azure: Production, Test');
    expect(text).toMatch(/^Yes, it’s Microsoft\. Azure: Production, Test/);
    expect(text).toContain('Regions: West Europe, North Europe');
  });

  it('is not doubted because of another subscription or of Microsoft 365', () => {
    const report = makeAzureReport({ unread: ['Test'] });
    expect(showService(report, 'Azure: Production')).toMatch(/^No known issue at Microsoft\./);
    expect(showService(report, 'Exchange Online')).toMatch(
      /^No known issue at Microsoft\..*reported as healthy/,
    );
    expect(showService(report, 'Exchange Online')).not.toContain('Not read');
  });

  it('cannot be told where Azure was not read', () => {
    expect(showService(makeAzureReport({ azure: 'timeout' }), 'Azure: Test')).toMatch(
      /^Can’t tell\..*Not read: Azure/,
    );
    expect(showService(makeAzureReport({ azure: 'timeout' }), 'Dynamics')).toMatch(/^No such service here\./);
  });

  it('opens the portal of that service', () => {
    const links = (service: string) => readLinks(cards.service(AZURE_OUTAGE, service, 0, reader).card);
    expect(links('Azure: Production, Test')[0]).toContain(encodeURIComponent('Azure: Production, Test'));
    expect(links('Exchange Online')[0]).toContain('ExchangeOnline');
  });
});
