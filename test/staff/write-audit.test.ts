import { describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../src/staff/audit.ts';
import { type AuditEvent, createAuditTrail } from '../../src/staff/write-audit.ts';
import { makeAuditEntry } from '../support/audit.ts';
import { createKeptLog } from '../support/kept-log.ts';
import { createSimulatedTime } from '../support/simulated-time.ts';
import { START } from '../support/test-store.ts';

const entry = (correlation: string) => makeAuditEntry({ correlation });

/** A trail over a book that takes `takesMs` for a transaction, and fails while `isDown`; in simulated time. */
function createWorld({ takesMs = 2 }: { readonly takesMs?: number } = {}) {
  const time = createSimulatedTime(START);
  const log = createKeptLog();
  const batches: { readonly at: number; readonly entries: readonly AuditEntry[] }[] = [];
  const events: AuditEvent[] = [];
  const world = {
    time,
    log,
    batches,
    events,
    isDown: false,
    /** A transaction neither ends nor fails; that it is to be given up is noticed at its end only. */
    hangsMs: 0,
    tries: 0,
    errors: () => log.lines.filter(({ level }) => level === 'error'),
    kept: () =>
      batches.flatMap(({ entries }) =>
        entries.map(({ correlation, action, reason }) =>
          action === 'system:audit-lost' ? `lost ${reason}` : correlation,
        ),
      ),
    trail: createAuditTrail({
      book: {
        async append(entries, signal) {
          world.tries += 1;
          await time.sleep(takesMs + world.hangsMs);
          if (world.isDown) throw new Error('The database is away.');
          signal?.throwIfAborted();
          batches.push({ at: time.clock() - START, entries });
        },
      },
      clock: time.clock,
      sleep: time.sleep,
      log,
      observe: (event) => events.push(event),
    }),
  };
  return world;
}

/** How a promise ended, once it did. */
function watch(work: Promise<unknown>) {
  const seen: { outcome: 'waiting' | 'kept' | 'refused'; error?: unknown } = { outcome: 'waiting' };
  work.then(
    () => {
      seen.outcome = 'kept';
    },
    (error: unknown) => {
      seen.outcome = 'refused';
      seen.error = error;
    },
  );
  return seen;
}

describe('the writer of the audit trail', () => {
  it('has kept a line for good when it says so, and waits for nothing before', async () => {
    const { trail, time, batches } = createWorld();
    const seen = watch(trail.record(entry('a')));
    expect(seen.outcome).toBe('waiting');
    await time.pass(2);
    expect(seen.outcome).toBe('kept');
    expect(batches).toMatchObject([{ at: 2, entries: [{ correlation: 'a' }] }]);
  });

  it('keeps a note within 100 milliseconds, with those that follow it', async () => {
    const { trail, time, batches, kept } = createWorld();
    trail.note(entry('a'));
    await time.pass(20);
    trail.note(entry('b'));
    await time.pass(80);
    expect(kept()).toEqual(['a', 'b']);
    expect(batches).toHaveLength(1);
  });

  it('keeps what waits together with a line that somebody waits for, in the order in which they came', async () => {
    const { trail, time, batches, kept } = createWorld();
    trail.note(entry('a'));
    await time.pass(1);
    const seen = watch(trail.record(entry('b')));
    trail.note(entry('c'));
    await time.pass(3);
    expect(seen.outcome).toBe('kept');
    expect(kept()).toEqual(['a', 'b', 'c']);
    expect(batches).toHaveLength(1);
  });

  it('keeps a thousand acts a second with few transactions', async () => {
    const { trail, time, batches, kept } = createWorld({ takesMs: 10 });
    for (let at = 0; at < 1_000; at += 1) {
      void trail.record(entry(`${at}`));
      await time.pass(1);
    }
    await time.pass(100);
    expect(kept()).toEqual(Array.from({ length: 1_000 }, (_, at) => `${at}`));
    expect(batches.length).toBeLessThan(110);
  });

  it('keeps everything in order after the store was away', async () => {
    const world = createWorld();
    world.isDown = true;
    for (let at = 0; at < 300; at += 1) {
      world.trail.note(entry(`${at}`));
      await world.time.pass(40);
    }
    const triesDown = world.tries;
    world.isDown = false;
    await world.time.pass(1_100);
    expect(world.kept()).toEqual(Array.from({ length: 300 }, (_, at) => `${at}`));
    // Twelve seconds: with longer and longer pauses, up to one second.
    expect(triesDown).toBeGreaterThan(10);
    expect(triesDown).toBeLessThan(20);
    expect(world.errors()).toHaveLength(1);
    expect(world.events.filter(({ kind }) => kind === 'lost')).toEqual([]);
  });

  it('refuses a line after three seconds, and does not write it later', async () => {
    const world = createWorld();
    world.isDown = true;
    world.trail.note(entry('before'));
    const seen = watch(world.trail.record(entry('act')));
    world.trail.note(entry('after'));
    await world.time.pass(2_990);
    expect(seen.outcome).toBe('waiting');
    await world.time.pass(20);
    expect(seen.outcome).toBe('refused');
    expect(seen.error).toMatchObject({ name: 'AuditUnkept', cause: { message: 'The database is away.' } });
    world.isDown = false;
    await world.time.pass(5_000);
    expect(world.kept()).toEqual(['before', 'after']);
  });

  it('keeps a line for which the store comes back in time', async () => {
    const world = createWorld();
    world.isDown = true;
    const seen = watch(world.trail.record(entry('act')));
    await world.time.pass(1_500);
    world.isDown = false;
    await world.time.pass(1_000);
    expect(seen.outcome).toBe('kept');
    expect(world.kept()).toEqual(['act']);
  });

  it('takes a line back out of a transaction that hangs, and keeps the others of it', async () => {
    const world = createWorld();
    world.hangsMs = 8_000;
    world.trail.note(entry('note'));
    const seen = watch(world.trail.record(entry('act')));
    await world.time.pass(3_001);
    expect(seen.outcome).toBe('refused');
    world.hangsMs = 0;
    await world.time.pass(6_000);
    expect(world.kept()).toEqual(['note']);
  });

  it('holds 10,000 lines, lets the oldest go, says how many, and leaves a line about it on the trail', async () => {
    const world = createWorld();
    world.isDown = true;
    const note = (from: number, to: number) => {
      for (let at = from; at < to; at += 1) world.trail.note(entry(`${at}`));
    };
    note(0, 12_000);
    await world.time.pass(30_000);
    note(12_000, 12_500);
    const told = () =>
      world
        .errors()
        .filter(({ message }) => message.includes('lost'))
        .map(({ fields }) => fields.lines);
    const before = told();
    expect(before).toHaveLength(1);
    await world.time.pass(60_000);
    note(12_500, 12_600);
    expect(told()).toHaveLength(2);
    world.isDown = false;
    await world.time.pass(10_000);
    expect(told().reduce<number>((total, lines) => total + Number(lines), 0)).toBe(2_600);
    expect(world.kept()).toEqual([
      'lost 2600',
      ...Array.from({ length: 10_000 }, (_, at) => `${2_600 + at}`),
    ]);
    expect(world.batches.every(({ entries }) => entries.length <= 501)).toBe(true);
    const lost = world.events.reduce((total, event) => total + (event.kind === 'lost' ? event.lines : 0), 0);
    expect(lost).toBe(2_600);
  });

  it('refuses acts at once where ten thousand wait already', async () => {
    const world = createWorld();
    world.isDown = true;
    const all = Array.from({ length: 11_000 }, (_, at) => watch(world.trail.record(entry(`${at}`))));
    await world.time.pass(1);
    expect(all.filter(({ outcome }) => outcome === 'refused').length).toBeGreaterThanOrEqual(500);
    await world.time.pass(4_000);
    expect(all.every(({ outcome }) => outcome === 'refused')).toBe(true);
    world.isDown = false;
    await world.time.pass(2_000);
    expect(world.kept()).toEqual([]);
  });

  it('writes all that waits before it stops, however many transactions it takes', async () => {
    const { trail, time, kept } = createWorld();
    for (let at = 0; at < 1_200; at += 1) trail.note(entry(`${at}`));
    const seen = watch(trail.stop());
    await time.pass(10);
    expect(seen.outcome).toBe('kept');
    expect(kept()).toHaveLength(1_200);
  });

  it('writes what waits before it stops, and takes nothing afterwards', async () => {
    const { trail, time, kept, errors } = createWorld();
    trail.note(entry('a'));
    const act = watch(trail.record(entry('b')));
    const seen = watch(trail.stop());
    await time.pass(10);
    expect([seen.outcome, act.outcome]).toEqual(['kept', 'kept']);
    expect(kept()).toEqual(['a', 'b']);
    trail.note(entry('c'));
    await expect(trail.record(entry('d'))).rejects.toMatchObject({ name: 'AuditUnkept' });
    await time.pass(5_000);
    expect(kept()).toEqual(['a', 'b']);
    expect(errors()).toMatchObject([{ fields: { lines: 1 } }]);
  });

  it('stops within a second where the store is away, and says what is lost', async () => {
    for (const hangsMs of [0, 60_000]) {
      const world = createWorld();
      world.isDown = true;
      world.hangsMs = hangsMs;
      for (let at = 0; at < 20; at += 1) world.trail.note(entry(`${at}`));
      const act = watch(world.trail.record(entry('act')));
      await world.time.pass(500);
      const seen = watch(world.trail.stop());
      await world.time.pass(1_001);
      expect([seen.outcome, act.outcome]).toEqual(['kept', 'refused']);
      expect(world.errors().at(-1)).toMatchObject({ fields: { lines: 20 } });
      world.isDown = false;
      await world.time.pass(70_000);
      expect(world.kept()).toEqual([]);
    }
  });
});
