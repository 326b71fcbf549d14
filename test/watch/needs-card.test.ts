import { describe, expect, it } from 'vitest';
import { needsCard } from '../../src/watch/needs-card.ts';
import type { TransitionKind } from '../../src/watch/transition.ts';
import { START } from '../support/test-store.ts';
import { makeIncidentState, makeTransition } from '../support/watch-subjects.ts';

const happen = (...kinds: TransitionKind[]) => kinds.map((kind) => makeTransition(kind));
const OPEN = makeIncidentState();
const JUST_OVER = makeIncidentState({ phase: 'over', outcome: 'resolved', overAt: START });
const LONG_OVER = makeIncidentState({ ...JUST_OVER, turnedAt: START - 60_000 });

describe('a conversation without a card of it', () => {
  it.each([
    ['it appeared', happen('appeared')],
    ['it spread, perhaps to a customer of theirs', happen('spread')],
    ['Microsoft posted', happen('posted')],
    ['it got worse, perhaps an incident only now', happen('worse', 'statusChanged')],
    ['it is open again', happen('reopened')],
  ])('gets one when %s', (_what, transitions) => {
    expect(needsCard(OPEN, transitions)).toBe(true);
  });

  it('gets none when it left customers, or nothing happened', () => {
    expect(needsCard(OPEN, happen('left'))).toBe(false);
    expect(needsCard(OPEN, [])).toBe(false);
  });

  it('gets one when it ends, also before it was shown at all', () => {
    expect(needsCard(JUST_OVER, happen('resolved', 'posted'))).toBe(true);
    expect(needsCard(JUST_OVER, happen('appeared', 'notListed'))).toBe(true);
  });

  it('gets none for what Microsoft adds after the end', () => {
    expect(needsCard(LONG_OVER, happen('posted'))).toBe(false);
    expect(needsCard(LONG_OVER, happen('falsePositive', 'posted'))).toBe(false);
  });
});
