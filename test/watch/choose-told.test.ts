import { expect, it } from 'vitest';
import { chooseTold } from '../../src/watch/choose-told.ts';
import type { Transition } from '../../src/watch/transition.ts';
import type { WatchRule } from '../../src/watch/watch.ts';
import { makeLiving, makeOpen, makeUnreadable, makeWatch } from '../support/watch-gallery.ts';
import { makeTransition } from '../support/watch-subjects.ts';

const ref = (tenantId: string) => ({ cloud: 'global', tenantId }) as const;

/** What is told where these customers are watched; `hit`: those that cannot be read now. */
function tell(
  customers: WatchRule['customers'],
  untold: readonly Transition[],
  hit: readonly string[] = ['a', 'b', 'c', 'd'],
) {
  const living = makeLiving(makeUnreadable(), { untold, watches: [makeWatch({ customers })] });
  const subject = { ...living.subject, hits: new Map(hit.map((id) => [id, undefined])) };
  return chooseTold({ ...living, subject }, () => true, undefined).map((each) => [each.kind, each.customers]);
}

it('counts those alone of the unreadable customers that the conversation watches', () => {
  const news = [makeTransition('unreadable', { customers: 3, tenants: ['b', 'c', 'd'] })];
  expect(tell(undefined, news)).toEqual([['unreadable', 3]]);
  expect(tell([ref('A'), ref('B'), ref('d')], news)).toEqual([['unreadable', 2]]);
  expect(tell([ref('a')], news)).toEqual([]);
});

it('never counts more than are watched where they are too many to be named', () => {
  const news = [makeTransition('unreadable', { customers: 3 })];
  expect(tell(undefined, news)).toEqual([['unreadable', 3]]);
  expect(tell([ref('a')], news)).toEqual([['unreadable', 1]]);
  expect(tell([ref('z')], news)).toEqual([]);
});

it('tells an end without what was before it', () => {
  const news = [
    makeTransition('unreadable', { tenants: ['b'] }),
    makeTransition('readable', { customers: 4 }),
  ];
  expect(tell([ref('a')], news)).toEqual([['readable', 4]]);
  const untold = [makeTransition('worse'), makeTransition('resolved'), makeTransition('reopened')];
  const kinds = chooseTold(makeLiving(makeOpen(), { untold }), () => true, undefined).map(({ kind }) => kind);
  expect(kinds).toEqual(['resolved', 'reopened']);
});
