import { describe, expect, it } from 'vitest';
import { ReadError } from '../../src/errors.ts';
import type { KeptIncident } from '../../src/health/archive.ts';
import { buildHistory, type HistoryQuestion, type HistoryReadings } from '../../src/health/build-history.ts';
import { listHistoryServices } from '../../src/health/history-services.ts';
import type { Incident } from '../../src/health/incident.ts';
import type { ServiceStatus } from '../../src/health/service.ts';
import { createSeededRandom } from '../support/generate-customers.ts';
import { makeAzureIncident, makeAzureReading, STAGING } from '../support/health-sources.ts';
import { makeIncident } from '../support/incidents.ts';

const NOW = Date.UTC(2026, 10, 21, 10, 25);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const CONTOSO = { cloud: 'global', tenantId: 't-1', name: 'Contoso', domain: 'contoso.com' } as const;

/** An incident that began and ended so many hours ago, closed with `serviceRestored`. */
function past(
  id: string,
  began: number,
  ended: number | undefined,
  overrides: Partial<Incident> = {},
): Incident {
  return makeIncident({
    id,
    status: 'serviceRestored',
    isResolved: true,
    startedAt: NOW - began * HOUR,
    endedAt: ended === undefined ? undefined : NOW - ended * HOUR,
    updatedAt: NOW - (ended ?? 0) * HOUR,
    ...overrides,
  });
}

const keep = (incident: Incident, lastSeenAt = incident.updatedAt ?? NOW): KeptIncident => ({
  cloud: 'global',
  incident: { ...incident, posts: [] },
  firstSeenAt: lastSeenAt - DAY,
  lastSeenAt,
});

const read = <T>(value: T, skipped = 0) => ({ ok: true, value, skipped, readAt: NOW }) as const;
const failed = { ok: false, error: new ReadError('forbidden', 'no') } as const;

function build(
  listed: readonly Incident[] | HistoryReadings['listed'],
  readings: Partial<HistoryReadings> = {},
  question: Partial<HistoryQuestion> = {},
) {
  return buildHistory(
    {
      customer: CONTOSO,
      period: { since: NOW - 30 * DAY, until: NOW },
      service: undefined,
      timeZone: 'UTC',
      ...question,
    },
    {
      listed: 'ok' in listed ? listed : read(listed),
      azure: undefined,
      azureSince: NOW - 30 * DAY,
      kept: [],
      keptSince: undefined,
      ...readings,
    },
    NOW,
  );
}

const ids = ({ incidents }: { readonly incidents: readonly { readonly incident: Incident }[] }) =>
  incidents.map(({ incident }) => incident.id);

describe('what a history holds', () => {
  it('is what was under way within the period, newest start first', () => {
    const history = build([
      past('LONG', 50 * 24, 29 * 24),
      past('BEFORE', 50 * 24, 31 * 24),
      past('EDGE', 50 * 24, 30 * 24),
      past('RECENT', 5, 1),
      makeIncident({ id: 'OPEN', startedAt: NOW - 100 * DAY }),
    ]);
    expect(ids(history)).toEqual(['RECENT', 'EDGE', 'LONG', 'OPEN']);
  });

  it('ends with the period', () => {
    const period = { since: NOW - 30 * DAY, until: NOW - 10 * DAY };
    const history = build([past('AFTER', 5, 1), past('IN', 11 * 24, 5 * 24)], {}, { period });
    expect(ids(history)).toEqual(['IN']);
    expect(history.services[0]?.affectedMs).toBe(DAY);
    expect(history.incidents[0]?.durationMs).toBe(6 * DAY);
  });

  it('has what is not dated by its last update, and leaves out what has no date at all and is over', () => {
    const undated = { startedAt: undefined, endedAt: undefined };
    const history = build([
      past('UPDATED', 0, 0, { ...undated, updatedAt: NOW - DAY }),
      past('OLD', 0, 0, { ...undated, updatedAt: NOW - 40 * DAY }),
      past('NEVER', 0, 0, { ...undated, updatedAt: undefined }),
    ]);
    expect(ids(history)).toEqual(['UPDATED']);
    expect(history.incidents[0]?.durationMs).toBeUndefined();
    expect(history.services).toEqual([
      { service: 'Exchange Online', incidents: 1, advisories: 0, affectedMs: 0 },
    ]);
  });

  it.each([
    ['serviceRestored', true, 'restored', undefined],
    ['serviceRestored', false, 'open', 'recovered'],
    ['postIncidentReviewPublished', true, 'reviewed', undefined],
    ['postIncidentReviewPublished', false, 'reviewed', undefined],
    ['falsePositive', true, 'falsePositive', undefined],
    ['falsePositive', false, 'falsePositive', undefined],
    ['mitigatedExternal', true, 'restored', undefined],
    ['resolved', true, 'resolved', undefined],
    ['serviceDegradation', true, 'resolved', undefined],
    ['serviceDegradation', false, 'open', 'degraded'],
    ['investigating', false, 'open', 'advisory'],
    ['unknown', true, 'resolved', undefined],
  ] as const)('tells the outcome of %s, closed %s: %s', (status: ServiceStatus, isResolved, outcome, severity) => {
    const [row] = build([makeIncident({ status, isResolved })]).incidents;
    expect(row).toMatchObject({ outcome, severity });
  });

  it('tells how long it took, to now while it is open, and not at all where the end is not dated', () => {
    const history = build([
      past('OVER', 5, 1),
      makeIncident({ id: 'OPEN', startedAt: NOW - 6 * HOUR }),
      past('UNDATED', 7, undefined, { updatedAt: NOW - 2 * HOUR }),
      past('BACKWARDS', 8, 9),
    ]);
    expect(history.incidents.map(({ durationMs }) => durationMs && durationMs / HOUR)).toEqual([
      4,
      6,
      undefined,
      undefined,
    ]);
    // From the start of the undated one to its last update, and on with the open one until now.
    expect(history.services[0]?.affectedMs).toBe(7 * HOUR);
  });
});

