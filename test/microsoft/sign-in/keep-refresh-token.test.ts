import { describe, expect, it } from 'vitest';
import {
  createRefreshTokenKeeper,
  type KeptRefreshToken,
} from '../../../src/microsoft/sign-in/keep-refresh-token.ts';
import { judgeRefreshToken } from '../../../src/microsoft/sign-in/refresh-token-standing.ts';
import type { PartnerAccount } from '../../../src/partner-account.ts';
import { createSealer } from '../../../src/seal-secret.ts';
import { createFakeSecretBook, type FakeSecretBook } from '../../support/fake-secret-book.ts';
import { createFakeTime } from '../../support/fake-time.ts';
import { createSeededRandom } from '../../support/generate-customers.ts';
import { createKeptLog } from '../../support/kept-log.ts';
import { GLOBAL } from '../start.ts';

const KEY = new Uint8Array(32).fill(1);
const DAY = 24 * 3_600_000;
const NAME = 'refresh-token:global';

interface Replica {
  readonly book?: FakeSecretBook | undefined;
  readonly key?: Uint8Array;
  readonly previous?: Uint8Array;
  readonly configured?: string;
  readonly account?: PartnerAccount;
}

function startReplica(time: ReturnType<typeof createFakeTime>, options: Replica = {}) {
  const { book, key = KEY, previous, configured = 'configured', account = GLOBAL } = options;
  const log = createKeptLog();
  const sealer = createSealer({ newest: key, previous });
  const store = book && { book, sealer };
  const keeper = createRefreshTokenKeeper({ account, configured, store, clock: time.clock, log });
  return {
    ...{ log, ...keeper },
    renew: async (token: string, from?: KeptRefreshToken) =>
      keeper.renew(token, from ?? (await keeper.current())),
  };
}

const tokenOf = async (keeper: ReturnType<typeof startReplica>) => (await keeper.current()).token;

describe('a kept refresh token', () => {
  it('is the configured one until one is renewed, and survives a restart then', async () => {
    const [time, book] = [createFakeTime(), createFakeSecretBook()];
    const keeper = startReplica(time, { book });
    expect(await keeper.current()).toMatchObject({ token: 'configured', isRenewed: false });
    await keeper.renew('second');
    expect(await tokenOf(startReplica(time, { book }))).toBe('second');
    expect(book.rows.get(NAME)?.sealed).toMatch(/^v1\./);
    expect(JSON.stringify([...book.rows])).not.toContain('second');
  });

  it('gives way to another configured one', async () => {
    const [time, book] = [createFakeTime(), createFakeSecretBook()];
    await startReplica(time, { book }).renew('second');
    const anew = startReplica(time, { book, configured: 'configured anew' });
    expect(await tokenOf(anew)).toBe('configured anew');
    await anew.renew('third');
    expect(await tokenOf(startReplica(time, { book, configured: 'configured anew' }))).toBe('third');
    expect(anew.log.lines).toEqual([]);
  });

  it('of another account, or sealed with a lost key, is not used but said to be there', async () => {
    const [time, book] = [createFakeTime(), createFakeSecretBook()];
    await startReplica(time, { book }).renew('second');
    for (const other of [
      { account: { ...GLOBAL, tenantId: 'other' } },
      { account: { ...GLOBAL, clientId: 'other' } },
      { key: new Uint8Array(32).fill(9) },
    ]) {
      const keeper = startReplica(time, { book, ...other });
      expect(await tokenOf(keeper)).toBe('configured');
      expect(keeper.log.lines).toMatchObject([{ level: 'error' }]);
      // What it cannot read may be good for others: no word of a refusal is put in its place.
      await keeper.refuse(new Set(['configured']), 'lapsed');
    }
    expect(await tokenOf(startReplica(time, { book }))).toBe('second');
  });

  it('is opened with the previous key, and sealed with the newest from the next writing on', async () => {
    const [time, book] = [createFakeTime(), createFakeSecretBook()];
    const newest = new Uint8Array(32).fill(2);
    await startReplica(time, { book }).renew('second');
    const changed = startReplica(time, { book, key: newest, previous: KEY });
    expect(await tokenOf(changed)).toBe('second');
    await changed.renew('third');
    expect(await tokenOf(startReplica(time, { book, key: newest }))).toBe('third');
  });

  it('is kept in memory while the store fails, and stored with the next', async () => {
    const [time, book] = [createFakeTime(), createFakeSecretBook()];
    const keeper = startReplica(time, { book });
    book.failure = new Error('away');
    expect(await tokenOf(keeper)).toBe('configured');
    await keeper.renew('second');
    expect(await tokenOf(keeper)).toBe('second');
    expect(keeper.log.lines.every(({ level }) => level === 'warn')).toBe(true);
    book.failure = undefined;
    await keeper.renew('third');
    expect(await tokenOf(startReplica(time, { book }))).toBe('third');
  });

  it('is in memory only without a store', async () => {
    const time = createFakeTime();
    const keeper = startReplica(time);
    await keeper.renew('second');
    expect((await keeper.look()).token).toBe('second');
  });
});

