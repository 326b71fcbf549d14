import { describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../src/staff/audit.ts';
import { type RenewalEnd, recordRenewal } from '../../src/staff/audit-renewal.ts';

const ASKED = { cloud: 'global', tenantId: 'tenant', askedBy: 'asker' } as const;

function start() {
  const lines: AuditEntry[] = [];
  const record = recordRenewal(ASKED, {
    trail: {
      record: async (entry) => void lines.push(entry),
      note: (entry) => void lines.push(entry),
    },
    ...{ clock: () => 7, makeId: () => `id-${lines.length}` },
  });
  return { lines, record };
}

describe('the lines of a renewed sign-in', () => {
  it('belong together, and are of who signed in', async () => {
    const { lines, record } = start();
    await record.begin('user');
    record.end({ kind: 'done', signedIn: 'user' });
    expect(lines.map(({ outcome }) => outcome)).toEqual(['begun', 'done']);
    for (const line of lines)
      expect(line).toMatchObject({
        ...{ at: 7, correlation: 'id-0', action: 'system:renew-consent', decision: 'allowed' },
        ...{ person: { objectId: 'user' }, subject: 'asked by asker for tenant' },
      });
  });

  it.each<[RenewalEnd, string, string]>([
    [{ kind: 'declined' }, 'asker', 'allowed refused declined'],
    [{ kind: 'notAllowed' }, 'asker', 'refused refused renewConsent'],
    [{ kind: 'failed' }, 'asker', 'allowed failed'],
    [{ kind: 'foreign', signedIn: 'user', reason: 'guest' }, 'user', 'refused refused guest'],
    [{ kind: 'notRecorded', signedIn: 'user' }, 'user', 'allowed failed notRecorded'],
    [{ kind: 'notKept', signedIn: 'user' }, 'user', 'allowed failed notKept'],
  ])('tell of %j', (end, who, said) => {
    const { lines, record } = start();
    record.end(end);
    const [line] = lines;
    expect(line?.person?.objectId).toBe(who);
    expect([line?.decision, line?.outcome, line?.reason].filter(Boolean).join(' ')).toBe(said);
  });
});
