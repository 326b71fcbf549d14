import type { AuditEntry } from '../../src/staff/audit.ts';
import { CONTOSO, START } from './test-store.ts';

/** A line of the audit trail, with what a test wants to be different. */
export function makeAuditEntry(overrides: Partial<AuditEntry> = {}): AuditEntry {
  return {
    at: START,
    correlation: '0d1fbd2c-3c5f-4a43-a9f6-0a6d1c1f7a01',
    person: { objectId: '00000000-0000-0000-0000-0000000000020', account: '29:alex', name: 'Alex Wilber' },
    roles: ['adminAgent'],
    place: { channel: 'msteams', kind: 'channel', id: '19:a@thread.tacv2', tenantId: 'partner-1' },
    action: 'command:health',
    customers: [CONTOSO],
    customerCount: 1,
    subject: undefined,
    decision: 'allowed',
    reason: undefined,
    outcome: 'done',
    reference: undefined,
    ...overrides,
  };
}

/** Entries that tell apart by their correlation: `a-1`, `a-2` … */
export function makeAuditEntries(name: string, count: number): AuditEntry[] {
  return Array.from({ length: count }, (_, at) =>
    makeAuditEntry({ at: START + at, correlation: `${name}-${at + 1}` }),
  );
}
