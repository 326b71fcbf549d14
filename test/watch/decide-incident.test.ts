import { describe, expect, it } from 'vitest';
import { decideIncident } from '../../src/watch/decide-incident.ts';
import { DEFAULT_TIMINGS } from '../../src/watch/timings.ts';
import {
  followIncident,
  followShown,
  HOUR,
  incidentAt,
  MINUTE,
  resolvedAt,
  SECOND,
  START,
  seenAt,
  seenNowhere,
} from './observe.ts';

const at = (ms: number) => START + ms;

describe('a new incident', () => {
  it('waits 30 seconds for the customers it hits, then appears once for all of them', () => {
    const follower = followIncident();
    expect(follower.see(at(0), seenAt(incidentAt(0), 'a'))).toEqual([]);
    expect(follower.dueAt).toBe(at(30 * SECOND));
    expect(follower.see(at(10 * SECOND), seenAt(incidentAt(0), 'a', 'b', 'c'))).toEqual([]);
    expect(follower.see(at(30 * SECOND - 1))).toEqual([]);
    expect(follower.see(at(30 * SECOND))).toEqual(['appeared']);
    expect(follower.versions[0]?.transitions[0]).toEqual({
      ...{ kind: 'appeared', at: at(30 * SECOND), happenedAt: START },
      ...{ from: undefined, to: undefined, customers: 3, tells: false },
    });
    expect(follower.dueAt).toBeUndefined();
  });

  it('appears at once where it does not wait', () => {
    expect(followIncident({ gatherMs: 0 }).see(at(0), seenAt(incidentAt(0), 'a'))).toEqual(['appeared']);
  });

  it('appears as it is by then', () => {
    const follower = followIncident();
    follower.see(at(0), seenAt(incidentAt(0), 'a', 'b'));
    follower.see(at(9_000), seenAt(incidentAt(5_000, { status: 'serviceInterruption' }), 'a'));
    expect(follower.see(at(30_000))).toEqual(['appeared']);
    expect(follower.state?.incident.status).toBe('serviceInterruption');
    expect(follower.state?.told.severity).toBe('down');
    expect([...follower.hits]).toEqual([
      ['a', undefined],
      ['b', at(9_000)],
    ]);
  });

  it('that ends while it waits appears and ends in one version', () => {
    const follower = followIncident();
    follower.see(at(0), seenAt(incidentAt(0), 'a', 'b'));
    expect(follower.see(at(9_000), seenNowhere(resolvedAt(8_000)))).toEqual(['appeared', 'resolved']);
    expect(follower.state).toMatchObject({ phase: 'over', outcome: 'resolved', overAt: at(8_000) });
    expect([...follower.hits.values()]).toEqual([at(8_000), at(8_000)]);
    expect(follower.versions[0]?.transitions.map(({ customers }) => customers)).toEqual([2, 2]);
  });

  it('that is gone while it waits is not lost', () => {
    const follower = followIncident();
    follower.see(at(0), seenAt(incidentAt(0), 'a'));
    follower.see(at(9_000), seenNowhere());
    expect(follower.see(at(9_000 + 10 * MINUTE))).toEqual(['appeared', 'notListed']);
  });

  it('that comes back while it is missed appears as if nothing had been', () => {
    const follower = followIncident();
    follower.see(at(0), seenAt(incidentAt(0), 'a'));
    follower.see(at(9_000), seenNowhere());
    expect(follower.see(at(50_000), seenAt(incidentAt(0), 'a'))).toEqual(['appeared']);
  });

  it.each([
    ['resolved at first sight', seenAt(resolvedAt(0), 'a')],
    ['a false alarm at first sight', seenAt(incidentAt(0, { status: 'falsePositive' }), 'a')],
    ['with nobody', seenAt(incidentAt(0))],
    ['known only by its ending', seenNowhere(resolvedAt(0))],
    ['that has ended since it was read', { ...seenAt(incidentAt(0), 'a'), ending: resolvedAt(1) }],
  ])('%s is not followed', (_name, seen) => {
    expect(decideIncident(undefined, seen, DEFAULT_TIMINGS, START)).toBeUndefined();
  });

  it('that was resolved before, and is listed again, is followed', () => {
    const seen = { ...seenAt(incidentAt(9), 'a'), ending: resolvedAt(1) };
    expect(decideIncident(undefined, seen, DEFAULT_TIMINGS, START)?.next.phase).toBe('gathering');
  });
});

