import { describe, expect, it } from 'vitest';
import { COMMAND_NEEDS } from '../../../src/chat/access/command-permissions.ts';
import { NOT_DONE } from '../../../src/chat/access/ending.ts';
import { ACTION_DATA } from '../../../src/chat/actions/verbs.ts';
import { MAX_CARD_BYTES } from '../../../src/chat/cards/fit.ts';
import type { AskedOfAudit } from '../../../src/chat/cards/present-audit.ts';
import { measureBytes } from '../../../src/chat/cards/render.ts';
import type { AuditEntry } from '../../../src/staff/audit.ts';
import { PERMISSIONS } from '../../../src/staff/permissions.ts';
import { NOW } from '../../support/card-fixtures.ts';
import { makeCards } from '../../support/make-cards.ts';
import { readActions, readCardText } from '../../support/read-card.ts';
import { AUDIT_LINES, makeLine, REFUSALS } from '../../support/staff-gallery.ts';
import { findHit, HIT } from '../../support/watch-gallery.ts';

const cards = makeCards({ sandbox: false });
const reader = { language: 'en', timeZone: 'Europe/Paris' } as const;
const ASKED: AskedOfAudit = { offset: 0, find: findHit, seesAll: true };
const REFS = HIT.map(({ cloud, tenantId }) => ({ cloud, tenantId }));

function read(entry: Partial<AuditEntry>, asked: Partial<AskedOfAudit> = {}): string {
  return readCardText(
    cards.audit({ lines: [makeLine(entry)], total: 1 }, { ...ASKED, ...asked }, reader).card,
  );
}

describe('a line of the audit trail', () => {
  it('says who, with which role, what, for whom, when, where, and how it ended', () => {
    expect(read({ at: NOW - 5 * 60_000 })).toContain(
      '✓ Adele Vance · Sales agent Look at health · Contoso Ltd 11:20 · Allowed, done · personal chat',
    );
  });

  it('says why something was refused', () => {
    const refused = { decision: 'refused', outcome: 'refused' } as const;
    expect(read({ ...refused, reason: 'raiseRequest' })).toContain('Refused: another role is needed');
    expect(read({ ...refused, reason: 'guest' })).toContain('Refused: guest');
    expect(read({ ...refused, reason: undefined })).toContain('Refused');
    for (const reason of [...REFUSALS, ...PERMISSIONS, ...NOT_DONE, 'unreadable', 'flood'])
      if (reason !== 'guest') expect(read({ ...refused, reason })).not.toContain(`Refused: ${reason} ·`);
    expect(read({ outcome: 'refused', reason: 'state' })).toContain('Refused: not possible then');
    expect(read({ ...refused, reason: 'moonPhase' })).toContain('Refused: moonPhase');
  });

  it('tells an act that began from one that is done, and gives the reference of one that failed', () => {
    expect(read({ outcome: 'begun' })).toContain('Allowed, begun');
    expect(read({ outcome: 'failed', reference: '7K2Q9F' })).toContain(
      'Allowed, failed · personal chat · reference 7K2Q9F',
    );
  });

  it('names the request, but not a form that was never sent', () => {
    expect(read({ subject: 'SR-1042' })).toContain('SR-1042');
    expect(read({ subject: 'incident:global:EX226574' })).toContain('EX226574');
    expect(read({ subject: 'watch:7' })).not.toContain('watch');
    expect(read({ subject: '5b0d8a5e-0000-4000-8000-000000000000' })).not.toContain('5b0d8a5e');
  });

  it('has words for every command and every button', () => {
    for (const kind of Object.keys(COMMAND_NEEDS))
      expect(read({ action: `command:${kind}` })).not.toContain('command:');
    for (const verb of Object.keys(ACTION_DATA))
      expect(read({ action: `action:${verb}` })).not.toContain('action:');
    expect(read({ action: 'message' })).toContain('Write a message');
    expect(read({ action: 'action:unknown' })).toContain('Press a button');
    for (const name of ['welcome', 'renew-consent', 'unreadable-line'])
      expect(read({ action: `system:${name}` })).not.toContain('system:');
  });

  it('shows what it does not know as it stands there', () => {
    expect(read({ action: 'action:toString' })).toContain('action:toString');
    expect(read({ action: 'command:constructor', roles: ['brewer'] })).toContain(
      'brewer command:constructor',
    );
  });

  it('names the bot where nobody did it', () => {
    expect(read({ person: undefined, roles: [], place: undefined })).toContain('✓ The bot Look at health');
  });

  it('names the first customers and counts the rest', () => {
    const text = read({ customers: REFS.slice(0, 14), customerCount: 1214 });
    expect(text).toContain('Contoso Ltd, Fabrikam SARL, Northwind Traders and 1211 more');
  });

  it('names a customer that is gone by its id', () => {
    expect(read({ customers: [{ cloud: 'china', tenantId: 'gone-1' }] })).toContain('gone-1');
  });
});

