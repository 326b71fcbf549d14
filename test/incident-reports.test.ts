import { expect, it } from 'vitest';
import { createCorrelation } from '../src/correlation.ts';
import { ReadError } from '../src/errors.ts';
import { createIncidentReports } from '../src/incident-reports.ts';
import { createAccess } from '../src/staff/access.ts';
import type { Admission } from '../src/staff/admission.ts';
import type { AuditEntry } from '../src/staff/audit.ts';

const NOW = 1_000;
const CONTOSO = { cloud: 'global', tenantId: 't-1' } as const;
const SUBJECT = { ...CONTOSO, incident: 'EX226574' };
const ADELE = { objectId: 'adele', conversationTenant: 'ours' };
const FILE = { contentType: 'application/pdf', content: new Uint8Array([1]) };
const admitted = (...hidden: string[]): Admission => ({
  kind: 'admitted',
  access: createAccess(
    ['salesAgent'],
    { seesAll: false, groups: [], sees: ({ tenantId }) => !hidden.includes(tenantId) },
    ['global'],
  ),
});

function open(admission: Admission, error?: Error) {
  const lines: AuditEntry[] = [];
  const calls: unknown[] = [];
  const correlation = createCorrelation();
  const reports = createIncidentReports({
    key: new Uint8Array(32),
    findOrigin: () => 'https://bot.example',
    source: {
      async readIncidentReport(customer, incident) {
        calls.push([customer, incident, correlation.current]);
        if (error) throw error;
        return FILE;
      },
    },
    findStaffing: () => ({
      staff: {
        async admit({ objectId }, tenantId) {
          calls.push([objectId, tenantId]);
          return admission;
        },
      },
      trail: { note: (line) => lines.push(line) },
    }),
    correlation,
    makeId: () => 'id-1',
    clock: () => NOW,
  });
  const link = reports.link(SUBJECT, ADELE) ?? '';
  const ticket = reports.tickets.read(link.slice(link.lastIndexOf('/') + 1));
  if (!ticket) throw new Error('The link opens nothing.');
  return { reports, lines, calls, read: () => reports.read(ticket) };
}

it('a link is for whom it was shown to, and there is none for who is not known', () => {
  const { reports } = open(admitted());
  expect(reports.link(SUBJECT, undefined)).toBeUndefined();
  expect(reports.link(SUBJECT, { ...ADELE, objectId: undefined })).toBeUndefined();
});

it('a report is read for who may see the customer, and the trail says so', async () => {
  const { read, lines, calls } = open(admitted());
  expect(await read()).toBe(FILE);
  expect(calls).toEqual([
    ['adele', 'ours'],
    [CONTOSO, 'EX226574', 'id-1'],
  ]);
  expect(lines).toMatchObject([
    {
      ...{ at: NOW, correlation: 'id-1', action: 'system:download-report', roles: ['salesAgent'] },
      ...{ person: { objectId: 'adele' }, customers: [CONTOSO], customerCount: 1 },
      ...{ subject: 'incident:global:EX226574', decision: 'allowed', outcome: 'done', reason: undefined },
    },
  ]);
});

it.each([
  ['has no role any more', { kind: 'refused', reason: 'noRole' }, 'refused', 'noRole'],
  ['may not see the customer', admitted('t-1'), 'refused', 'readHealth'],
  [
    'may be anybody while roles cannot be read',
    { kind: 'unreadable', retryAt: undefined },
    'unreadable',
    'unreadable',
  ],
] as const)('nothing is read for who %s', async (_what, admission, outcome, reason) => {
  const { read, lines, calls } = open(admission);
  expect(await read()).toBe(outcome);
  expect(calls).toEqual([['adele', 'ours']]);
  expect(lines).toMatchObject([{ customers: [CONTOSO], decision: 'refused', outcome: 'refused', reason }]);
});

it.each([
  [new ReadError('notFound', 'gone'), 'refused', 'gone'],
  [new ReadError('unavailable', 'later'), 'failed', undefined],
] as const)('what cannot be read (%s) is on the trail, too', async (error, outcome, reason) => {
  const { read, lines } = open(admitted(), error);
  await expect(read()).rejects.toBe(error);
  expect(lines).toMatchObject([{ decision: 'allowed', outcome, reason }]);
});
