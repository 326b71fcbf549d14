import { describe, expect, it } from 'vitest';
import type { ReadErrorCode } from '../../src/errors.ts';
import { decideAccess, nameAccess, type ObservedAccess } from '../../src/watch/decide-access.ts';
import type { AccessState, SubjectState } from '../../src/watch/subject.ts';
import { DEFAULT_TIMINGS } from '../../src/watch/timings.ts';
import { createFollower } from './follow.ts';
import { HOUR, MINUTE } from './observe.ts';

const NOW = Date.UTC(2026, 10, 21, 10, 20);
const LONG_AGO = NOW - 24 * HOUR;

/** Failing for so long, by customer. */
function failing(
  customers: Readonly<Record<string, number>>,
  code: ReadErrorCode = 'noConsent',
): ObservedAccess {
  const unreadable = new Map(
    Object.entries(customers).map(([id, ms]) => [id, { code, readAt: NOW - ms, triedAt: NOW }]),
  );
  return { unreadable, isKnown: () => true, readingSince: LONG_AGO };
}

const follow = () =>
  createFollower(
    (previous, observed: ObservedAccess, now) => decideAccess(previous, observed, DEFAULT_TIMINGS, now),
    (state: SubjectState): state is AccessState => state.kind === 'access',
  );
const decide = (observed: ObservedAccess) => decideAccess(undefined, observed, DEFAULT_TIMINGS, NOW);

describe('customers that become unreadable', () => {
  it.each<[ReadErrorCode, number, boolean]>([
    ['noConsent', 10 * MINUTE, true],
    ['noConsent', 10 * MINUTE - 1, false],
    ['credentialRefused', 10 * MINUTE, true],
    ['throttled', 30 * MINUTE, true],
    ['throttled', 30 * MINUTE - 1, false],
    ['timeout', 29 * MINUTE, false],
    ['unavailable', 29 * MINUTE, false],
  ])('with %s for %d ms: %s', (code, ms, isTold) => {
    expect(decide(failing({ a: ms }, code)) !== undefined).toBe(isTold);
  });

  it('were never read before, or not since the start, are not told of', () => {
    const unreadable = new Map([['a', { code: 'noConsent' as const, readAt: undefined, triedAt: NOW }]]);
    expect(decide({ ...failing({}), unreadable })).toBeUndefined();
    expect(decide({ ...failing({ a: 5 * HOUR }), readingSince: NOW - MINUTE })).toBeUndefined();
  });

  it('are gathered for a minute, then shown on one card', () => {
    const follower = follow();
    expect(follower.see(NOW, failing({ a: HOUR }))).toEqual([]);
    follower.see(NOW + 30_000, failing({ a: HOUR, b: HOUR }, 'forbidden'));
    expect(follower.see(NOW + MINUTE)).toEqual(['unreadable']);
    expect(follower.state?.reasons).toEqual({ a: 'forbidden', b: 'forbidden' });
    expect(follower.state && nameAccess(follower.state)).toBe(`access-${NOW}`);
    expect(follower.versions[0]?.transitions[0]?.customers).toBe(2);
    expect(follower.dueAt).toBeUndefined();
  });

  it('for a moment only are never shown, and the next episode is another', () => {
    const follower = follow();
    follower.see(NOW, failing({ a: HOUR }));
    follower.see(NOW + 30_000, failing({}));
    expect(follower.state?.phase).toBe('over');
    follower.see(NOW + MINUTE, failing({ a: HOUR }));
    expect(follower.state?.startedAt).toBe(NOW + MINUTE);
    expect(follower.versions).toEqual([]);
  });

  it('later are shown in a rhythm, and told at most once in 30 minutes', () => {
    const follower = follow();
    follower.see(NOW, failing({ a: HOUR }));
    follower.see(NOW + MINUTE);
    follower.see(NOW + MINUTE + 1, failing({ a: HOUR, b: HOUR }));
    expect(follower.see(NOW + MINUTE + 45_000)).toEqual(['unreadable']);
    expect(follower.see(NOW + 20 * MINUTE, failing({ a: HOUR, b: HOUR, c: HOUR }))).toEqual(['unreadable']);
    expect(follower.see(NOW + 31 * MINUTE)).toEqual(['unreadable!']);
    expect(follower.versions.at(-1)?.transitions[0]).toMatchObject({ customers: 2, tenants: ['b', 'c'] });
    expect(follower.see(NOW + 2 * HOUR, failing({ a: HOUR, b: HOUR, c: HOUR, d: HOUR }))).toEqual([
      'unreadable!',
    ]);
  });

  it('and are readable again before it was told are not told of', () => {
    const follower = follow();
    follower.see(NOW, failing({ a: HOUR }));
    follower.see(NOW + MINUTE);
    follower.see(NOW + 5 * MINUTE, failing({ a: HOUR, b: HOUR, c: HOUR }));
    follower.see(NOW + 15 * MINUTE, failing({ a: HOUR, c: HOUR }));
    expect(follower.see(NOW + 31 * MINUTE)).toEqual(['unreadable!']);
    expect(follower.versions.at(-1)?.transitions[0]).toMatchObject({ customers: 1, tenants: ['c'] });
  });

  it('are counted, not named, where they are very many', () => {
    const follower = follow();
    follower.see(NOW, failing({ a: HOUR }));
    follower.see(NOW + MINUTE);
    const all = Object.fromEntries(Array.from({ length: 2_001 }, (_, index) => [`c${index}`, HOUR]));
    follower.see(NOW + 40 * MINUTE, failing({ a: HOUR, ...all }));
    expect(follower.versions.at(-1)?.transitions[0]).toMatchObject({ customers: 2_001, tenants: undefined });
  });

  it('for another reason now are shown', () => {
    const follower = follow();
    follower.see(NOW, failing({ a: HOUR }, 'throttled'));
    follower.see(NOW + MINUTE);
    expect(follower.see(NOW + HOUR, failing({ a: HOUR }, 'noConsent'))).toEqual(['unreadable']);
    expect(follower.state?.reasons).toEqual({ a: 'noConsent' });
  });
});