describe('for whom customers are hidden', () => {
  const limited: Partial<AskedOfAudit> = {
    seesAll: false,
    find: (ref) => (ref.tenantId === REFS[1]?.tenantId ? findHit(ref) : undefined),
  };

  it('the trail names none of these, neither by name nor by id, and does not count them', () => {
    const text = read({ customers: REFS.slice(0, 14), customerCount: 14 }, limited);
    expect(text).toContain('Fabrikam SARL');
    expect(text).not.toMatch(/Contoso|Northwind|more/);
    for (const { tenantId } of REFS) expect(text).not.toContain(tenantId);
  });

  it('nor a request of theirs', () => {
    expect(read({ subject: 'SR-1042', customers: REFS.slice(0, 1) }, limited)).not.toContain('SR-1042');
    expect(read({ subject: 'SR-1042', customers: [], customerCount: 0 }, limited)).not.toContain('SR-1042');
    expect(read({ subject: 'SR-1042', customers: REFS.slice(1, 2) }, limited)).toContain('SR-1042');
  });
});

describe('the card of the audit trail', () => {
  it('turns pages of one customer, and leads back to all', () => {
    const [customer] = HIT;
    const { card, summary } = cards.audit(
      { lines: AUDIT_LINES, total: 20 },
      { ...ASKED, customer, offset: 8 },
      reader,
    );
    const about = { cloud: customer?.cloud, tenantId: customer?.tenantId };
    expect(readActions(card).map(({ verb, data }) => [verb, data])).toEqual([
      ['show-audit', { ...about, offset: 0 }],
      ['show-audit', { ...about, offset: 16 }],
      ['show-audit', { ...about, offset: 0 }],
      ['show-audit', { offset: 0 }],
    ]);
    expect(summary).toBe('Audit trail: Contoso Ltd · 20 lines, newest first');
    expect(readCardText(card)).toContain('9–16 of 20');
  });

  it('says the zone of its times, and on the first page how to export everything', () => {
    const first = readCardText(cards.audit({ lines: AUDIT_LINES, total: 20 }, ASKED, reader).card);
    expect(first).toContain('times in CET');
    expect(first).toContain('npm run audit:export');
  });

  it('says that there is nothing yet', () => {
    const none = { lines: [], total: 0 };
    expect(readCardText(cards.audit(none, ASKED, reader).card)).toContain('Nothing has been written yet.');
    const { card } = cards.audit(none, { ...ASKED, customer: HIT[0] }, reader);
    expect(readCardText(card)).toContain('Nothing about Contoso Ltd has been written yet.');
  });

  it('stays small, whatever its lines hold', () => {
    const long = '감'.repeat(200);
    const line = makeLine({
      person: { objectId: long, account: long, name: long },
      ...{ roles: Array.from({ length: 4 }, () => long), action: long, subject: `SR-${long}`, reason: long },
      ...{ decision: 'refused', outcome: 'refused', reference: long },
      customers: Array.from({ length: 20 }, () => ({ cloud: 'global', tenantId: long }) as const),
    });
    const page = { lines: Array.from({ length: 8 }, () => line), total: 100 };
    expect(measureBytes(cards.audit(page, ASKED, reader).card)).toBeLessThan(MAX_CARD_BYTES);
  });
});
