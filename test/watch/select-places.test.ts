import { describe, expect, it } from 'vitest';
import type { AzureScope } from '../../src/health/incident.ts';
import { rateLevel } from '../../src/watch/level.ts';
import { isAbout, selectHits, selectPlaces } from '../../src/watch/select-places.ts';
import type { Hits, Subject, SubjectState } from '../../src/watch/subject.ts';
import type { Watch, WatchRule } from '../../src/watch/watch.ts';
import { incidentAt } from './observe.ts';

const match = (words: string, names: readonly string[]) => names.some((name) => name.includes(words));

function watchOf(rule: Partial<WatchRule>, place = 1): Watch {
  return {
    ...{ scope: 'everything', customers: undefined, service: undefined, ...rule },
    ...{ id: place * 100, setBy: 'Adele', setAt: 0 },
    place: {
      id: place,
      conversation: {
        ...{
          id: `c${place}`,
          thread: undefined,
          kind: 'channel',
          serviceUrl: '',
          channel: 'msteams',
          bot: '',
        },
        ...{ tenantId: undefined, name: '' },
      },
      reader: { language: 'en', timeZone: 'UTC' },
      parked: place === 9 ? { reason: 'gone', at: 0 } : undefined,
    },
  };
}

function incidentState(overrides: Parameters<typeof incidentAt>[1] = {}, overAt?: number): SubjectState {
  const incident = incidentAt(0, overrides);
  return {
    ...{ kind: 'incident', incident, phase: overAt === undefined ? 'open' : 'over', outcome: undefined },
    ...{ firstSeenAt: 0, overAt, decidedAt: 0, turnedAt: 0, spreads: 0 },
    ...{ awaySince: undefined, backSince: undefined, leavingSince: undefined },
    told: { ...rateLevel(incident), milderSince: undefined, isOver: false, at: 0, turns: [] },
  };
}

const subject = (
  state: SubjectState,
  hits: Hits = new Map([['aaa', undefined]]),
): Pick<Subject, 'key' | 'state' | 'hits'> => ({
  ...{ key: { kind: state.kind, cloud: 'global', id: 'X1' }, state, hits },
});
const azure: AzureScope = { services: ['Virtual Machines'], regions: [], subscriptions: [] };
const change: SubjectState = {
  kind: 'change',
  change: {
    ...{ id: 'MC1', source: 'azure', title: '', services: ['SQL Database'], category: 'plannedMaintenance' },
    ...{ isMajor: false, actionRequiredBy: undefined, startsAt: 1, endsAt: 2, updatedAt: 0, html: '', azure },
  },
  ...{ phase: 'coming', reminded: [], happensAt: 1, shownDate: undefined, awaySince: undefined },
  ...{ decidedAt: 0, spreads: 0 },
};
const access: SubjectState = {
  ...{ kind: 'access', phase: 'open', startedAt: 0, overAt: undefined, reasons: {}, decidedAt: 0 },
  ...{ spreads: 0, toldAt: 0, untold: [], isToldOver: false },
};
const standstill: SubjectState = {
  ...{ kind: 'standstill', what: 'reading', phase: 'open', startedAt: 0, overAt: undefined, waiting: 3 },
};
const advisory = incidentState({ kind: 'advisory' });
const customers = (...ids: string[]) => ids.map((tenantId) => ({ cloud: 'global' as const, tenantId }));

describe('a watch', () => {
  it.each<[string, Partial<WatchRule>, SubjectState, boolean]>([
    ['everything selects incidents', {}, incidentState(), true],
    ['everything selects advice', {}, advisory, true],
    ['everything selects unreadable customers', {}, access, true],
    ['everything leaves out maintenance', {}, change, false],
    ['everything leaves out alarms', {}, standstill, false],
    ['incidents selects incidents', { scope: 'incidents' }, incidentState(), true],
    ['incidents selects what is unknown', { scope: 'incidents' }, incidentState({ kind: 'unknown' }), true],
    ['incidents leaves out advice', { scope: 'incidents' }, advisory, false],
    ['incidents leaves out unreadable customers', { scope: 'incidents' }, access, false],
    ['maintenance selects changes', { scope: 'maintenance' }, change, true],
    ['maintenance leaves out incidents', { scope: 'maintenance' }, incidentState(), false],
    ['alarms selects alarms, which hit nobody', { scope: 'alarms' }, standstill, true],
    ['alarms leaves out incidents', { scope: 'alarms' }, incidentState(), false],
    ['a service selects its incidents', { service: 'Exchange' }, incidentState(), true],
    ['a service leaves out others', { service: 'Teams' }, incidentState(), false],
    ['a service of Azure is found', { service: 'Virtual' }, incidentState({ azure }), true],
    ['Azure as a whole is found', { service: 'Microsoft Azure' }, incidentState({ azure }), true],
    ['a service leaves out unreadable customers', { service: 'Exchange' }, access, false],
    ['a service of maintenance is found', { scope: 'maintenance', service: 'SQL' }, change, true],
    ['a customer that has it', { customers: customers('AAA', 'zzz') }, incidentState(), true],
    ['a customer that does not', { customers: customers('zzz') }, incidentState(), false],
    ['unreadable customers by customer', { customers: customers('zzz') }, access, false],
    [
      'a customer of another cloud',
      { customers: [{ cloud: 'china', tenantId: 'aaa' }] },
      incidentState(),
      false,
    ],
  ])('%s', (_name, rule, state, isSelected) => {
    expect(selectPlaces([watchOf(rule)], subject(state), match, undefined).length > 0).toBe(isSelected);
  });

  it('selects a place once, by any of its watches, parked ones too', () => {
    const watches = [
      watchOf({ scope: 'maintenance' }, 2),
      watchOf({ service: 'Teams' }, 2),
      watchOf({}, 2),
      watchOf({ customers: customers('aaa') }, 2),
      watchOf({}, 9),
    ];
    expect(selectPlaces(watches, subject(incidentState()), match, undefined).map(({ id }) => id)).toEqual([
      2, 9,
    ]);
  });

  it('selects what is over for who had it at the end, and nothing for who left before', () => {
    const hits = new Map([
      ['aaa', 50],
      ['bbb', 20],
    ]);
    const over = subject(incidentState({}, 50), hits);
    expect(selectPlaces([watchOf({ customers: customers('aaa') })], over, match, undefined)).toHaveLength(1);
    expect(selectPlaces([watchOf({ customers: customers('bbb') })], over, match, undefined)).toHaveLength(0);
    expect(selectPlaces([watchOf({})], subject(incidentState(), new Map()), match, undefined)).toHaveLength(
      0,
    );
  });

  it('shows of the customers those it selects, those that left too', () => {
    const hits = new Map([
      ['aaa', undefined],
      ['bbb', 20],
      ['ccc', undefined],
    ]);
    const select = (...rules: Partial<WatchRule>[]) => [
      ...selectHits(
        rules.map((rule) => watchOf(rule)),
        subject(incidentState(), hits),
        match,
        undefined,
      ).keys(),
    ];
    expect(select({})).toEqual(['aaa', 'bbb', 'ccc']);
    expect(select({ customers: customers('BBB') }, { customers: customers('ccc') })).toEqual(['bbb', 'ccc']);
    expect(select({ customers: customers('aaa') }, { service: 'Teams' })).toEqual(['aaa']);
    expect(select({ scope: 'maintenance' })).toEqual([]);
    expect(select()).toEqual([]);
  });
});