describe('where a history comes from', () => {
  it('takes each incident once, in the later state, Microsoft’s where both are equal', () => {
    const posts = [{ at: 1, html: 'A post' }];
    const live = makeIncident({
      id: 'EX1',
      posts,
      title: 'live',
      startedAt: NOW - HOUR,
      updatedAt: NOW - HOUR,
    });
    const [equal] = build([live], { kept: [keep({ ...live, id: 'ex1', title: 'kept' })] }).incidents;
    expect(equal?.incident.title).toBe('live');
    const [later] = build([live], { kept: [keep({ ...live, title: 'kept', updatedAt: NOW - 1 })] }).incidents;
    expect(later?.incident).toMatchObject({ title: 'kept', posts });
  });

  it('reaches further back than Microsoft’s list with what was kept', () => {
    const history = build([past('NEW', 5, 1)], { kept: [keep(past('OLD', 500, 499))], keptSince: 7 });
    expect(ids(history)).toEqual(['NEW', 'OLD']);
    expect(history).toMatchObject({ keptSince: 7, isMemoryRead: true });
  });

  it('closes what was kept as open and Microsoft lists no more', () => {
    const gone = makeIncident({ id: 'GONE', startedAt: NOW - 9 * DAY, updatedAt: NOW - 8 * DAY });
    const history = build([], { kept: [keep(gone, NOW - 2 * DAY)] });
    expect(history.incidents).toMatchObject([{ outcome: 'unlisted', durationMs: undefined }]);
    expect(history.services[0]?.affectedMs).toBe(DAY);
  });

  it.each([
    ['Microsoft’s list could not be read', failed],
    ['a row of it was not understood', read<readonly Incident[]>([], 1)],
  ])('knows what was kept as open until it was last seen where %s', (_when, listed) => {
    const open = makeIncident({ id: 'OPEN', startedAt: NOW - 9 * DAY });
    const history = build(listed, { kept: [keep(open, NOW - 2 * DAY)] });
    expect(history.incidents).toMatchObject([{ outcome: 'open', durationMs: 7 * DAY }]);
    expect(history.unread).toMatchObject([{ part: 'incidents' }]);
  });

  it('does not close what was seen after the list was read', () => {
    const open = makeIncident({ id: 'OPEN' });
    expect(build([], { kept: [keep(open, NOW)] }).incidents).toMatchObject([{ outcome: 'open' }]);
  });

  it('does not close an event of Azure that Azure was not asked about, or not wholly', () => {
    const events = (azure: Parameters<typeof makeAzureReading>[0], updatedAt: number) => {
      const open = makeAzureIncident({ startedAt: NOW - 50 * DAY, updatedAt });
      const reading = makeAzureReading(azure);
      return build([], { azure: read(reading), kept: [keep(open, NOW - DAY)] }).incidents[0]?.outcome;
    };
    expect(events({}, NOW - 40 * DAY)).toBe('open');
    expect(events({}, NOW - 2 * DAY)).toBe('unlisted');
    const unread = [{ subscription: STAGING, error: new ReadError('timeout', 'no') }];
    expect(events({ unread }, NOW - 2 * DAY)).toBe('open');
  });

  it('has an incident of Microsoft 365 and Azure once', () => {
    const azure = makeAzureReading({
      incidents: [makeAzureIncident({}, { externalId: 'ex226574' }), makeAzureIncident({ id: 'OTHER' })],
    });
    const history = build([makeIncident()], {
      azure: read(azure),
      kept: [keep(makeAzureIncident({ id: 'EX226574' }))],
    });
    expect(ids(history).sort()).toEqual(['EX226574', 'OTHER']);
  });

  it('owns up to what could not be read', () => {
    const history = build(failed, { azure: failed, kept: undefined });
    expect(history).toMatchObject({
      incidents: [],
      unread: [
        { part: 'incidents', code: 'forbidden' },
        { part: 'azure', code: 'forbidden' },
      ],
      readAt: undefined,
      isMemoryRead: false,
    });
    expect(history.weeks.length).toBeGreaterThan(3);
  });
});