describe('two replicas over one store', () => {
  it('both renew at once: one writes, the other takes that over', async () => {
    const [time, book] = [createFakeTime(), createFakeSecretBook()];
    const [one, two] = [startReplica(time, { book }), startReplica(time, { book })];
    await Promise.all([one.current(), two.current()]);
    // Both are about to write before either has.
    const gate = Promise.withResolvers<void>();
    let waiting = 0;
    book.beforeWrite = async () => {
      waiting += 1;
      if (waiting === 2) gate.resolve();
      await gate.promise;
    };
    await Promise.all([one.renew('from one'), two.renew('from two')]);
    expect(book.writes.map(({ isDone }) => isDone)).toEqual([true, false]);
    expect(await tokenOf(one)).toBe(await tokenOf(two));
    expect(book.rows.get(NAME)?.version).toBe(1);
  });

  it('never lose a renewal to a refusal of the token before it', async () => {
    const [time, book] = [createFakeTime(), createFakeSecretBook()];
    const [one, two] = [startReplica(time, { book }), startReplica(time, { book })];
    await Promise.all([one.current(), two.current()]);
    await one.renew('second');
    await two.refuse(new Set(['configured']), 'lapsed');
    for (const keeper of [one, two, startReplica(time, { book })]) {
      expect(await keeper.look()).toMatchObject({ token: 'second', refused: undefined });
    }
    const [three, four] = [startReplica(time, { book }), startReplica(time, { book })];
    await Promise.all([three.current(), four.current()]);
    await three.refuse(new Set(['second']), 'lapsed');
    await four.renew('third');
    expect(await startReplica(time, { book }).look()).toMatchObject({ token: 'third', refused: undefined });
  });

  it('find what the other has renewed when theirs is refused, and the configured one last', async () => {
    const [time, book] = [createFakeTime(), createFakeSecretBook()];
    const [one, two] = [startReplica(time, { book }), startReplica(time, { book })];
    await Promise.all([one.current(), two.current()]);
    await one.renew('second');
    expect(await two.findOther(new Set(['configured']))).toMatchObject({ token: 'second' });
    expect(await one.findOther(new Set(['second']))).toMatchObject({ token: 'configured' });
    expect(await one.findOther(new Set(['second', 'configured']))).toBeUndefined();
  });

  it('both learn of a refusal, and of a user who signed in anew, whatever was written meanwhile', async () => {
    const [time, book] = [createFakeTime(), createFakeSecretBook()];
    const [one, two] = [startReplica(time, { book }), startReplica(time, { book })];
    await Promise.all([one.current(), two.current()]);
    await one.refuse(new Set(['configured']), 'lapsed');
    expect(await two.look()).toMatchObject({ refused: 'lapsed' });
    await one.renew('in between');
    await two.replace('signed in');
    expect(await one.look()).toMatchObject({ token: 'signed in', refused: undefined });
  });

  it('with a new and an old configured token end with the new one when the old replica has gone', async () => {
    const [time, book] = [createFakeTime(), createFakeSecretBook()];
    const old = startReplica(time, { book, configured: 'old' });
    const anew = startReplica(time, { book, configured: 'new' });
    await old.renew('from old');
    await anew.current();
    await anew.renew('from new');
    await old.renew('from old again');
    await anew.renew('from new again');
    expect(await tokenOf(startReplica(time, { book, configured: 'new' }))).toBe('from new again');
  });
});

