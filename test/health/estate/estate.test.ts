import { describe, expect, it } from 'vitest';
import type { AccessProblem } from '../../../src/health/estate/overview.ts';
import type { UnreadPart } from '../../../src/health/unread-part.ts';
import { makeIncident } from '../../support/incidents.ts';
import { makeChange, makeEvent, NOW, named, openEstate, reading } from './open-estate.ts';

const [ADATUM, CONTOSO, FABRIKAM] = [named('Adatum'), named('Contoso'), named('Fabrikam')];
const ALL = [ADATUM, CONTOSO, FABRIKAM];

const unread = (code: UnreadPart['code'], part: UnreadPart['part'] = 'incidents'): UnreadPart => ({
  part,
  code,
  retryAt: undefined,
});
const failing = (code: UnreadPart['code'], triedAt = NOW) => ({
  triedAt,
  incidents: undefined,
  azureIncidents: undefined,
  unread: [unread(code)],
});

describe('the estate', () => {
  it('says of nobody that all is well before anybody was read', () => {
    const { incidents, affected, coverage } = openEstate(ALL).estate.overview();
    expect(incidents).toEqual([]);
    expect(affected).toEqual({ outage: 0, any: 0 });
    expect(coverage).toEqual({
      total: 3,
      read: 0,
      untried: 3,
      azureUnread: 0,
      failed: {},
      oldestReadAt: undefined,
      newestReadAt: undefined,
    });
  });

  it('counts an incident once however many customers have it, worst first, then by customers, then newest', () => {
    const { estate } = openEstate(ALL);
    const down = makeIncident({ id: 'TM1', status: 'serviceInterruption' });
    const wide = makeIncident({ id: 'EX1' });
    const old = makeIncident({ id: 'EX2', startedAt: 1 });
    const young = makeIncident({ id: 'EX3', startedAt: 2 });
    const advisory = makeIncident({ id: 'SP1', kind: 'advisory' });
    estate.note(reading(ADATUM, { incidents: [advisory, old, wide, young] }));
    estate.note(reading(CONTOSO, { incidents: [wide, down] }));
    estate.note(reading(FABRIKAM, { incidents: [advisory] }));
    const { incidents, affected } = estate.overview();
    expect(incidents.map(({ incident, customers }) => [incident.id, customers])).toEqual([
      ['TM1', 1],
      ['EX1', 2],
      ['EX3', 1],
      ['EX2', 1],
      ['SP1', 2],
    ]);
    expect(affected).toEqual({ outage: 2, any: 3 });
    expect(estate.listCustomersOf('global', 'ex1')).toEqual([ADATUM, CONTOSO]);
    expect(estate.findOpen('ex1').map(({ customers }) => customers)).toEqual([2]);
    expect(estate.listOpenIds().toSorted()).toEqual(['EX1', 'EX2', 'EX3', 'SP1', 'TM1']);
  });

  it('narrows down to what is meant', () => {
    const { estate } = openEstate(ALL);
    estate.note(reading(ADATUM, { incidents: [makeIncident()] }));
    estate.note(reading(CONTOSO, { incidents: [makeIncident({ id: 'TM1', service: 'Microsoft Teams' })] }));
    const { incidents, affected, coverage } = estate.overview(({ service }) => service === 'Microsoft Teams');
    expect(incidents.map(({ incident }) => incident.id)).toEqual(['TM1']);
    expect(affected).toEqual({ outage: 1, any: 1 });
    expect(coverage.read).toBe(2);
  });

  it('lets an incident go from a customer only when its list was read without it', () => {
    const { estate } = openEstate(ALL);
    const incident = makeIncident();
    estate.note(reading(ADATUM, { incidents: [incident] }));
    estate.note(reading(CONTOSO, { incidents: [incident] }));
    estate.note(reading(ADATUM, failing('timeout', NOW + 1)));
    expect(estate.overview().incidents[0]?.customers).toBe(2);
    expect(estate.coverage).toMatchObject({ read: 2, failed: { timeout: 1 }, oldestReadAt: NOW });
    estate.note(reading(ADATUM, { triedAt: NOW + 2 }));
    expect(estate.overview().incidents[0]?.customers).toBe(1);
    expect(estate.coverage.failed).toEqual({});
    estate.note(reading(CONTOSO, { triedAt: NOW + 2 }));
    expect(estate.overview().incidents).toEqual([]);
    expect(estate.findOpen(incident.id)).toEqual([]);
  });

  it('takes a list that was read in part for what it says, and lets only what it calls resolved go', () => {
    const { estate } = openEstate(ALL);
    const [first, second] = [makeEvent({ id: 'A-1' }), makeEvent({ id: 'A-2' })];
    estate.note(reading(ADATUM, { azureIncidents: [first, second] }));
    const third = makeEvent({ id: 'A-3' });
    const over = { ...first, isResolved: true };
    const part = { triedAt: NOW + 1, azureIncidents: [over, third], unread: [unread('forbidden', 'azure')] };
    estate.note(reading(ADATUM, part));
    expect(estate.listOpenIds().toSorted()).toEqual(['A-2', 'A-3']);
    estate.note(reading(ADATUM, { triedAt: NOW + 2, azureIncidents: [third] }));
    expect(estate.listOpenIds()).toEqual(['A-3']);
  });

  it('lets what was not asked stand: what is known of it, and what of it is unread', () => {
    const { estate } = openEstate([ADATUM]);
    const failed = unread('forbidden', 'azure');
    estate.note(reading(ADATUM, { azureIncidents: undefined, unread: [failed] }));
    const asked = ['incidents', 'changes'] as const;
    estate.note(reading(ADATUM, { triedAt: NOW + 1, asked, azureIncidents: undefined }));
    expect(estate.coverage).toMatchObject({ read: 1, azureUnread: 0, failed: { forbidden: 1 } });
    estate.note(reading(ADATUM, { triedAt: NOW + 2, asked: ['azure'], incidents: undefined, unread: [] }));
    expect(estate.coverage).toMatchObject({ read: 1, azureUnread: 0, failed: {}, newestReadAt: NOW + 1 });
  });

  it('says of how many customers Azure was neither read nor failed yet, in clouds that have it', () => {
    const china = named('Beijing', 'china');
    const { estate } = openEstate([...ALL, china]);
    const asked = ['incidents'] as const;
    for (const customer of [ADATUM, CONTOSO, china]) {
      estate.note(reading(customer, { asked, azureIncidents: undefined }));
    }
    expect(estate.coverage).toMatchObject({ total: 4, read: 3, untried: 1, azureUnread: 2 });
    estate.note(reading(ADATUM, { triedAt: NOW + 1, asked: ['azure'], incidents: undefined }));
    expect(estate.coverage.azureUnread).toBe(1);
  });

  it('takes an incident that is over off everybody’s list, and tells nobody that it left', () => {
    const { estate } = openEstate(ALL);
    const over = makeIncident({ isResolved: true });
    estate.note(reading(ADATUM, { incidents: [makeIncident(), makeIncident({ id: 'TM1' })] }));
    estate.note(reading(CONTOSO, { incidents: [makeIncident()] }));
    estate.close('china', over);
    expect(estate.findOpen('EX226574')).toHaveLength(1);
    estate.close('global', over);
    expect(estate.listOpenIds()).toEqual(['TM1']);
    expect(estate.overview().affected).toEqual({ outage: 1, any: 1 });
    expect(estate.takeDepartures()).toEqual([]);
  });

  it('passes over a reading that is older than what is known', () => {
    const { estate } = openEstate(ALL);
    estate.note(reading(ADATUM, { incidents: [makeIncident()] }));
    estate.note(reading(ADATUM, { triedAt: NOW - 1 }));
    expect(estate.listOpenIds()).toEqual(['EX226574']);
  });

  it('keeps the later state of an incident whoever it was read for', () => {
    const { estate } = openEstate(ALL);
    const later = makeIncident({ updatedAt: NOW, status: 'serviceInterruption' });
    estate.note(reading(ADATUM, { incidents: [later] }));
    estate.note(reading(CONTOSO, { incidents: [makeIncident({ updatedAt: NOW - 5 })] }));
    expect(estate.overview().incidents).toMatchObject([{ severity: 'down', customers: 2 }]);
  });

  it('keeps of an incident the newest post only, bounded, and nobody’s subscriptions', () => {
    const { estate } = openEstate(ALL);
    const posts = [
      { at: 2, html: 'x'.repeat(50_000) },
      { at: 1, html: 'old' },
    ];
    estate.note(reading(ADATUM, { azureIncidents: [makeEvent({ posts })] }));
    const [open] = estate.findOpen('bc_1-fxz');
    expect(open?.incident.posts.map(({ at, html }) => [at, html.length])).toEqual([[2, 8_000]]);
    expect(open?.incident.azure).toMatchObject({ services: ['Virtual Machines'], subscriptions: [] });
  });

  it('shows what Azure and Microsoft 365 both tell once, as Microsoft 365 tells it', () => {
    const { estate } = openEstate(ALL);
    const scope = { services: [], regions: [], subscriptions: [], externalId: 'ex226574' };
    const events = [makeEvent({ azure: scope }), makeEvent({ id: 'ex226574' })];
    estate.note(reading(ADATUM, { incidents: [makeIncident()], azureIncidents: events }));
    expect(estate.overview().incidents.map(({ incident }) => incident)).toMatchObject([
      { id: 'EX226574', source: 'microsoft365' },
    ]);
    expect(estate.listCustomersOf('global', 'EX226574')).toEqual([ADATUM]);
  });

  it('keeps clouds apart', () => {
    const china = named('Adatum', 'china');
    const { estate } = openEstate([ADATUM, china]);
    estate.note(reading(ADATUM, { incidents: [makeIncident()] }));
    estate.note(reading(china, { incidents: [makeIncident()] }));
    expect(estate.findOpen('EX226574').map(({ cloud, customers }) => [cloud, customers])).toEqual([
      ['global', 1],
      ['china', 1],
    ]);
    expect(estate.listCustomersOf('china', 'EX226574')).toEqual([china]);
  });

  it('never counts a customer that is no longer on the list, and knows nothing of it when it comes back', () => {
    const { estate, directory } = openEstate(ALL);
    estate.note(reading(ADATUM, { incidents: [makeIncident()] }));
    directory.customers = [CONTOSO, FABRIKAM];
    expect(estate.overview()).toMatchObject({ incidents: [], affected: { any: 0 }, coverage: { total: 2 } });
    expect(estate.findOpen('EX226574')).toEqual([]);
    estate.note(reading(ADATUM, { incidents: [makeIncident()] }));
    expect(estate.overview().incidents).toEqual([]);
    directory.customers = ALL;
    expect(estate.coverage).toMatchObject({ total: 3, untried: 3 });
  });

  it('tells which incidents have left which customers, once', () => {
    const { estate } = openEstate(ALL);
    for (const customer of [ADATUM, CONTOSO]) {
      estate.note(reading(customer, { incidents: [makeIncident()] }));
      estate.note(reading(customer, { triedAt: NOW + 1 }));
    }
    expect(estate.takeDepartures()).toMatchObject([
      {
        cloud: 'global',
        incident: { id: 'EX226574' },
        customers: [{ tenantId: 'adatum' }, { tenantId: 'contoso' }],
      },
    ]);
    expect(estate.takeDepartures()).toEqual([]);
  });

  it('tells of an incident that comes and goes each customer once', () => {
    const { estate } = openEstate(ALL);
    for (let at = 0; at < 10; at += 1) {
      const incidents = at % 2 === 0 ? [makeIncident()] : [];
      estate.note(reading(ADATUM, { triedAt: NOW + at, incidents }));
    }
    expect(estate.takeDepartures().map(({ customers }) => customers.length)).toEqual([1]);
  });
});

