import { describe, expect, it } from 'vitest';
import { fuzzBot } from '../support/fuzz/fuzz-bot.ts';

/** Told on failure: `npm run bench -- fuzz --seed …` repeats it. */
const SEED = Number(process.env.FUZZ_SEED ?? Math.floor(Math.random() * 1e9));

describe(`fuzzed requests, seed ${SEED}`, () => {
  it('to the whole bot meet no fault of its own, and bring nothing of customers to who is not staff', async () => {
    const { failures, statuses, posted } = await fuzzBot({ seed: SEED, count: 1_350, warmUp: 100 });
    expect(failures).toEqual([]);
    // They come far enough to mean something.
    expect(statuses['activity 200']).toBeGreaterThan(200);
    expect(posted).toBeGreaterThan(20);
  }, 180_000);

  it('to a bot with an app id are all refused: nothing is signed', async () => {
    const { failures, statuses, posted } = await fuzzBot({
      seed: SEED,
      count: 150,
      warmUp: 50,
      isSigned: true,
    });
    expect(failures).toEqual([]);
    const answered = Object.keys(statuses).filter((key) => /^(activity|token|body) 2/.test(key));
    expect(answered).toEqual([]);
    expect(posted).toBe(0);
  }, 60_000);
});