describe('what Microsoft changes', () => {
  const advisory = { kind: 'advisory' } as const;
  it.each([
    ['a new post', {}, { posts: [{ at: at(60_000), html: 'New' }] }, ['posted']],
    ['a later update alone', {}, { posts: [{ at: START, html: 'Update 0' }] }, ['posted']],
    ['worse', {}, { status: 'serviceInterruption' }, ['worse!', 'statusChanged', 'posted']],
    ['better', {}, { status: 'serviceRestored' }, ['better', 'statusChanged', 'posted']],
    ['a status as bad as before', {}, { status: 'restoringService' }, ['statusChanged', 'posted']],
    ['advice that became an incident', advisory, { kind: 'incident' }, ['worse!', 'posted']],
    ['an incident that became advice', {}, advisory, ['better', 'posted']],
    [
      'investigated, and called an incident',
      { ...advisory, status: 'investigating' },
      { kind: 'incident', status: 'investigating' },
      ['worse!', 'posted'],
    ],
  ] as const)('%s is shown at once', (_name, before, after, kinds) => {
    const follower = followShown(incidentAt(0, before));
    expect(follower.see(at(61_000), seenAt(incidentAt(60_000, after), 'a', 'b'))).toEqual(kinds);
  });

  it('tells from what to what, and when that happened', () => {
    const follower = followShown();
    follower.see(at(61_000), seenAt(incidentAt(60_000, { status: 'serviceInterruption' }), 'a', 'b'));
    const known = { at: at(61_000), happenedAt: at(60_000) };
    expect(follower.versions[1]?.transitions).toEqual([
      { ...known, kind: 'worse', from: 'degraded', to: 'down', customers: 2, tells: true },
      {
        ...{ ...known, kind: 'statusChanged', from: 'serviceDegradation', to: 'serviceInterruption' },
        ...{ customers: 0, tells: false },
      },
      { ...known, kind: 'posted', from: undefined, to: undefined, customers: 0, tells: false },
    ]);
  });

  it('is never undone by an older reading, whose customers count all the same', () => {
    const follower = followShown(incidentAt(MINUTE, { status: 'serviceInterruption' }));
    expect(follower.see(at(2 * MINUTE), seenAt(incidentAt(0), 'a', 'b', 'c'))).toEqual(['spread']);
    expect(follower.state?.incident.status).toBe('serviceInterruption');
    expect(follower.hits.has('c')).toBe(true);
  });

  it('that has no date is taken as of the update that is shown', () => {
    const follower = followShown();
    const undated = incidentAt(0, { updatedAt: undefined, status: 'restoringService' });
    expect(follower.see(at(MINUTE), seenAt(undated, 'a', 'b'))).toEqual(['statusChanged']);
    expect(follower.state?.incident.updatedAt).toBe(START);
  });

  it('is re-dated late, and still not lost', () => {
    const follower = followShown();
    const later = incidentAt(0, { status: 'extendedRecovery', startedAt: START - HOUR });
    expect(follower.see(at(3 * HOUR), seenAt(later, 'a', 'b'))).toEqual(['statusChanged']);
  });

  it('in its words alone waits like customers do', () => {
    const follower = followShown();
    const reworded = incidentAt(0, { title: 'Users cannot send mail' });
    expect(follower.see(at(10_000), seenAt(reworded, 'a', 'b'))).toEqual([]);
    expect(follower.dueAt).toBe(at(45_000));
    expect(follower.see(at(45_000))).toEqual(['posted']);
    expect(follower.state?.incident.title).toBe('Users cannot send mail');
  });

  it('in characters that no store keeps is no change', () => {
    const title = 'Mail\0 is \ud83d slow';
    const follower = followShown(incidentAt(0, { title }));
    expect(follower.see(at(HOUR), seenAt(incidentAt(0, { title }), 'a', 'b'))).toEqual([]);
  });
});

