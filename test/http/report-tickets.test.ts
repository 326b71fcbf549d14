import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createReportTickets } from '../../src/http/report-tickets.ts';

const SUBJECT = {
  subject: { cloud: 'global', tenantId: 't-1', incident: 'EX226574' },
  reader: { objectId: 'adele', conversationTenant: 'ours' },
} as const;

function setUp(key = 'a'.repeat(32)) {
  let now = Date.UTC(2026, 10, 21);
  const tickets = createReportTickets({ key: Buffer.from(key), clock: () => now });
  return { tickets, pass: (ms: number) => (now += ms) };
}

describe('a ticket for a post-incident report', () => {
  it('opens the very report it was made for, to whom it was made for, for an hour', () => {
    const { tickets, pass } = setUp();
    const ticket = tickets.make(SUBJECT);
    expect(tickets.read(ticket)).toEqual(SUBJECT);
    pass(3_600_000 - 1);
    expect(tickets.read(ticket)).toEqual(SUBJECT);
    pass(1);
    expect(tickets.read(ticket)).toBeUndefined();
  });

  it('of a conversation without a tenant tells none', () => {
    const { tickets } = setUp();
    const reader = { objectId: 'adele', conversationTenant: undefined };
    expect(tickets.read(tickets.make({ ...SUBJECT, reader }))).toEqual({ ...SUBJECT, reader });
  });

  it('that an earlier version made for nobody in particular opens nothing', () => {
    const key = 'a'.repeat(32);
    const said = JSON.stringify(['global', 't-1', 'EX226574', Date.UTC(2027, 1, 1)]);
    const payload = Buffer.from(said).toString('base64url');
    const signature = createHmac('sha256', key).update(payload).digest('base64url');
    expect(setUp(key).tickets.read(`${payload}.${signature}`)).toBeUndefined();
  });

  it('is good in every replica that has the same key, and in no other', () => {
    const ticket = setUp().tickets.make(SUBJECT);
    expect(setUp().tickets.read(ticket)).toEqual(SUBJECT);
    expect(setUp('b'.repeat(32)).tickets.read(ticket)).toBeUndefined();
  });

  it('is worth nothing once a single character is changed, cut or added', () => {
    const { tickets } = setUp();
    const ticket = tickets.make(SUBJECT);
    for (let at = 0; at < ticket.length; at += 1) {
      const other = ticket[at] === 'A' ? 'B' : 'A';
      const changed = `${ticket.slice(0, at)}${other}${ticket.slice(at + 1)}`;
      // The last character of base64 holds bits that mean nothing.
      if (at < ticket.length - 1) expect(tickets.read(changed)).toBeUndefined();
    }
    expect(tickets.read(ticket.slice(0, -2))).toBeUndefined();
    expect(tickets.read(`${ticket}.${ticket}`)).toBeUndefined();
  });

  it.each(['', '.', '..', 'a.b', 'null.', `${'x'.repeat(5_000)}.y`, '%00.%00'])('is not %j', (ticket) => {
    expect(setUp().tickets.read(ticket)).toBeUndefined();
  });
});
