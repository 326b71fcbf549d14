import { describe, expect, it } from 'vitest';
import { createRefusedSenders } from '../../src/teams/refused-senders.ts';
import { createKeptLog } from '../support/kept-log.ts';

describe('refused senders', () => {
  it('are logged once a minute, with how many there were and why, however many come', () => {
    let now = 0;
    const log = createKeptLog();
    const refused = createRefusedSenders({ clock: () => now, log });
    for (; now < 5 * 60_000; now += 10) {
      refused.count(now % 30 === 0 ? 'issuer' : 'unsigned');
      refused.log();
    }
    expect(log.lines.map(({ fields }) => fields)).toEqual([
      { count: 1, reasons: 'issuer 1' },
      ...Array.from({ length: 4 }, () => ({ count: 6_000, reasons: 'unsigned 4000, issuer 2000' })),
    ]);
  });

  it('are logged with the next that comes in, be it let in', () => {
    let now = 0;
    const log = createKeptLog();
    const refused = createRefusedSenders({ clock: () => now, log });
    refused.log();
    expect(log.lines).toEqual([]);
    for (let at = 0; at < 3; at += 1) {
      refused.count('expired');
      refused.log();
    }
    now = 60_000;
    refused.log();
    refused.log();
    expect(log.lines.map(({ fields }) => fields.count)).toEqual([1, 2]);
  });
});