describe('customers', () => {
  it('found later are shown within 45 seconds, then after 90, 180, 300, all with what Microsoft says', () => {
    const follower = followShown();
    const customers = ['a', 'b'];
    for (let second = 1; second <= 1_500; second += 1) {
      customers.push(`c${second}`);
      follower.see(at(second * SECOND), seenAt(incidentAt(0), ...customers));
    }
    const seconds = follower.versions.map((version) => (version.at - START) / SECOND);
    expect(seconds).toEqual([0, 45, 135, 315, 615, 915, 1_215]);
    expect(follower.versions.slice(1).every(({ transitions }) => transitions[0]?.kind === 'spread')).toBe(
      true,
    );
    expect(follower.see(at(1_501 * SECOND), seenAt(incidentAt(MINUTE), ...customers))).toEqual([
      'posted',
      'spread',
    ]);
    expect(follower.hits.size).toBe(customers.length);
    expect(follower.state?.spreads).toBe(6);
  });

  it('found after a long time are shown at once', () => {
    const follower = followShown();
    expect(follower.see(at(MINUTE), seenAt(incidentAt(0), 'a', 'b', 'c'))).toEqual(['spread']);
  });

  it('who came and went between two versions were never said', () => {
    const follower = followShown();
    follower.see(at(10_000), seenAt(incidentAt(0), 'a', 'b', 'c'));
    follower.see(at(20_000), seenAt(incidentAt(0), 'a', 'b'));
    expect(follower.dueAt).toBeUndefined();
    expect(follower.see(at(HOUR))).toEqual([]);
    expect(follower.hits.has('c')).toBe(false);
  });

  it('who lack it have left after more than a round of reading', () => {
    const follower = followShown();
    expect(follower.see(at(MINUTE), seenAt(incidentAt(0), 'a'))).toEqual([]);
    expect(follower.see(at(7 * MINUTE - 1))).toEqual([]);
    expect(follower.see(at(7 * MINUTE))).toEqual(['left']);
    expect(follower.hits.get('b')).toBe(at(MINUTE));
    expect(follower.see(at(8 * MINUTE), seenAt(incidentAt(0), 'a', 'b'))).toEqual([]);
    expect(follower.see(at(8.5 * MINUTE))).toEqual(['spread']);
    expect(follower.hits.get('b')).toBeUndefined();
  });

  it('who lack it for a moment have not left', () => {
    const follower = followShown();
    follower.see(at(MINUTE), seenAt(incidentAt(0), 'a'));
    follower.see(at(6 * MINUTE), seenAt(incidentAt(0), 'a', 'b'));
    expect(follower.state?.leavingSince).toBeUndefined();
    expect(follower.see(at(HOUR))).toEqual([]);
  });

  it('nobody has read keep it', () => {
    const follower = followShown();
    const isKnown = (id: string) => id !== 'b';
    expect(follower.see(at(MINUTE), { ...seenAt(incidentAt(0), 'a'), isKnown })).toEqual([]);
    expect(follower.see(at(HOUR))).toEqual([]);
    expect(follower.see(at(2 * HOUR), { ...seenNowhere(), isKnown })).toEqual([]);
    expect(follower.see(at(3 * HOUR))).toEqual([]);
    expect([...follower.hits]).toEqual([
      ['a', at(2 * HOUR)],
      ['b', undefined],
    ]);
    expect(follower.see(at(26 * HOUR))).toEqual(['notListed!']);
  });
});

