import { describe, expect, it } from 'vitest';
import { decideIncident } from '../../src/watch/decide-incident.ts';
import { readSubjectState } from '../../src/watch/read-subject-state.ts';
import { DEFAULT_TIMINGS } from '../../src/watch/timings.ts';
import { incidentAt, START, seenAt } from './observe.ts';

function writeIncident(changes: Readonly<Record<string, unknown>> = {}): unknown {
  const azure = { services: ['SQL'], regions: [], subscriptions: [], externalId: undefined };
  const decision = decideIncident(undefined, seenAt(incidentAt(0, { azure }), 'a'), DEFAULT_TIMINGS, START);
  // The store writes null for what is undefined.
  const text = JSON.stringify({ ...decision?.next, ...changes }, (_name, value: unknown) => value ?? null);
  return JSON.parse(text);
}

describe('what was kept of a subject', () => {
  it('reads as it was written, null for undefined', () => {
    const next = decideIncident(undefined, seenAt(incidentAt(0), 'a'), DEFAULT_TIMINGS, START)?.next;
    expect(
      readSubjectState(JSON.parse(JSON.stringify(next, (_name, value: unknown) => value ?? null))),
    ).toEqual(next);
  });

  it('reads what an older version did not write yet as its beginning', () => {
    const state = readSubjectState(
      writeIncident({ told: undefined, turnedAt: undefined, spreads: undefined, backSince: undefined }),
    );
    expect(state).toMatchObject({
      ...{ kind: 'incident', turnedAt: START, spreads: 0 },
      told: { severity: 'degraded', kind: 'incident', isOver: false, at: START, turns: [] },
    });
  });

  it('reads words it does not know as unknown', () => {
    const incident = { ...incidentAt(0), status: 'paused', kind: 'storm', origin: 'mars' };
    expect(readSubjectState(writeIncident({ incident }))).toMatchObject({
      incident: { status: 'unknown', kind: 'unknown', origin: 'unknown' },
    });
  });

  it.each([
    ['nothing', undefined],
    ['a text', 'incident'],
    ['a kind it does not know', { kind: 'weather' }],
    ['an incident without its incident', { kind: 'incident', phase: 'open' }],
    ['a phase it does not know', writeIncident({ phase: 'asleep' })],
  ])('is not understood: %s', (_name, json) => {
    expect(readSubjectState(json)).toBeUndefined();
  });
});
