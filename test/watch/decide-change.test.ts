import { describe, expect, it } from 'vitest';
import type { PlannedChange } from '../../src/health/planned-change.ts';
import { decideChange, type ObservedChange } from '../../src/watch/decide-change.ts';
import type { ChangeState, SubjectState } from '../../src/watch/subject.ts';
import { DEFAULT_TIMINGS } from '../../src/watch/timings.ts';
import { createFollower } from './follow.ts';
import { HOUR, MINUTE } from './observe.ts';

const NOW = Date.UTC(2026, 10, 21, 10, 20);
const DAY = 24 * HOUR;
const GATHER = 30_000;

function makeChange(overrides: Partial<PlannedChange> = {}): PlannedChange {
  return {
    ...{ id: 'MC1', source: 'microsoft365', title: 'New sign-in', services: ['Exchange Online'] },
    ...{ category: 'planForChange', isMajor: false, actionRequiredBy: undefined, startsAt: undefined },
    ...{ endsAt: undefined, updatedAt: NOW, html: '' },
    ...overrides,
  };
}

const maintenance = (startsAt: number, overrides: Partial<PlannedChange> = {}) =>
  makeChange({
    source: 'azure',
    category: 'plannedMaintenance',
    startsAt,
    endsAt: startsAt + 4 * HOUR,
    ...overrides,
  });
const action = (actionRequiredBy: number | undefined, overrides: Partial<PlannedChange> = {}) =>
  makeChange({ actionRequiredBy, ...overrides });
const seen = (change: PlannedChange | undefined, ...customers: string[]): ObservedChange => ({
  ...{ change, customers: new Set(customers), isKnown: () => true },
});

const follow = () =>
  createFollower(
    (previous, observed: ObservedChange, now) => decideChange(previous, observed, DEFAULT_TIMINGS, now),
    (state: SubjectState): state is ChangeState => state.kind === 'change',
  );

function listAll(follower: ReturnType<typeof follow>) {
  return follower.versions.flatMap(({ at, transitions }) =>
    transitions.map(({ kind, tells }) => [tells ? `${kind}!` : kind, at]),
  );
}

describe('planned maintenance of Azure', () => {
  it('is announced when its customers are gathered, reminded of twice, and over at its end', () => {
    const startsAt = NOW + 3 * DAY;
    const follower = follow();
    follower.see(NOW, seen(maintenance(startsAt), 'a', 'b'));
    follower.see(NOW + 5 * DAY);
    expect(listAll(follower)).toEqual([
      ['announced', NOW + GATHER],
      ['dayBefore', startsAt - DAY],
      ['hourBefore!', startsAt - HOUR],
      ['over', startsAt + 4 * HOUR],
    ]);
    expect(follower.versions[0]?.transitions[0]?.customers).toBe(2);
    expect(follower.state?.phase).toBe('over');
    expect(follower.dueAt).toBeUndefined();
  });

  it.each([
    ['a day and a moment', DAY + GATHER + 1, 'announced'],
    ['exactly a day', DAY + GATHER, 'dayBefore'],
    ['an hour and a moment', HOUR + GATHER + 1, 'dayBefore'],
    ['exactly an hour', HOUR + GATHER, 'hourBefore'],
  ])('first seen %s before is told of once', (_name, ahead, kind) => {
    const follower = follow();
    follower.see(NOW, seen(maintenance(NOW + ahead), 'a'));
    expect(follower.see(NOW + GATHER)).toEqual([kind]);
  });

  it('at midnight has an hour like any other', () => {
    const startsAt = Date.UTC(2026, 10, 23);
    const follower = follow();
    follower.see(NOW, seen(maintenance(startsAt), 'a'));
    expect(follower.see(startsAt - HOUR)).toEqual(['hourBefore!']);
  });

  it.each([
    ['under way', maintenance(NOW)],
    ['without a date', makeChange({ category: 'plannedMaintenance' })],
    ['that only informs', maintenance(NOW + DAY, { category: 'stayInformed' })],
  ])('%s at first sight is not followed', (_name, change) => {
    expect(decideChange(undefined, seen(change, 'a'), DEFAULT_TIMINGS, NOW)).toBeUndefined();
  });

  it('shows customers found later in a bounded rhythm', () => {
    const follower = follow();
    follower.see(NOW, seen(maintenance(NOW + 9 * DAY), 'a'));
    follower.see(NOW + GATHER);
    const all: string[] = ['a'];
    for (let second = 31; second < 900; second += 1) {
      all.push(`c${second}`);
      follower.see(NOW + second * 1_000, seen(maintenance(NOW + 9 * DAY), ...all));
    }
    expect(follower.versions.map(({ at }) => (at - NOW) / 1_000)).toEqual([30, 75, 165, 345, 645]);
  });

  it('that was not shown yet writes nothing for customers alone', () => {
    const follower = follow();
    follower.see(NOW, seen(action(NOW + 9 * DAY), 'a'));
    follower.see(NOW + HOUR, seen(action(NOW + 9 * DAY), 'a', 'b'));
    expect([...follower.hits.keys()]).toEqual(['a']);
    follower.see(NOW + 8 * DAY);
    expect([...follower.hits.keys()]).toEqual(['a', 'b']);
  });
});

