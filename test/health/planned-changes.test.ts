import { describe, expect, it } from 'vitest';
import type { PlannedChange } from '../../src/health/planned-change.ts';
import { findNextDate, selectComingChanges } from '../../src/health/planned-changes.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 21);

function makeChange(overrides: Partial<PlannedChange>): PlannedChange {
  return {
    id: 'MC1',
    source: 'microsoft365',
    title: 'A change',
    services: [],
    category: 'planForChange',
    isMajor: false,
    actionRequiredBy: undefined,
    startsAt: NOW - 10 * DAY,
    endsAt: NOW + 90 * DAY,
    updatedAt: NOW - DAY,
    html: '',
    ...overrides,
  };
}

describe('selectComingChanges', () => {
  it('leaves out what only informs and what is over', () => {
    const changes = [
      makeChange({ id: 'MC1', category: 'stayInformed' }),
      makeChange({ id: 'MC2', endsAt: NOW - 1 }),
      makeChange({ id: 'MC3', category: 'preventOrFixIssue', endsAt: undefined }),
    ];
    expect(selectComingChanges(changes, NOW).map(({ id }) => id)).toEqual(['MC3']);
  });

  it('puts the next date first, then what was announced last', () => {
    const changes = [
      makeChange({ id: 'old', updatedAt: NOW - 9 * DAY }),
      makeChange({ id: 'new', updatedAt: NOW - DAY }),
      makeChange({ id: 'later', actionRequiredBy: NOW + 20 * DAY }),
      makeChange({ id: 'soon', startsAt: NOW + 2 * DAY }),
    ];
    expect(selectComingChanges(changes, NOW).map(({ id }) => id)).toEqual(['soon', 'later', 'new', 'old']);
  });

  it('puts Azure’s among them: maintenance under way first, a retirement by its date', () => {
    const azure = { source: 'azure', endsAt: NOW + DAY } as const;
    const changes = [
      makeChange({ id: 'MC1', startsAt: NOW + 2 * DAY }),
      makeChange({ id: 'over', ...azure, category: 'plannedMaintenance', endsAt: NOW - 1 }),
      makeChange({
        id: 'retired-later',
        ...azure,
        category: 'retirement',
        startsAt: NOW + 3 * DAY,
        endsAt: undefined,
      }),
      makeChange({ id: 'tomorrow', ...azure, category: 'plannedMaintenance', startsAt: NOW + DAY / 2 }),
      makeChange({ id: 'under-way', ...azure, category: 'plannedMaintenance', startsAt: NOW - DAY }),
    ];
    expect(selectComingChanges(changes, NOW).map(({ id }) => id)).toEqual([
      'under-way',
      'tomorrow',
      'MC1',
      'retired-later',
    ]);
  });

  it('does not count a date that has passed', () => {
    expect(findNextDate(makeChange({ actionRequiredBy: NOW - DAY, startsAt: NOW + DAY }), NOW)).toBe(
      NOW + DAY,
    );
    expect(findNextDate(makeChange({ actionRequiredBy: NOW - DAY, endsAt: undefined }), NOW)).toBeUndefined();
  });
});
