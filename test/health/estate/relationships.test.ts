import { describe, expect, it } from 'vitest';
import type { AdminRelationship } from '../../../src/customers/access.ts';
import { ReadError } from '../../../src/errors.ts';
import { createRelationshipBook } from '../../../src/health/estate/relationships.ts';
import { createKeptLog } from '../../support/kept-log.ts';
import { createVirtualTime } from './virtual-time.ts';

const MINUTE = 60_000;

function open(list: (cloud: string, signal: AbortSignal) => Promise<readonly AdminRelationship[]>) {
  const time = createVirtualTime();
  const asked: string[] = [];
  const book = createRelationshipBook({
    ...time,
    clouds: ['global', 'china'],
    admin: {
      listRelationships(cloud, signal) {
        asked.push(cloud);
        return list(cloud, signal);
      },
    },
    log: createKeptLog(),
  });
  return { book, time, asked };
}

const ended = (at: number): AdminRelationship => ({
  id: 'r-1',
  tenantId: 't-1',
  name: 'Delegated admin',
  status: 'ended',
  endsAt: at,
  autoExtends: false,
});

describe('the book of relationships', () => {
  it('is read every hour, only in clouds that have them', async () => {
    const { book, time, asked } = open(async () => [ended(1)]);
    expect(book.listProblems().size).toBe(0);
    book.start();
    await time.pass(MINUTE);
    expect([...book.listProblems()]).toEqual([['global:t-1', { state: 'expired', endsAt: 1, id: 'r-1' }]]);
    await time.pass(120 * MINUTE);
    expect(asked).toEqual(['global', 'global', 'global']);
    await book.stop();
  });

  it('says which cloud could not be read, tries ever later, keeps what was known, and recovers', async () => {
    let isBroken = false;
    const { book, time, asked } = open(async () => {
      if (isBroken) throw new ReadError('forbidden', 'no');
      return [ended(1)];
    });
    book.start();
    await time.pass(MINUTE);
    isBroken = true;
    await time.pass(60 * MINUTE);
    expect(book.unread).toEqual([{ cloud: 'global', code: 'forbidden' }]);
    expect(book.listProblems().size).toBe(1);
    await time.pass(16 * MINUTE);
    // After 1, 2, 4 and 8 minutes.
    expect(asked).toHaveLength(6);
    isBroken = false;
    await time.pass(60 * MINUTE);
    expect(book.unread).toEqual([]);
    await book.stop();
  });

  it('gives an answer that does not come up, and stops at once', async () => {
    const { book, time } = open(() => new Promise(() => {}));
    book.start();
    await time.pass(2 * MINUTE);
    expect(book.unread).toEqual([{ cloud: 'global', code: 'timeout' }]);
    await book.stop();
  });
});