describe('a planned change of the message centre', () => {
  it('is reminded of by its day alone where that has no hour', () => {
    const day = Date.UTC(2026, 10, 25);
    const follower = follow();
    expect(follower.see(NOW, seen(action(day), 'a'))).toEqual([]);
    follower.see(day + 3 * DAY);
    expect(listAll(follower)).toEqual([
      ['dayBefore', day - DAY],
      ['over', day + DAY],
    ]);
  });

  it('is reminded of twice where it has an hour', () => {
    const date = NOW + 3 * DAY;
    const follower = follow();
    follower.see(NOW, seen(action(date), 'a'));
    follower.see(date);
    expect(listAll(follower).map(([kind]) => kind)).toEqual(['dayBefore', 'hourBefore!', 'over']);
  });

  it.each([
    ['when customers must have acted', action(NOW + 2 * DAY, { startsAt: NOW + DAY }), NOW + 2 * DAY],
    ['when it starts, where that is to come', action(NOW - DAY, { startsAt: NOW + DAY }), NOW + DAY],
    ['when a retirement ends', makeChange({ category: 'retirement', endsAt: NOW + DAY }), NOW + DAY],
  ])('counts towards %s', (_name, change, date) => {
    expect(decideChange(undefined, seen(change, 'a'), DEFAULT_TIMINGS, NOW)?.next.happensAt).toBe(date);
  });

  it('that merely expires is not followed', () => {
    const change = makeChange({ startsAt: NOW - DAY, endsAt: NOW + DAY });
    expect(decideChange(undefined, seen(change, 'a'), DEFAULT_TIMINGS, NOW)).toBeUndefined();
  });

  it('never shown ends without a word', () => {
    const follower = follow();
    follower.see(NOW, seen(action(NOW + 2 * DAY + 1), 'a'));
    expect(follower.see(NOW + HOUR, seen(undefined))).toEqual([]);
    follower.see(NOW + 9 * DAY);
    expect(follower.versions).toEqual([]);
    expect(follower.state?.phase).toBe('cancelled');
  });
});

