import { describe, expect, it } from 'vitest';
import { createFloodGate, type FloodLimits } from '../../../src/chat/access/limit-floods.ts';
import type { Conversation } from '../../../src/delivery/conversation.ts';
import type { Person } from '../../../src/staff/person.ts';
import { createFakeTime } from '../../support/fake-time.ts';

const HERE: Conversation = {
  ...{ id: 'c-1', thread: undefined, kind: 'channel', serviceUrl: 'https://smba.trafficmanager.net/emea/' },
  ...{ channel: 'msteams', bot: '28:bot', tenantId: 'partner', name: '' },
};
const person = (number: number): Person => ({
  ...{ objectId: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`, account: `29:${number}` },
  name: 'Adele',
});

const LIMITS: FloodLimits = {
  person: { atOnce: 20, perSecond: 1 },
  conversation: { atOnce: 60, perSecond: 5 },
};

function setUp(limits = LIMITS) {
  const time = createFakeTime();
  const gate = createFloodGate({ clock: time.clock, limits });
  return { time, gate, enter: (who = person(1), where = HERE) => gate.enter(who, where) };
}
const repeat = <T>(count: number, once: (at: number) => T) =>
  Array.from({ length: count }, (_, at) => once(at));

describe('a flood', () => {
  it('of one person is let in 20 at once, told of once, and is silent after that', () => {
    const { enter } = setUp();
    expect(new Set(repeat(20, () => enter()))).toEqual(new Set(['in']));
    expect(repeat(3, () => enter())).toEqual(['tell', 'silent', 'silent']);
  });

  it('is let in again at one a second, and never more than 20 at once', () => {
    const { enter, time } = setUp();
    repeat(20, () => enter());
    time.advance(1_000);
    expect(repeat(2, () => enter())).toEqual(['in', 'tell']);
    time.advance(3_600_000);
    expect(repeat(21, () => enter()).filter((verdict) => verdict === 'in')).toHaveLength(20);
  });

  it('is told of every ten seconds while it goes on', () => {
    const { enter, time } = setUp({
      person: { atOnce: 1, perSecond: 0.001 },
      conversation: { atOnce: 60, perSecond: 5 },
    });
    enter();
    expect(enter()).toBe('tell');
    time.advance(9_999);
    expect(enter()).toBe('silent');
    time.advance(1);
    expect(enter()).toBe('tell');
  });

  it('of one person takes nothing from the others of the conversation', () => {
    const { enter } = setUp();
    repeat(1_000, () => enter(person(1)));
    expect(repeat(20, () => enter(person(2)))).not.toContain('tell');
  });

  it('of a person goes on in another conversation, and belongs to them whatever name they show', () => {
    const { enter } = setUp();
    repeat(20, () => enter());
    expect(enter({ ...person(1), name: 'Megan' }, { ...HERE, id: 'c-2' })).toBe('tell');
    expect(enter({ ...person(1), objectId: person(1).objectId?.toUpperCase() })).toBe('silent');
  });

  it('of one conversation is let in 60 at once, threads together, however many people make it', () => {
    const { enter, time } = setUp();
    const verdicts = repeat(200, (at) => enter(person(at), { ...HERE, thread: String(at) }));
    expect(verdicts.filter((verdict) => verdict === 'in')).toHaveLength(60);
    expect(verdicts.slice(60, 63)).toEqual(['tell', 'silent', 'silent']);
    time.advance(1_000);
    expect(repeat(6, (at) => enter(person(500 + at)))).toEqual(['in', 'in', 'in', 'in', 'in', 'silent']);
    expect(enter(person(1_000), { ...HERE, id: 'c-2' })).toBe('in');
  });

  it('is not lifted by a clock that goes back', () => {
    const { enter, time } = setUp();
    repeat(20, () => enter());
    time.advance(-3_600_000);
    expect(enter()).toBe('tell');
  });

  it('of people who make up names for themselves is remembered within bounds: who is longest ago is forgotten', () => {
    const { gate } = setUp();
    repeat(21, () => gate.enter(person(0), { ...HERE, id: 'c-0' }));
    repeat(10_000, (at) => gate.enter(person(at + 1), { ...HERE, id: `c-${at + 1}` }));
    expect(gate.enter(person(0), { ...HERE, id: 'c-0' })).toBe('in');
  });
});