describe('a user who has just signed in', () => {
  /** Two replicas that know the configured token, and what they are about to write while the gate is closed. */
  async function startTwo() {
    const [time, book] = [createFakeTime(), createFakeSecretBook()];
    const [one, two] = [startReplica(time, { book }), startReplica(time, { book })];
    const [from] = await Promise.all([one.current(), two.current()]);
    return { time, book, one, two, from };
  }

  it('is not lost while another replica notes a refusal, and somebody looks meanwhile', async () => {
    const { time, book, one, two } = await startTwo();
    const gate = Promise.withResolvers<void>();
    book.beforeWrite = () => gate.promise;
    const replaced = one.replace('signed in');
    await Promise.resolve();
    book.beforeWrite = async () => {};
    await two.refuse(new Set(['configured']), 'lapsed');
    const looked = one.look();
    gate.resolve();
    expect(await replaced).toBe(true);
    expect(await looked).toMatchObject({ token: 'signed in', refused: undefined });
    for (const keeper of [one, two, startReplica(time, { book })])
      expect(await keeper.look()).toMatchObject({ token: 'signed in', refused: undefined });
  });

  it.each([
    'one',
    'two',
  ] as const)('is not replaced by a sign-in of replica %s that was under way', async (at) => {
    const replicas = await startTwo();
    const { time, book, one, from } = replicas;
    expect(await one.replace('signed in')).toBe(true);
    time.advance(1_000);
    await replicas[at].renew('of the user before', from);
    for (const keeper of [one, replicas.two, startReplica(time, { book })])
      expect(await keeper.look()).toMatchObject({ token: 'signed in' });
    await replicas.two.renew('of the new user');
    expect(await one.look()).toMatchObject({ token: 'of the new user' });
  });

  it('prevails over who signed in before, whose clock may be ahead', async () => {
    const { time, book, one, two } = await startTwo();
    time.advance(10 * 60_000);
    await one.replace('first');
    time.advance(-5 * 60_000);
    expect(await two.replace('second')).toBe(true);
    for (const keeper of [one, two, startReplica(time, { book })])
      expect(await keeper.look()).toMatchObject({ token: 'second' });
  });

  it('counts here while the store fails, and is stored with the next renewal, whatever others wrote', async () => {
    const { time, book, one, two } = await startTwo();
    book.failure = new Error('away');
    expect(await one.replace('signed in')).toBe(false);
    book.failure = undefined;
    await two.renew('of the user before');
    expect(await one.look()).toMatchObject({ token: 'signed in' });
    await one.renew('of the new user');
    expect(await startReplica(time, { book }).look()).toMatchObject({ token: 'of the new user' });
  });

  it('is told not to be kept when others write all the time', async () => {
    const { book, one } = await startTwo();
    book.put = async () => false;
    expect(await one.replace('signed in')).toBe(false);
    expect(await one.current()).toMatchObject({ token: 'signed in' });
  });

  it.each([1, 2, 3, 4, 5])('is never lost, whatever happens at the same time (seed %d)', async (seed) => {
    const random = createSeededRandom(seed);
    for (let round = 0; round < 40; round += 1) {
      const { time, book, one, two, from } = await startTwo();
      const pause = async () => {
        for (let left = Math.floor(random() * 6); left > 0; left -= 1) await Promise.resolve();
      };
      book.beforeWrite = pause;
      const soon = async (work: () => Promise<unknown>) => {
        await pause();
        await work();
      };
      await Promise.all([
        soon(() => one.replace('signed in')),
        ...[one, two].flatMap((keeper) => [
          soon(() => keeper.refuse(new Set(['configured']), 'lapsed')),
          soon(() => keeper.renew('of the user before', from)),
          soon(() => keeper.look()),
          soon(() => keeper.findOther(new Set(['configured']))),
        ]),
      ]);
      for (const keeper of [one, two, startReplica(time, { book })])
        expect(await keeper.look()).toMatchObject({ token: 'signed in', refused: undefined });
    }
  });
});

describe('the sign-in of a partner user', () => {
  const since = 1_000;
  const renewed = { token: 't', since, signedInAt: 0, isRenewed: true, refused: undefined } as const;

  it.each([
    [0, 'ok'],
    [74.9, 'ok'],
    [75, 'due'],
    [89.9, 'due'],
    [90, 'lapsed'],
  ])('%d days after its renewal is %s', (days, state) => {
    const expiresAt = since + 90 * DAY;
    expect(judgeRefreshToken(renewed, since + days * DAY)).toEqual({ state, expiresAt });
    expect(judgeRefreshToken({ ...renewed, isRenewed: false }, since + days * DAY)).toEqual({
      state,
      expiresAt: undefined,
    });
  });

  it.each(['due', 'lapsed'] as const)('that was refused is %s', (refused) => {
    expect(judgeRefreshToken({ ...renewed, refused }, since)).toEqual({
      state: refused,
      expiresAt: undefined,
    });
  });
});