describe('what a history counts', () => {
  it('is incidents apart from advisories, and hours in which at least one incident was under way', () => {
    const history = build(
      [
        past('A', 10, 6),
        past('B', 8, 4),
        past('ADVISORY', 100, 1, { kind: 'advisory' }),
        past('FALSE', 200, 150, { status: 'falsePositive' }),
        past('TEAMS', 3, 1, { service: 'Microsoft Teams' }),
        past('TEAMS2', 30, 29, { service: 'microsoft  teams', kind: 'advisory' }),
      ],
      {
        azure: read(
          makeAzureReading({
            incidents: [
              makeAzureIncident({ startedAt: NOW - 2 * HOUR }),
              makeAzureIncident({ id: 'SEC', kind: 'securityAdvisory' }),
              makeAzureIncident({ id: 'NEW', kind: 'unknown' }),
            ],
          }),
        ),
      },
    );
    expect(history.services).toEqual([
      { service: 'Exchange Online', incidents: 3, advisories: 1, affectedMs: 6 * HOUR },
      { service: 'Azure: Virtual Machines', incidents: 1, advisories: 2, affectedMs: 2 * HOUR },
      { service: 'Microsoft Teams', incidents: 1, advisories: 1, affectedMs: 2 * HOUR },
    ]);
    expect(history.weeks.reduce((total, { incidents }) => total + incidents, 0)).toBe(5);
    // Exchange from 10 to 4, Teams from 3 to 1, Azure from 2 to now.
    expect(history.weeks.reduce((total, { affectedMs }) => total + affectedMs, 0)).toBe(9 * HOUR);
  });

  it('can be narrowed down to a service, whatever the case of its name, or to all of Azure', () => {
    const azure = read(
      makeAzureReading({ incidents: [makeAzureIncident({}, { services: ['Virtual Machines', 'Storage'] })] }),
    );
    const listed = [makeIncident({ id: 'EX1' }), makeIncident({ id: 'TM1', service: 'Microsoft Teams' })];
    const names = listHistoryServices(build(listed, { azure }));
    expect(names).toEqual([
      'Azure',
      'Azure: Storage',
      'Azure: Virtual Machines',
      'Exchange Online',
      'Microsoft Teams',
    ]);
    const narrow = (service: string) => build(listed, { azure }, { service });
    expect(ids(narrow('exchange  ONLINE'))).toEqual(['EX1']);
    expect(ids(narrow('Azure'))).toEqual(['BC_1-FXZ']);
    expect(narrow('azure: storage').services).toMatchObject([{ service: 'Azure: Storage', incidents: 1 }]);
    expect(narrow('SharePoint')).toMatchObject({ service: 'SharePoint', incidents: [], services: [] });
  });

  it('was read when that was read which it rests on', () => {
    const azure = { ...read(makeAzureReading()), readAt: NOW - HOUR };
    const failed = { ok: false, error: new ReadError('timeout', 'not read') } as const;
    const readAt = (readings: Partial<HistoryReadings>, service?: string) =>
      build([], readings, { service }).readAt;
    expect(readAt({ azure })).toBe(NOW - HOUR);
    expect(readAt({ azure, listed: failed })).toBe(NOW - HOUR);
    expect(readAt({ azure, listed: failed }, 'Azure: Storage')).toBe(NOW - HOUR);
    expect(readAt({ azure, listed: failed }, 'Exchange Online')).toBeUndefined();
    expect(readAt({ azure: failed })).toBe(NOW);
    expect(readAt({ azure: failed }, 'Azure')).toBeUndefined();
  });

  it('tallies 5,000 incidents in milliseconds', () => {
    const random = createSeededRandom(20_261_121);
    const listed = Array.from({ length: 5_000 }, (_, at) => {
      const began = random() * 24 * 365;
      return past(`EX${at}`, began, began * random(), { service: `Service ${at % 30}` });
    });
    const question = { period: { since: NOW - 365 * DAY, until: NOW }, timeZone: 'Europe/Paris' };
    const times = Array.from({ length: 7 }, () => {
      const start = performance.now();
      expect(
        build(listed, { kept: listed.map((incident) => keep(incident)) }, question).incidents,
      ).toHaveLength(5_000);
      return performance.now() - start;
    });
    expect(Math.min(...times)).toBeLessThan(60);
  });
});