describe('customers that are readable again', () => {
  function followTwo() {
    const follower = follow();
    follower.see(NOW, failing({ a: HOUR, b: HOUR }));
    follower.see(NOW + MINUTE);
    return follower;
  }

  it('leave the card; the last ends it, and that is told', () => {
    const follower = followTwo();
    expect(follower.see(NOW + HOUR, failing({ b: HOUR }))).toEqual(['readable']);
    expect(follower.state?.reasons).toEqual({ b: 'noConsent' });
    expect(follower.see(NOW + 2 * HOUR, failing({}))).toEqual(['readable!']);
    expect(follower.state).toMatchObject({ phase: 'over', overAt: NOW + 2 * HOUR });
    expect([...follower.hits]).toEqual([
      ['a', NOW + HOUR],
      ['b', NOW + 2 * HOUR],
    ]);
  });

  it('are so only once they were tried', () => {
    const follower = followTwo();
    const untried = { ...failing({}), isKnown: () => false };
    expect(follower.see(NOW + HOUR, untried)).toEqual([]);
    expect(follower.state?.phase).toBe('open');
  });

  it('fail still, though they were read in between: that is no end', () => {
    const follower = followTwo();
    expect(follower.see(NOW + HOUR, failing({ a: 1, b: 1 }))).toEqual([]);
  });

  it('and fail again soon go on on the same card, without a reply each time', () => {
    const follower = followTwo();
    expect(follower.see(NOW + 20 * MINUTE, failing({}))).toEqual(['readable!']);
    expect(follower.see(NOW + 30 * MINUTE, failing({ a: HOUR }))).toEqual(['unreadable']);
    expect(follower.state?.startedAt).toBe(NOW);
    expect(follower.see(NOW + 40 * MINUTE, failing({}))).toEqual(['readable']);
    expect(follower.see(NOW + 45 * MINUTE, failing({ a: HOUR }))).toEqual(['unreadable']);
    expect(follower.see(NOW + 50 * MINUTE)).toEqual(['unreadable!']);
    expect(follower.see(NOW + HOUR, failing({}))).toEqual(['readable!']);
  });

  it('and fail again an hour later begin another', () => {
    const follower = followTwo();
    follower.see(NOW + HOUR, failing({}));
    follower.see(NOW + 2 * HOUR, failing({ a: HOUR }));
    expect(follower.state).toMatchObject({ startedAt: NOW + 2 * HOUR, phase: 'gathering' });
  });
});