describe('an end', () => {
  it.each([
    ['resolved', resolvedAt(MINUTE), 'resolved!', at(MINUTE)],
    ['without its time', resolvedAt(MINUTE, { endedAt: undefined }), 'resolved!', at(MINUTE)],
    [
      'without any time',
      resolvedAt(MINUTE, { endedAt: undefined, updatedAt: undefined }),
      'resolved!',
      START,
    ],
    ['with a time to come', resolvedAt(MINUTE, { endedAt: at(HOUR) }), 'resolved!', at(2 * MINUTE)],
    ['a false alarm', incidentAt(MINUTE, { status: 'falsePositive' }), 'falsePositive!', at(MINUTE)],
    [
      'with its review',
      incidentAt(MINUTE, { status: 'postIncidentReviewPublished' }),
      'resolved!',
      at(MINUTE),
    ],
  ])('%s is shown and told at once', (_name, ending, kind, overAt) => {
    const follower = followShown();
    expect(follower.see(at(2 * MINUTE), seenNowhere(ending))).toEqual([kind, 'posted']);
    expect(follower.state).toMatchObject({ phase: 'over', overAt });
    expect([...follower.hits.values()]).toEqual([overAt, overAt]);
    expect(follower.versions[1]?.transitions[0]).toMatchObject({ customers: 2, from: 'serviceDegradation' });
  });

  it('is not told as customers that leave one by one', () => {
    const follower = followShown();
    follower.see(at(2 * MINUTE), seenAt(incidentAt(0), 'a'));
    expect(follower.see(at(5 * MINUTE), seenNowhere(resolvedAt(MINUTE)))).toEqual(['resolved!', 'posted']);
    expect([...follower.hits.values()]).toEqual([at(MINUTE), at(MINUTE)]);
  });

  it('known while others still list it as before counts at once, and opens nothing again', () => {
    const follower = followShown();
    const stale = seenAt(incidentAt(0), 'a', 'b', 'c');
    expect(follower.see(at(2 * MINUTE), { ...stale, ending: resolvedAt(MINUTE) })).toEqual([
      'resolved!',
      'posted',
      'spread',
    ]);
    expect(follower.hits.size).toBe(3);
    expect(follower.see(at(3 * HOUR), stale)).toEqual([]);
    expect(follower.state?.phase).toBe('over');
  });

  it('of which an older state is kept is no end', () => {
    const follower = followShown(incidentAt(MINUTE));
    follower.see(at(2 * MINUTE), seenNowhere(resolvedAt(0)));
    expect(follower.state?.phase).toBe('open');
  });

  it('that is a false alarm while it is still listed counts', () => {
    const follower = followShown();
    const seen = seenAt(incidentAt(MINUTE, { status: 'falsePositive' }), 'a', 'b');
    expect(follower.see(at(2 * MINUTE), seen)).toEqual(['falsePositive!', 'posted']);
    expect(follower.see(at(HOUR))).toEqual([]);
  });

  it('that is not known is looked for soon, and found', () => {
    const follower = followShown();
    follower.see(at(MINUTE), seenNowhere());
    expect(follower.dueAt).toBe(at(MINUTE + 5 * SECOND));
    expect(follower.see(at(MINUTE + 5 * SECOND))).toEqual([]);
    expect(follower.dueAt).toBe(at(MINUTE + 10 * SECOND));
    const seen = seenNowhere(resolvedAt(30_000));
    expect(follower.see(at(MINUTE + 10 * SECOND), seen)).toEqual(['resolved!', 'posted']);
  });

  it('that stays unknown is not listed any more after 10 minutes', () => {
    const follower = followShown();
    follower.see(at(MINUTE), seenNowhere());
    expect(follower.see(at(11 * MINUTE - 1))).toEqual([]);
    expect(follower.see(at(11 * MINUTE))).toEqual(['notListed!']);
    expect(follower.state).toMatchObject({ phase: 'over', outcome: 'notListed', overAt: at(MINUTE) });
    expect([...follower.hits.values()]).toEqual([at(MINUTE), at(MINUTE)]);
  });

  it('was none when it comes back in time: nothing was said', () => {
    const follower = followShown();
    follower.see(at(MINUTE), seenNowhere());
    expect(follower.see(at(10 * MINUTE), seenAt(incidentAt(0), 'a', 'b'))).toEqual([]);
    expect(follower.state?.awaySince).toBeUndefined();
    expect(follower.dueAt).toBeUndefined();
  });

  it('that becomes known late is shown without a reply', () => {
    const follower = followShown();
    follower.see(at(MINUTE), seenNowhere());
    follower.see(at(11 * MINUTE));
    expect(follower.see(at(HOUR), seenNowhere(resolvedAt(30_000)))).toEqual(['resolved', 'posted']);
    expect(follower.state).toMatchObject({ outcome: 'resolved', overAt: at(30_000) });
    expect([...follower.hits.values()]).toEqual([at(30_000), at(30_000)]);
    expect(follower.dueAt).toBeUndefined();
  });

  it('that is never known is looked for during a day', () => {
    const follower = followShown();
    follower.see(at(MINUTE), seenNowhere());
    follower.see(at(72 * HOUR));
    expect(follower.dueAt).toBeUndefined();
  });

  it('is followed by its review without a reply', () => {
    const follower = followShown();
    follower.see(at(2 * MINUTE), seenNowhere(resolvedAt(MINUTE)));
    const review = resolvedAt(MINUTE, {
      ...{ status: 'postIncidentReviewPublished', updatedAt: at(HOUR) },
      posts: [{ at: at(HOUR), html: 'Review' }],
    });
    expect(follower.see(at(2 * HOUR), seenNowhere(review))).toEqual(['statusChanged', 'posted']);
    expect(follower.state).toMatchObject({ phase: 'over', overAt: at(MINUTE) });
  });
});

