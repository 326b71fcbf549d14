import { describe, expect, it } from 'vitest';
import { ReadError } from '../../src/errors.ts';
import type { AzureReading } from '../../src/health/azure.ts';
import type { Incident } from '../../src/health/incident.ts';
import { listUnreadAzure, reportAzure } from '../../src/health/report-azure.ts';
import { reportIncident } from '../../src/health/report-incident.ts';
import { createTwinFinder } from '../../src/health/same-incident.ts';
import {
  makeAzureIncident,
  makeAzureReading,
  makeSubscription,
  PRODUCTION,
  STAGING,
} from '../support/health-sources.ts';
import { makeIncident } from '../support/incidents.ts';

const A = makeSubscription(0, 'Alpha');
const B = makeSubscription(1, 'Beta');
const C = makeSubscription(2, 'Gamma');
const D = makeSubscription(3, 'Delta');
const E = makeSubscription(4, 'Epsilon');

function report(overrides: Partial<AzureReading>, microsoft365: readonly Incident[] = []) {
  const reading = makeAzureReading(overrides);
  const { rows, severities } = reportAzure(
    { ...reading, incidents: reading.incidents.map(reportIncident) },
    createTwinFinder(microsoft365),
  );
  const table = Object.fromEntries(
    rows.map(({ name, severity, incidents }) => [name, [severity, ...incidents.map(({ id }) => id)]]),
  );
  return { rows, table, severities: [...severities].sort() };
}

const fail = (
  subscription: typeof PRODUCTION,
  code: ConstructorParameters<typeof ReadError>[0],
  retryAt?: number,
) => ({
  subscription,
  error: new ReadError(code, 'no', { retryAt }),
});

describe('reportAzure', () => {
  it('gives each healthy subscription a row of its own', () => {
    const { table, rows, severities } = report({});
    expect(table).toEqual({ 'Azure: Production': ['healthy'], 'Azure: Staging': ['healthy'] });
    expect(rows.map(({ subscriptions }) => subscriptions)).toEqual([[PRODUCTION], [STAGING]]);
    expect(severities).toEqual(['healthy', 'healthy']);
  });

  it('groups incidents by the subscriptions they hit, in any order, so that none is shown twice', () => {
    const { table, severities } = report({
      incidents: [
        makeAzureIncident({ id: 'ONE' }, { subscriptions: [STAGING, PRODUCTION] }),
        makeAzureIncident({ id: 'TWO', kind: 'advisory' }, { subscriptions: [PRODUCTION, STAGING] }),
        makeAzureIncident({ id: 'THREE', kind: 'advisory' }, { subscriptions: [STAGING] }),
      ],
    });
    expect(table).toEqual({
      'Azure: Production, Staging': ['degraded', 'ONE', 'TWO'],
      'Azure: Staging': ['advisory', 'THREE'],
    });
    expect(severities).toEqual(['degraded', 'degraded']);
  });

  it('names at most three, and keeps every name unique', () => {
    const { table } = report({
      subscriptions: [A, B, C, D, E],
      incidents: [
        makeAzureIncident({ id: 'ONE' }, { subscriptions: [A, B, D, C] }),
        makeAzureIncident({ id: 'TWO' }, { subscriptions: [A, B, D, E] }),
      ],
    });
    expect(Object.keys(table)).toEqual(
      ['Azure: Alpha, Beta, Delta +1', 'Azure: Alpha, Beta, Delta +1 (2)'].sort(),
    );
  });

  it('tells subscriptions of one name apart by their ids', () => {
    const { table } = report({ subscriptions: [A, { ...B, name: 'ALPHA' }] });
    expect(Object.keys(table)).toEqual(['Azure: Alpha (00000000)', 'Azure: ALPHA (11111111)']);
  });

  it('says nothing about a subscription that could not be read, and counts it not', () => {
    const { table, severities } = report({ unread: [fail(STAGING, 'forbidden')] });
    expect(table).toEqual({ 'Azure: Production': ['healthy'] });
    expect(severities).toEqual(['healthy']);
  });

  it.each([
    ['by its tracking id', makeAzureIncident({ id: 'ex226574' })],
    ['by its id elsewhere', makeAzureIncident({ id: 'BC_1' }, { externalId: 'Ex226574' })],
  ])('leaves an incident that Microsoft 365 shows to it (%s), and still counts whom it hits', (_how, incident) => {
    const { table, severities } = report({ incidents: [incident] }, [makeIncident()]);
    expect(table).toEqual({ 'Azure: Production': ['degraded'], 'Azure: Staging': ['healthy'] });
    expect(severities).toEqual(['degraded', 'healthy']);
  });

  it('shows an incident that names no subscription', () => {
    const { table, severities } = report({
      subscriptions: [],
      incidents: [makeAzureIncident({}, { subscriptions: [] })],
    });
    expect(table).toEqual({ Azure: ['degraded', 'BC_1-FXZ'] });
    expect(severities).toEqual(['degraded']);
  });
});

describe('listUnreadAzure', () => {
  const read = (overrides: Partial<AzureReading>) => {
    const reading = makeAzureReading(overrides);
    return listUnreadAzure({ ok: true, value: reading, skipped: reading.skipped, readAt: 0 });
  };

  it('names the subscriptions by cause, and when asking all of them again makes sense', () => {
    expect(
      read({
        subscriptions: [A, B, C, D],
        unread: [fail(C, 'throttled', 5), fail(A, 'forbidden'), fail(B, 'throttled', 9)],
      }),
    ).toEqual([
      { part: 'azure', code: 'throttled', retryAt: 9, subscriptions: ['Beta', 'Gamma'] },
      { part: 'azure', code: 'forbidden', retryAt: undefined, subscriptions: ['Alpha'] },
    ]);
  });

  it('names no subscription when nothing of Azure could be read', () => {
    expect(listUnreadAzure({ ok: false, error: new ReadError('timeout', 'no', { retryAt: 7 }) })).toEqual([
      { part: 'azure', code: 'timeout', retryAt: 7 },
    ]);
  });

  it('owns up to rows that could not be understood: any subscription that was read may miss one', () => {
    expect(read({ subscriptions: [A, B], unread: [fail(B, 'forbidden')], skipped: 2 })).toEqual([
      { part: 'azure', code: 'forbidden', retryAt: undefined, subscriptions: ['Beta'] },
      { part: 'azure', code: 'invalidAnswer', retryAt: undefined, subscriptions: ['Alpha'] },
    ]);
  });
});