describe('what was restored at a start', () => {
  const state = {
    customer: { cloud: 'global', tenantId: 'adatum' },
    readAt: NOW - 60_000,
    triedAt: NOW - 50_000,
    incidentsTriedAt: NOW - 50_000,
    azureReadAt: undefined,
    changesReadAt: undefined,
    incidentIds: ['EX226574', 'GONE'],
    changeIds: [],
    unread: [unread('timeout')],
  } as const;
  const kept = {
    cloud: 'global',
    incident: makeIncident(),
    firstSeenAt: 1,
    lastSeenAt: NOW - 60_000,
  } as const;

  it('answers with its age, as soon as the customers are listed', () => {
    const { estate, directory } = openEstate([]);
    directory.states = [{ cloud: 'global', loadedAt: undefined, error: undefined }];
    estate.restore({ states: [state], incidents: [kept], changes: [] });
    expect(estate.overview()).toMatchObject({ incidents: [], coverage: { total: 0, read: 0 } });
    directory.customers = [CONTOSO];
    expect(estate.coverage.read).toBe(0);
    directory.customers = ALL;
    const { incidents, coverage } = estate.overview();
    expect(incidents).toMatchObject([{ customers: 1, incident: { id: 'EX226574' } }]);
    expect(coverage).toMatchObject({
      read: 1,
      untried: 2,
      failed: { timeout: 1 },
      oldestReadAt: NOW - 60_000,
    });
    expect(estate.takeUnsaved(10)).toEqual([]);
  });

  it('leaves out what has ended since, and does not call Azure read that was not', () => {
    const { estate } = openEstate(ALL);
    const over = { ...kept, incident: makeIncident({ isResolved: true }) };
    estate.restore({ states: [{ ...state, unread: [] }], incidents: [over], changes: [] });
    expect(estate.overview().incidents).toEqual([]);
    expect(estate.coverage).toMatchObject({ read: 1, azureUnread: 1 });
  });

  it('keeps what failed of Azure until Azure is asked again', () => {
    const { estate } = openEstate(ALL);
    const failed = { ...state, unread: [unread('forbidden', 'azure')] };
    estate.restore({ states: [failed], incidents: [kept], changes: [] });
    const asked = ['incidents', 'changes'] as const;
    estate.note(reading(ADATUM, { asked, azureIncidents: undefined }));
    expect(estate.coverage).toMatchObject({ azureUnread: 0, failed: { forbidden: 1 } });
  });

  it('begins with maintenance and with what was known of Azure, and writes neither anew', () => {
    const { estate } = openEstate(ALL);
    const change = makeChange();
    const instants = { azureReadAt: NOW - 70_000, changesReadAt: NOW - 80_000 };
    const known = { ...state, ...instants, changeIds: ['mc172851', 'GONE'] };
    estate.restore({ states: [known], incidents: [kept], changes: [{ cloud: 'global', change }] });
    const { changes, coverage } = estate.maintenance();
    expect(changes).toMatchObject([{ change, customers: 1 }]);
    expect(coverage).toMatchObject({ read: 1, oldestReadAt: NOW - 80_000 });
    expect(estate.coverage.azureUnread).toBe(0);
    expect(estate.listUnsavedChanges()).toEqual([]);
  });

  it('does not stand against what was read since', () => {
    const { estate } = openEstate(ALL);
    estate.note(reading(ADATUM));
    estate.restore({ states: [state], incidents: [kept], changes: [] });
    expect(estate.listOpenIds()).toEqual([]);
    expect(estate.coverage.newestReadAt).toBe(NOW);
  });
});