describe('a new beginning', () => {
  function followEnded() {
    const follower = followShown();
    follower.see(at(2 * MINUTE), seenNowhere(resolvedAt(MINUTE)));
    return follower;
  }

  it('as of a later update is shown and told at once', () => {
    const follower = followEnded();
    expect(follower.see(at(HOUR), seenAt(incidentAt(50 * MINUTE), 'b', 'c'))).toEqual([
      'reopened!',
      'posted',
    ]);
    expect(follower.state?.phase).toBe('open');
    expect(follower.state?.outcome).toBeUndefined();
    expect(follower.state?.overAt).toBeUndefined();
    expect([...follower.hits]).toEqual([
      ['a', at(MINUTE)],
      ['b', undefined],
      ['c', undefined],
    ]);
    expect(follower.versions[2]?.transitions[0]).toMatchObject({
      ...{ happenedAt: at(50 * MINUTE), customers: 2, from: 'serviceRestored', to: 'serviceDegradation' },
    });
  });

  it.each([
    ['an older', incidentAt(0)],
    ['the same', incidentAt(MINUTE)],
    ['an undated', incidentAt(0, { updatedAt: undefined })],
  ])('as of %s update is believed when it lasts', (_name, incident) => {
    const follower = followEnded();
    expect(follower.see(at(10 * MINUTE), seenAt(incident, 'a'))).toEqual([]);
    expect(follower.see(at(16 * MINUTE - 1))).toEqual([]);
    expect(follower.see(at(16 * MINUTE))).toEqual(['reopened!']);
    expect(follower.state?.incident).toMatchObject({ isResolved: false, updatedAt: at(MINUTE) });
    expect(follower.see(at(17 * MINUTE), seenNowhere(resolvedAt(MINUTE)))).toContain('resolved');
  });

  it('of one that never had a date is believed when its update is later than the end', () => {
    const follower = followShown(incidentAt(0, { updatedAt: undefined }));
    follower.see(at(MINUTE), seenNowhere());
    follower.see(at(11 * MINUTE));
    expect(follower.see(at(HOUR), seenAt(incidentAt(50 * MINUTE), 'a'))).toContain('reopened!');
  });

  it('that passes was none', () => {
    const follower = followEnded();
    follower.see(at(10 * MINUTE), seenAt(incidentAt(0), 'a'));
    follower.see(at(15 * MINUTE), seenNowhere(resolvedAt(MINUTE)));
    follower.see(at(20 * MINUTE), seenAt(incidentAt(0), 'a'));
    expect(follower.see(at(26 * MINUTE - 1))).toEqual([]);
    expect(follower.state?.phase).toBe('over');
  });

  it('of one that was not listed any more is told', () => {
    const follower = followShown();
    follower.see(at(MINUTE), seenNowhere());
    follower.see(at(11 * MINUTE));
    expect(follower.see(at(20 * MINUTE), seenAt(incidentAt(0), 'a'))).toEqual([]);
    expect(follower.see(at(26 * MINUTE))).toEqual(['reopened!']);
    follower.see(at(HOUR), seenNowhere());
    expect(follower.see(at(70 * MINUTE))).toEqual(['notListed!']);
    expect(follower.see(at(71 * MINUTE), seenAt(incidentAt(70 * MINUTE), 'a'))).toEqual([
      'reopened!',
      'posted',
    ]);
  });
});

