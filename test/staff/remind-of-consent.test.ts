import { describe, expect, it, onTestFinished } from 'vitest';
import type { ConsentState } from '../../src/staff/consents.ts';
import { createConsentReminder, type DueConsent } from '../../src/staff/remind-of-consent.ts';
import { createFakeSecretBook, type FakeSecretBook } from '../support/fake-secret-book.ts';
import { createKeptLog } from '../support/kept-log.ts';

const HOUR = 3_600_000;

/** Reminders over one clock, which moves only when the test says so. */
function startReminders(count: number, book: FakeSecretBook | undefined) {
  let now = Date.parse('2026-11-21T10:00:00Z');
  let state: ConsentState = 'due';
  let failure: Error | undefined;
  const told: DueConsent[] = [];
  const log = createKeptLog();
  let ring = Promise.withResolvers<void>();
  const reminders = Array.from({ length: count }, (_, at) =>
    createConsentReminder({
      consents: {
        list: async () => [{ cloud: 'global', state, expiresAt: 1, makeUrl: () => undefined }],
      },
      async tell(consent) {
        if (failure) throw failure;
        told.push(consent);
      },
      ...{ book, owner: String(at), clock: () => now, log },
      async sleep(_ms, signal) {
        await Promise.race([ring.promise, new Promise((_, stop) => signal?.addEventListener('abort', stop))]);
      },
    }),
  );
  for (const reminder of reminders) reminder.start();
  onTestFinished(async () => void (await Promise.all(reminders.map((reminder) => reminder.stop()))));
  return {
    told,
    log,
    /** Lets time pass, and everybody look once. */
    async look(ms: number) {
      now += ms;
      const rung = ring;
      ring = Promise.withResolvers();
      rung.resolve();
      await new Promise((resolve) => setTimeout(resolve, 20));
    },
    set(change: { state?: ConsentState; failure?: Error | undefined }) {
      state = change.state ?? state;
      failure = change.failure;
    },
  };
}

describe.each([
  ['one process alone', 1, undefined],
  ['three replicas', 3, createFakeSecretBook],
] as const)('a reminder of %s', (_name, count, makeBook) => {
  it('tells of a sign-in that is due once a day', async () => {
    const { told, look } = startReminders(count, makeBook?.());
    for (let hour = 0; hour < 48; hour += 1) await look(HOUR);
    expect(told).toEqual([
      { cloud: 'global', state: 'due', expiresAt: 1 },
      { cloud: 'global', state: 'due', expiresAt: 1 },
    ]);
  });

  it('says nothing while all is well, and tells at once when it becomes worse', async () => {
    const { told, look, set } = startReminders(count, makeBook?.());
    set({ state: 'ok' });
    await look(HOUR);
    expect(told).toEqual([]);
    for (const state of ['due', 'lapsed'] as const) {
      set({ state });
      await look(HOUR);
    }
    expect(told.map(({ state }) => state)).toEqual(['due', 'lapsed']);
  });

  it('tries again when nobody could be told', async () => {
    const { told, log, look, set } = startReminders(count, makeBook?.());
    set({ failure: new Error('no such place') });
    await look(HOUR);
    expect(told).toEqual([]);
    expect(log.lines[0]).toMatchObject({ level: 'warn' });
    set({});
    await look(HOUR);
    expect(told).toHaveLength(1);
  });
});