describe('whether a watch is about a subject', () => {
  const left = subject(
    incidentState(),
    new Map([
      ['aaa', 5],
      ['bbb', undefined],
    ]),
  );
  const about = (...rules: Partial<WatchRule>[]) =>
    isAbout(
      rules.map((rule) => watchOf(rule)),
      left,
      match,
      undefined,
    );
  const named = (tenantId: string) => ({ customers: [{ cloud: 'global', tenantId }] }) as const;

  it('does not end when its customers have it no longer, although nobody is told anything there', () => {
    expect(about(named('AAA'))).toBe(true);
    expect(selectPlaces([watchOf(named('AAA'))], left, match, undefined)).toEqual([]);
  });

  it('is so for all customers, and never for another customer, cloud, service or scope', () => {
    expect(about({})).toBe(true);
    expect(about()).toBe(false);
    expect(about(named('ccc'))).toBe(false);
    expect(about({ customers: [{ cloud: 'china', tenantId: 'aaa' }] })).toBe(false);
    expect(about({ ...named('aaa'), service: 'Intune' }, { scope: 'maintenance' })).toBe(false);
  });
});

describe('a watch that was set by somebody who does not see all customers', () => {
  const hits: Hits = new Map([
    ['aaa', undefined],
    ['bbb', undefined],
    ['ccc', 1],
  ]);
  /** Group a sees all, everybody else not aaa, which is hidden. */
  const sightOf = (groups: readonly string[]) => ({
    seesAll: groups.includes('a'),
    sees: ({ tenantId }: { readonly tenantId: string }) => groups.includes('a') || tenantId !== 'aaa',
  });
  const named = (...ids: readonly string[]) => ({
    customers: ids.map((tenantId) => ({ cloud: 'global', tenantId }) as const),
  });
  const select = (of: Hits, ...rules: readonly Partial<WatchRule>[]) => {
    const watches = rules.map((rule, at) => watchOf(rule, at + 1));
    const about = subject(incidentState(), of);
    return {
      places: selectPlaces(watches, about, match, sightOf).map(({ id }) => id),
      hits: [...selectHits(watches, about, match, sightOf).keys()],
      isAbout: isAbout(watches, about, match, sightOf),
    };
  };

  it('selects nobody that is hidden from them, whether named or not', () => {
    expect(select(hits, {})).toEqual({ places: [1], hits: ['bbb', 'ccc'], isAbout: true });
    expect(select(hits, named('AAA', 'bbb'))).toEqual({ places: [1], hits: ['bbb'], isAbout: true });
    expect(select(hits, named('aaa'))).toEqual({ places: [], hits: [], isAbout: false });
    const only: Hits = new Map([['aaa', undefined]]);
    expect(select(only, {})).toEqual({ places: [], hits: [], isAbout: false });
    expect(select(only, { groups: ['b'] })).toEqual({ places: [], hits: [], isAbout: false });
    expect(select(new Map(), {})).toEqual({ places: [], hits: [], isAbout: true });
  });

  it('selects them where who set it is of their group, beside others who are not', () => {
    const own = { groups: ['a'] };
    expect(select(hits, own)).toEqual({ places: [1], hits: ['aaa', 'bbb', 'ccc'], isAbout: true });
    expect(select(hits, { ...own, ...named('aaa') })).toMatchObject({ places: [1], hits: ['aaa'] });
    expect(select(hits, { ...own, ...named('aaa') }, named('bbb', 'aaa'))).toEqual({
      ...{ places: [1, 2], hits: ['aaa', 'bbb'], isAbout: true },
    });
  });

  it('tells what stands still all the same', () => {
    const standstill: SubjectState = {
      ...{ kind: 'standstill', what: 'reading', phase: 'open', startedAt: 0, overAt: undefined, waiting: 3 },
    };
    const about = subject(standstill, new Map());
    const watches = [watchOf({ scope: 'alarms' })];
    expect(selectPlaces(watches, about, match, sightOf)).toHaveLength(1);
    expect(isAbout(watches, about, match, sightOf)).toBe(true);
  });
});