describe('what flaps', () => {
  const open = (
    minute: number,
    status: 'serviceDegradation' | 'serviceInterruption' = 'serviceDegradation',
  ) => seenAt(incidentAt(minute * MINUTE, { status }), 'a', 'b');
  const ended = (minute: number) => seenNowhere(resolvedAt(minute * MINUTE));

  it('between resolved and reopened is told twice, then when it has been stable for 10 minutes', () => {
    const follower = followShown();
    expect(follower.see(at(1 * MINUTE), ended(1))).toContain('resolved!');
    expect(follower.see(at(2 * MINUTE), open(2))).toContain('reopened!');
    expect(follower.see(at(3 * MINUTE), ended(3))).toContain('resolved');
    expect(follower.see(at(4 * MINUTE), open(4))).toContain('reopened');
    expect(follower.see(at(5 * MINUTE), ended(5))).toContain('resolved');
    expect(follower.see(at(15 * MINUTE - 1))).toEqual([]);
    expect(follower.see(at(15 * MINUTE))).toEqual(['resolved!']);
    expect(follower.versions.at(-1)?.transitions[0]).toMatchObject({
      customers: 2,
      happenedAt: at(5 * MINUTE),
    });
    expect(follower.see(at(16 * MINUTE), open(16))).toContain('reopened');
    expect(follower.see(at(26 * MINUTE))).toEqual(['reopened!']);
  });

  it('and is in the end as it was told is told no more', () => {
    const follower = followShown();
    follower.see(at(1 * MINUTE), ended(1));
    follower.see(at(2 * MINUTE), open(2));
    follower.see(at(3 * MINUTE), ended(3));
    expect(follower.see(at(4 * MINUTE), open(4))).toContain('reopened');
    expect(follower.see(at(HOUR))).toEqual([]);
    expect(follower.dueAt).toBeUndefined();
  });

  it('is told at once when it is worse than ever told', () => {
    const follower = followShown();
    follower.see(at(1 * MINUTE), ended(1));
    follower.see(at(2 * MINUTE), open(2));
    expect(follower.see(at(3 * MINUTE), ended(3))).toContain('resolved');
    expect(follower.see(at(4 * MINUTE), open(4, 'serviceInterruption'))).toContain('worse!');
  });

  it('between worse and better is told once, and again after it was better for 10 minutes', () => {
    const follower = followShown();
    expect(follower.see(at(1 * MINUTE), open(1, 'serviceInterruption'))).toContain('worse!');
    expect(follower.see(at(2 * MINUTE), open(2))).toContain('better');
    expect(follower.see(at(11 * MINUTE), open(11, 'serviceInterruption'))).toContain('worse');
    expect(follower.see(at(12 * MINUTE), open(12))).toContain('better');
    expect(follower.see(at(22 * MINUTE), open(22, 'serviceInterruption'))).toContain('worse!');
  });

  it('some time ago, and ends for good, is told at once', () => {
    const follower = followShown();
    follower.see(at(1 * MINUTE), ended(1));
    follower.see(at(2 * MINUTE), open(2));
    expect(follower.see(at(40 * MINUTE), ended(39))).toContain('resolved!');
  });
});
