import { describe, expect, it } from 'vitest';
import { decideStandstill, nameStandstill, type ObservedWork } from '../../src/watch/decide-standstill.ts';
import type { StandstillState, SubjectState } from '../../src/watch/subject.ts';
import { chooseTimings, DEFAULT_TIMINGS } from '../../src/watch/timings.ts';
import { createFollower } from './follow.ts';
import { HOUR, MINUTE } from './observe.ts';

const NOW = Date.UTC(2026, 10, 21, 10, 20);
const reading = (since: number | undefined, overrides: Partial<ObservedWork> = {}): ObservedWork => ({
  ...{ what: 'reading', since, waiting: 40, startedAt: NOW - 9 * HOUR },
  ...overrides,
});
const decide = (observed: ObservedWork) => decideStandstill(undefined, observed, DEFAULT_TIMINGS, NOW);
const follow = () =>
  createFollower(
    (previous, observed: ObservedWork, now) => decideStandstill(previous, observed, DEFAULT_TIMINGS, now),
    (state: SubjectState): state is StandstillState => state.kind === 'standstill',
  );

describe('work that stands still', () => {
  it.each([
    ['reading after 15 minutes', reading(NOW - 15 * MINUTE), true],
    ['reading not before', reading(NOW - 15 * MINUTE + 1), false],
    ['reading that never began', reading(undefined), true],
    ['no customers, or reading is off', reading(NOW - HOUR, { waiting: 0 }), false],
    ['just after a start', reading(NOW - HOUR, { startedAt: NOW - 6 * MINUTE + 1 }), false],
    ['some time after a start', reading(NOW - HOUR, { startedAt: NOW - 6 * MINUTE }), true],
    ['posting after 10 minutes', reading(NOW - 10 * MINUTE, { what: 'posting' }), true],
    ['posting not before', reading(NOW - 10 * MINUTE + 1, { what: 'posting' }), false],
  ])('%s', (_name, observed, isStill) => {
    expect(decide(observed) !== undefined).toBe(isStill);
  });

  it('waits for three rounds where these are longer', () => {
    expect(chooseTimings(20 * MINUTE).readingMs).toBe(HOUR);
  });

  it('is told once, with when it began and how much waits', () => {
    const follower = follow();
    expect(follower.see(NOW, reading(NOW - HOUR))).toEqual(['stoodStill']);
    expect(follower.versions[0]?.transitions[0]).toMatchObject({ happenedAt: NOW - HOUR, customers: 40 });
    expect(follower.state && nameStandstill(follower.state)).toBe(`reading-${NOW - HOUR}`);
    expect(follower.see(NOW + HOUR, reading(NOW - HOUR, { waiting: 41 }))).toEqual([]);
  });

  it('goes on, which is told; the next time is another', () => {
    const follower = follow();
    follower.see(NOW, reading(NOW - HOUR));
    expect(follower.see(NOW + MINUTE, reading(NOW + MINUTE))).toEqual(['goesOn!']);
    expect(follower.state).toMatchObject({ phase: 'over', overAt: NOW + MINUTE });
    expect(follower.see(NOW + HOUR, reading(NOW + MINUTE))).toEqual(['stoodStill']);
    expect(follower.state?.startedAt).toBe(NOW + MINUTE);
  });

  it('does not go on because of a little that got through', () => {
    const follower = follow();
    follower.see(NOW, reading(NOW - HOUR, { what: 'posting' }));
    expect(follower.see(NOW + 1, reading(NOW - 6 * MINUTE, { what: 'posting' }))).toEqual([]);
    expect(follower.see(NOW + 2, reading(undefined, { what: 'posting', waiting: 0 }))).toEqual(['goesOn!']);
  });
});