describe('access', () => {
  it('puts first whom nothing is known of, then relationships by date, then whom only Azure lacks; and counts each once', () => {
    const relationships = new Map<string, NonNullable<AccessProblem['relationship']>>([
      ['global:d', { state: 'expiring', endsAt: NOW + 2, id: 'r1' }],
      ['global:e', { state: 'expiring', endsAt: NOW + 1, id: 'r2' }],
      ['global:f', { state: 'expired', endsAt: NOW - 1, id: 'r3' }],
      ['global:c', { state: 'expired', endsAt: NOW - 1, id: 'r4' }],
      ['global:nobody', { state: 'expired', endsAt: NOW - 1, id: 'r5' }],
    ]);
    const customers = ['A', 'B', 'C', 'D', 'E', 'F', 'G'].map((name) => named(name));
    const { estate } = openEstate(customers, {
      listProblems: () => relationships,
      unread: [{ cloud: 'global', code: 'throttled' }],
    });
    const [a, b, c, , , , g] = customers;
    if (!a || !b || !c || !g) throw new Error('customers are missing');
    estate.note(reading(a, { azureIncidents: undefined, unread: [unread('forbidden', 'azure')] }));
    estate.note(reading(b, failing('noConsent')));
    estate.note(reading(c, failing('noConsent')));
    estate.note(reading(g));
    const access = estate.access();
    expect(access.problems.map(({ customer }) => customer.name)).toEqual(['B', 'C', 'F', 'E', 'D', 'A']);
    expect(access.counts).toEqual({ unreadable: 2, partly: 1, expired: 2, expiring: 2 });
    expect(access.coverage.failed).toEqual({ noConsent: 2, forbidden: 1 });
    expect(access.unreadRelationships).toEqual([{ cloud: 'global', code: 'throttled' }]);
    expect(estate.overview().access).toEqual(access.counts);
  });
});

