import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { followHurries } from '../../src/watch/follow-hurries.ts';
import type { Hurry } from '../../src/watch/ports.ts';
import { createVirtualTime, type VirtualTime } from '../health/estate/virtual-time.ts';
import { createKeptLog } from '../support/kept-log.ts';

let time: VirtualTime;
let written: Hurry[];
let passedOn: string[];
let isAway: boolean;
let stop: AbortController;
let ended: Promise<void>;
const log = createKeptLog();
beforeEach(() => {
  time = createVirtualTime();
  [written, passedOn, isAway, stop] = [[], [], false, new AbortController()];
  log.lines.length = 0;
  ended = followHurries(
    {
      hurries: {
        async listSince(at) {
          if (isAway) throw new Error('The database is away.');
          return written.filter((hurry) => hurry.at > at).sort((one, other) => one.at - other.at);
        },
      },
      hurry: ({ service }) => void passedOn.push(service),
      ...{ clock: time.clock, sleep: time.sleep, log },
    },
    stop.signal,
  );
});
afterEach(async () => {
  stop.abort();
  await ended;
});

/** Somebody writes one, whose clock is so far ahead. */
function write(service: string, aheadMs = 0): void {
  written.push({ cloud: 'global', source: 'microsoft365', service, at: time.clock() + aheadMs });
}

describe('hurries', () => {
  it('are passed on within about a second, each once', async () => {
    await time.pass(60_000);
    write('Exchange Online');
    await time.pass(1_100);
    expect(passedOn).toEqual(['Exchange Online']);
    await time.pass(10_000);
    write('Microsoft Teams');
    await time.pass(10_000);
    expect(passedOn).toEqual(['Exchange Online', 'Microsoft Teams']);
  });

  it('of before the start are none of ours', async () => {
    write('Exchange Online', -6_000);
    await time.pass(5_000);
    expect(passedOn).toEqual([]);
  });

  it('are passed on though the clock of who wrote them is seconds behind, or far ahead', async () => {
    write('ahead', 60_000);
    await time.pass(2_000);
    write('behind', -4_000);
    await time.pass(2_000);
    write('ours');
    await time.pass(120_000);
    expect(passedOn).toEqual(['ahead', 'behind', 'ours']);
  });

  it('are passed on when the store is back; that it was away is told once a minute at most', async () => {
    await time.pass(1_000);
    isAway = true;
    write('Exchange Online');
    await time.pass(90_000);
    expect(log.lines).toHaveLength(2);
    isAway = false;
    await time.pass(2_000);
    expect(passedOn).toEqual(['Exchange Online']);
  });
});
