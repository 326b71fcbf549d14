import type { EpochMs } from '../../time.ts';
import type { ServiceRequestNote, Severity, SimulatedServiceRequest, Status } from './service-request.ts';

const HOUR_MS = 3_600_000;

/** Of more notes on a request, the oldest are forgotten. */
const MOST_NOTES = 200;

/** customer, id, title, description, severity, status, and hours before the start: created, changed. */
type Row = readonly [
  customer: string,
  id: string,
  title: string,
  description: string,
  severity: Severity,
  status: Status,
  created: number,
  changed: number,
  ...notes: readonly string[],
];

/** Raised by hand in Partner Center before the sandbox began. */
const ROWS: readonly Row[] = [
  [
    'contoso',
    '626112100874576',
    'Mail to one domain is returned',
    'Mail to fabrikam.com comes back with 550 5.7.1 since Monday.',
    'critical',
    'open',
    30,
    3,
    'We are looking at the message traces you sent.',
  ],
  [
    'contoso',
    '626110900169010',
    'Licences are not assigned after renewal',
    'Ten Microsoft 365 E3 licences show as unassigned since the subscription was renewed.',
    'moderate',
    'attention_needed',
    290,
    50,
    'Please send us the order number of the renewal.',
  ],
  [
    'contoso',
    '626100200512334',
    'Invoice shows the old address',
    'The billing address was changed in September, the October invoice has the old one.',
    'minimal',
    'closed',
    1210,
    1100,
    'The address was corrected, the invoice will be sent again.',
  ],
  [
    'fabrikam',
    '626111800220145',
    'Teams rooms sign out every night',
    'Meeting room devices have to be signed in every morning.',
    'moderate',
    'open',
    75,
    20,
  ],
  [
    'northwind',
    '626111500330781',
    'SharePoint site is read-only <since 11:00>',
    'The site /sites/orders & its subsites show "read-only".\nNothing was changed by us.',
    'critical',
    'open',
    150,
    140,
  ],
  [
    'woodgrove',
    '626110300447120',
    'Question about data residency',
    'Where is the data of Exchange Online kept after a move to the EU data boundary?',
    'minimal',
    'closed',
    430,
    400,
  ],
  [
    'haneul',
    '626111900558812',
    '메일 수신 지연',
    '외부에서 보낸 메일이 두 시간 뒤에 도착합니다.',
    'moderate',
    'open',
    48,
    40,
  ],
];

export interface ServiceRequestBook {
  /** Newest first; undefined customer: everybody's. */
  list(customer: string | undefined): readonly SimulatedServiceRequest[];
  find(id: string): SimulatedServiceRequest | undefined;
  change(
    id: string,
    change: { readonly severity?: Severity; readonly status?: Status; readonly note?: string },
    now: EpochMs,
  ): SimulatedServiceRequest | undefined;
}

export function createServiceRequestBook(start: EpochMs): ServiceRequestBook {
  const kept = new Map(ROWS.map((row) => [row[1], toServiceRequest(row, start)]));
  return {
    list: (customer) =>
      [...kept.values()]
        .filter((request) => customer === undefined || request.customer === customer)
        .sort((a, b) => b.createdAt - a.createdAt),
    find: (id) => kept.get(id),
    change(id, { severity, status, note }, now) {
      const before = kept.get(id);
      if (!before) return undefined;
      const added: readonly ServiceRequestNote[] =
        note === undefined ? [] : [{ createdByName: 'Account', createdAt: now, text: note }];
      const next = status ?? before.status;
      const changed: SimulatedServiceRequest = {
        ...before,
        severity: severity ?? before.severity,
        status: next,
        modifiedAt: now,
        closedAt: next === 'closed' ? (before.closedAt ?? now) : undefined,
        notes: [...before.notes, ...added].slice(-MOST_NOTES),
      };
      kept.set(id, changed);
      return changed;
    },
  };
}

function toServiceRequest(
  [customer, id, title, description, severity, status, created, changed, ...notes]: Row,
  start: EpochMs,
): SimulatedServiceRequest {
  const modifiedAt = start - changed * HOUR_MS;
  return {
    id,
    customer,
    title,
    description,
    severity,
    status,
    supportTopicId: '32444671',
    supportTopicName: 'Cannot manage my profile',
    createdAt: start - created * HOUR_MS,
    modifiedAt,
    closedAt: status === 'closed' ? modifiedAt : undefined,
    notes: notes.map((text) => ({ createdByName: 'Microsoft Support', createdAt: modifiedAt, text })),
  };
}