describe('maintenance for all', () => {
  it('lists coming changes once, next first, with their customers', () => {
    const { estate } = openEstate(ALL);
    const soon = makeChange({ id: 'MC1', actionRequiredBy: NOW + 5 });
    estate.note(reading(ADATUM, { changes: [makeChange(), soon] }));
    estate.note(reading(CONTOSO, { changes: [makeChange()] }));
    expect(estate.maintenance().changes.map(({ change, customers }) => [change.id, customers])).toEqual([
      ['MC1', 1],
      ['MC172851', 2],
    ]);
    expect(estate.findChange('global', 'mc172851')).toMatchObject({ customers: 2, hits: [ADATUM, CONTOSO] });
    estate.note(reading(ADATUM, { triedAt: NOW + 1, changes: [] }));
    expect(estate.findChange('global', 'MC1')).toBeUndefined();
  });

  it('keeps the message centre’s changes while only Azure’s were read', () => {
    const { estate } = openEstate(ALL);
    const planned = makeChange({ id: 'A-9', source: 'azure', category: 'plannedMaintenance' });
    estate.note(reading(ADATUM, { changes: [makeChange(), planned] }));
    estate.note(reading(ADATUM, { triedAt: NOW + 1, azureChanges: [] }));
    expect(estate.maintenance().changes.map(({ change }) => change.id)).toEqual(['MC172851']);
  });
});

describe('states to save', () => {
  it('are those that changed, and those whose instants are almost five minutes old', () => {
    const { estate } = openEstate(ALL);
    estate.note(reading(ADATUM, { incidents: [makeIncident()] }));
    const saved = estate.takeUnsaved(10);
    expect(saved).toEqual([
      {
        customer: { cloud: 'global', tenantId: 'adatum' },
        readAt: NOW,
        triedAt: NOW,
        incidentsTriedAt: NOW,
        azureReadAt: NOW,
        changesReadAt: undefined,
        incidentIds: ['EX226574'],
        changeIds: [],
        unread: [],
      },
    ]);
    const again = (after: number) =>
      estate.note(reading(ADATUM, { incidents: [makeIncident()], triedAt: NOW + after }));
    again(60_000);
    expect(estate.takeUnsaved(10)).toEqual([]);
    again(300_000);
    expect(estate.takeUnsaved(10)).toHaveLength(1);
    estate.markUnsaved(saved);
    expect(estate.takeUnsaved(10)).toHaveLength(1);
    estate.note(reading(ADATUM, { triedAt: NOW + 300_001 }));
    expect(estate.takeUnsaved(10)).toMatchObject([{ incidentIds: [] }]);
  });
});