describe('a change of plans', () => {
  const startsAt = NOW + 3 * DAY;
  function followAnnounced() {
    const follower = follow();
    follower.see(NOW, seen(maintenance(startsAt), 'a', 'b'));
    follower.see(NOW + MINUTE);
    return follower;
  }

  it('by more than an hour is told, and reminders begin anew', () => {
    const follower = followAnnounced();
    follower.see(startsAt - DAY);
    const later = startsAt + 2 * DAY;
    expect(follower.see(startsAt - HOUR - 1, seen(maintenance(later), 'a', 'b'))).toEqual(['moved']);
    expect(follower.versions.at(-1)?.transitions[0]).toMatchObject({
      ...{ from: new Date(startsAt).toISOString(), to: new Date(later).toISOString() },
    });
    follower.see(later);
    expect(listAll(follower).slice(3)).toEqual([
      ['dayBefore', later - DAY],
      ['hourBefore!', later - HOUR],
    ]);
  });

  it('to the next hour is told with its reminder', () => {
    const follower = followAnnounced();
    const soon = NOW + 90 * MINUTE;
    expect(follower.see(NOW + HOUR, seen(maintenance(soon), 'a', 'b'))).toEqual(['moved', 'hourBefore!']);
  });

  it.each([
    ['an hour', HOUR, []],
    ['more', HOUR + 1, ['moved']],
  ])('by %s', (_name, by, kinds) => {
    expect(followAnnounced().see(NOW + HOUR, seen(maintenance(startsAt + by), 'a', 'b'))).toEqual(kinds);
  });

  it('in small steps is told when they add up', () => {
    const follower = followAnnounced();
    follower.see(NOW + HOUR, seen(maintenance(startsAt + 40 * MINUTE), 'a', 'b'));
    expect(follower.see(NOW + 2 * HOUR, seen(maintenance(startsAt + 80 * MINUTE), 'a', 'b'))).toEqual([
      'moved',
    ]);
  });

  it('that takes the date away is told, once', () => {
    const follower = followAnnounced();
    const undated = seen(maintenance(0, { startsAt: undefined, endsAt: undefined }), 'a', 'b');
    expect(follower.see(NOW + HOUR, undated)).toEqual(['moved']);
    expect(follower.see(NOW + 9 * DAY)).toEqual([]);
    expect(follower.see(NOW + 9 * DAY + 1, seen(maintenance(NOW + 12 * DAY), 'a', 'b'))).toEqual(['moved']);
  });

  it('after it was over makes it coming again', () => {
    const follower = followAnnounced();
    follower.see(startsAt + DAY);
    expect(follower.see(startsAt + DAY, seen(maintenance(startsAt + 9 * DAY), 'a'))).toEqual(['moved']);
    expect(follower.state?.phase).toBe('coming');
  });

  it('of an older update is not believed', () => {
    const older = maintenance(startsAt + DAY, { updatedAt: NOW - 1 });
    expect(followAnnounced().see(NOW + HOUR, seen(older, 'a', 'b'))).toEqual([]);
  });

  it('that nobody lists for 10 minutes is cancelled, and announced again when it is back', () => {
    const follower = followAnnounced();
    follower.see(NOW + HOUR, seen(undefined));
    expect(follower.see(NOW + HOUR + 10 * MINUTE - 1)).toEqual([]);
    expect(follower.see(NOW + HOUR + 10 * MINUTE)).toEqual(['cancelled']);
    expect([...follower.hits.values()]).toEqual([undefined, undefined]);
    expect(follower.see(NOW + 2 * HOUR, seen(maintenance(startsAt), 'a'))).toEqual(['announced']);
    expect(follower.see(startsAt - DAY)).toEqual(['dayBefore']);
  });

  it('that is missed for a moment was none', () => {
    const follower = followAnnounced();
    follower.see(NOW + HOUR, seen(undefined));
    expect(follower.see(NOW + HOUR + 9 * MINUTE, seen(maintenance(startsAt), 'a', 'b'))).toEqual([]);
    expect(follower.state?.awaySince).toBeUndefined();
  });

  it('is not seen where the customers are not known, and reminders go on', () => {
    const follower = followAnnounced();
    const unknown = { ...seen(undefined), isKnown: () => false };
    follower.see(startsAt - 25 * HOUR, unknown);
    expect(follower.see(startsAt - DAY)).toEqual(['dayBefore']);
  });

  it('is none once it has begun: it may have left the list', () => {
    const follower = followAnnounced();
    follower.see(startsAt + 1, seen(undefined));
    expect(follower.see(startsAt + 4 * HOUR)).toEqual(['over']);
  });
});
