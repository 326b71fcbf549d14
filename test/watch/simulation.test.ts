import { describe, expect, it } from 'vitest';
import { type SimulationResult, simulateWatching } from '../support/simulate-watching.ts';

/** `SEED=… SIMULATIONS=1 vitest run test/watch/simulation.test.ts` replays one; so does `node test/bench/watch-simulation.ts --seed …`. */
const SEED = Number(process.env.SEED ?? 20_261_121);
const SIMULATIONS = Number(process.env.SIMULATIONS ?? 150);

describe('whatever happens to incidents, to Teams, to the store and to the replicas', () => {
  it(`shows one card each, no older state, and loses nothing (${SIMULATIONS} stories from seed ${SEED} on)`, {
    timeout: 300_000,
  }, async () => {
    const wrong: Pick<SimulationResult, 'seed' | 'violations'>[] = [];
    const seen = new Set<string>();
    for (let seed = SEED; seed < SEED + SIMULATIONS; seed += 1) {
      const { violations, counts } = await simulateWatching(seed);
      if (violations.length > 0) wrong.push({ seed, violations });
      for (const [what, times] of Object.entries(counts)) if (times > 0) seen.add(what);
    }
    expect(wrong).toEqual([]);
    if (SIMULATIONS >= 100) expect([...seen]).toEqual(expect.arrayContaining(MUST_HAPPEN));
  });

  it('plays the same story again for the same seed', async () => {
    const first = await simulateWatching(SEED);
    const again = await simulateWatching(SEED);
    expect(first.log.length).toBeGreaterThan(5);
    expect(again).toEqual(first);
  });
});

/** What the stories are about: without it, nothing would be proved. */
const MUST_HAPPEN = [
  ...['incident changes', 'crashes and stops', 'starts', 'presses', 'watches set', 'watches removed'],
  ...[
    'posts',
    'edits',
    'replies',
    'delivery reposted',
    'delivery parked',
    'delivery maybeTwice',
    'cards twice',
  ],
  ...['teams throttled', 'teams throttledUntil', 'teams unavailable', 'teams answerLost', 'teams timeout'],
  ...['teams messageGone', 'teams gone', 'teams blocked', 'teams refused', 'teams tooLarge', 'teams slow'],
];
