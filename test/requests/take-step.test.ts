import { describe, expect, it } from 'vitest';
import { takeStep } from '../../src/requests/take-step.ts';
import { makeDraft, makeRequest, OPENED_AT } from '../support/requests.ts';

const NOW = OPENED_AT + 3_600_000;

describe('a step', () => {
  it('tells a new state after everything else', () => {
    const step = takeStep(makeRequest(), NOW, { to: 'withVendor', changes: [{ kind: 'taken' }] });
    expect(step.changes).toEqual([{ kind: 'taken' }, { kind: 'state', from: 'raised', to: 'withVendor' }]);
  });

  it('tells nothing twice: what was raised is raised', () => {
    const raised = { kind: 'raised', route: 'portal' } as const;
    expect(takeStep(makeDraft(), NOW, { to: 'raised', changes: [raised] }).changes).toEqual([raised]);
  });

  it('never goes back in time, where clocks differ', () => {
    expect(takeStep(makeRequest({ changedAt: NOW }), NOW - 1, {}).request.changedAt).toBe(NOW);
  });

  it('is not taken where it may not lead', () => {
    expect(() => takeStep(makeRequest({ state: 'closed' }), NOW, { to: 'resolved' })).toThrow(RangeError);
  });
});
