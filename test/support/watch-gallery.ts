import type { Cards } from '../../src/chat/cards/cards.ts';
import type { Reply } from '../../src/chat/reply.ts';
import type { LivingView } from '../../src/chat/watch/view-card.ts';
import type { Customer } from '../../src/customers/customer.ts';
import type { Reader } from '../../src/reader.ts';
import type { ParkedPlaces } from '../../src/watch/list-parked.ts';
import type { LivingCard } from '../../src/watch/living-card.ts';
import type { StatusView } from '../../src/watch/status.ts';
import type {
  AccessState,
  ChangeState,
  IncidentState,
  StandstillState,
  SubjectState,
} from '../../src/watch/subject.ts';
import { PARK_REASONS, WATCH_SCOPES, type Watch } from '../../src/watch/watch.ts';
import { CHANGES, CONTOSO, MAIL_INCIDENT, NOW, TAILWIND_CHINA, TEAMS_ADVISORY } from './card-fixtures.ts';
import { PEOPLE } from './requests.ts';
import { makeChannel, makeIncidentState, makeTransition } from './watch-subjects.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const NAMES = [
  'Contoso Ltd',
  'Fabrikam SARL',
  'Northwind Traders',
  '한빛전자',
  '顺风玩具',
  'Boulangerie Légère',
];
/** Fourteen customers, by name. */
export const HIT: readonly Customer[] = Array.from({ length: 14 }, (_, index) => ({
  ...CONTOSO,
  tenantId: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
  name: NAMES[index] ?? `Customer ${index}`,
}));

export function findHit({ tenantId }: { readonly tenantId: string }): Customer | undefined {
  return HIT.find((customer) => customer.tenantId === tenantId);
}

/** An incident that is open since 130 minutes. */
export function makeOpen(overrides: Partial<IncidentState> = {}): IncidentState {
  return makeIncidentState({
    incident: MAIL_INCIDENT,
    ...{ firstSeenAt: NOW - 125 * MINUTE, decidedAt: NOW - 4 * MINUTE, turnedAt: NOW - 124 * MINUTE },
    ...overrides,
  });
}

export function makeOver(overrides: Partial<IncidentState> = {}): IncidentState {
  return makeOpen({
    incident: { ...MAIL_INCIDENT, status: 'serviceRestored', isResolved: true, endedAt: NOW - 20 * MINUTE },
    ...{ phase: 'over', outcome: 'resolved', overAt: NOW - 20 * MINUTE },
    ...overrides,
  });
}

/** A living card of whatever it is about, in a channel where everything is watched. */
export function makeLiving(
  state: SubjectState,
  overrides: Partial<LivingCard> & { readonly cloud?: 'global' | 'china'; readonly reader?: Reader } = {},
): LivingCard {
  const { cloud = 'global', reader = { language: 'en', timeZone: 'Europe/Paris' }, ...rest } = overrides;
  const id =
    state.kind === 'incident'
      ? state.incident.id
      : state.kind === 'change'
        ? state.change.id
        : `${state.kind}-1`;
  return {
    id: 1,
    subject: {
      key: { kind: state.kind, cloud, id },
      state,
      hits: new Map(),
      ...{ version: 3, sequence: 3, revision: 4, dueAt: undefined },
    },
    place: { id: 7, conversation: makeChannel(), reader, parked: undefined },
    watches: [],
    takers: [],
    quiet: undefined,
    untold: [],
    ...rest,
  };
}

export function makeView(overrides: Partial<LivingView> = {}): LivingView {
  const { customers = HIT, had = [] } = overrides;
  const past = customers.length + had.length;
  return { customers, had, past, isWatched: true, isConcerned: true, ...overrides };
}

const [RETIREMENT, LAYOUT] = CHANGES;

export function makeComing(overrides: Partial<ChangeState> = {}): ChangeState {
  if (!RETIREMENT) throw new Error('There is no change to show.');
  return {
    kind: 'change',
    change: RETIREMENT,
    phase: 'coming',
    reminded: ['announced'],
    ...{ decidedAt: NOW - 2 * HOUR, spreads: 0 },
    ...{
      happensAt: RETIREMENT.actionRequiredBy,
      shownDate: RETIREMENT.actionRequiredBy,
      awaySince: undefined,
    },
    ...overrides,
  };
}

const MAINTENANCE = makeComing({
  change: {
    source: 'azure',
    id: 'VN11-JD8',
    title: 'Network maintenance in West Europe',
    services: ['Virtual Machines'],
    category: 'plannedMaintenance',
    isMajor: false,
    actionRequiredBy: undefined,
    ...{ startsAt: NOW + 14 * HOUR, endsAt: NOW + 18 * HOUR, updatedAt: NOW - DAY },
    html: '<p>Connections of virtual machines may be interrupted for up to two minutes.</p>',
    azure: {
      services: ['Virtual Machines', 'Virtual Network'],
      regions: ['West Europe'],
      subscriptions: [{ id: 's1', name: 'Production' }],
    },
  },
  happensAt: NOW + 14 * HOUR,
});

export function makeUnreadable(overrides: Partial<AccessState> = {}): AccessState {
  return {
    kind: 'access',
    phase: 'open',
    ...{ startedAt: NOW - 3 * HOUR, overAt: undefined, decidedAt: NOW - HOUR },
    reasons: Object.fromEntries(
      HIT.map(({ tenantId }, index) => [tenantId, index < 10 ? 'noConsent' : 'signInBlocked'] as const),
    ),
    ...{ spreads: 0, toldAt: NOW - HOUR, untold: [], isToldOver: false },
    ...overrides,
  };
}

export function makeStandstill(overrides: Partial<StandstillState> = {}): StandstillState {
  return {
    kind: 'standstill',
    what: 'reading',
    phase: 'open',
    ...{ startedAt: NOW - 25 * MINUTE, overAt: undefined, waiting: 1214 },
    ...overrides,
  };
}

export function makeWatch(overrides: Partial<Watch> = {}): Watch {
  return {
    id: 1,
    place: makeLiving(makeOpen()).place,
    ...{ scope: 'everything', customers: undefined, service: undefined },
    ...{ setBy: 'Adele Vance', setAt: NOW - 26 * HOUR },
    ...overrides,
  };
}

export const NONE_PARKED: ParkedPlaces = { latest: [], count: 0 };

/** Seven conversations that are not posted to, five of them by name. */
export const PARKED: ParkedPlaces = {
  latest: [
    { kind: 'channel', name: 'Support › Outages', parked: { reason: 'gone', at: NOW - HOUR }, setBy: '' },
    { kind: 'channel', name: '', parked: { reason: 'gone', at: NOW - 3 * HOUR }, setBy: 'Adele Vance' },
    { kind: 'personal', name: '', parked: { reason: 'blocked', at: NOW - DAY }, setBy: 'Megan Bowen' },
    { kind: 'group', name: '', parked: { reason: 'refused', at: NOW - 2 * DAY }, setBy: 'Adele Vance' },
    { kind: 'group', name: 'Night shift', parked: { reason: 'blocked', at: NOW - 9 * DAY }, setBy: '' },
  ],
  count: 7,
};

export const STATUS: StatusView = {
  startedAt: NOW - 30 * HOUR,
  reading: {
    ...{ total: 1214, read: 1200, failed: 14, oldestReadAt: NOW - 5 * MINUTE },
    ...{ pollMs: 5 * MINUTE, isBehind: false },
  },
  replicas: 3,
  calls: [
    { api: 'Microsoft Graph', calls: 123_456, throttled: 12, failed: 3 },
    { api: 'Azure Resource Health', calls: 4_321, throttled: 0, failed: 0 },
    { api: 'Partner Center', calls: 12, throttled: 0, failed: 1 },
  ],
  counts: {
    ...{ watches: 12, places: 5, parked: 1, cards: 34, posted: 33, behind: 1 },
    ...{ oldestBehindAt: NOW - MINUTE, openIncidents: 7 },
  },
  parked: { latest: PARKED.latest.slice(0, 1), count: 1 },
  isPostingBehind: false,
  delays: { p50: 42_000, p95: 130_000 },
};

/** The cards of watches and the living cards they post, by name, for one reader. */
export function hangWatchCards(cards: Cards, reader: Reader): readonly (readonly [string, Reply])[] {
  const taken = { takers: [PEOPLE.adele, PEOPLE.megan] };
  const quiet = { quiet: { until: NOW + 2 * HOUR, by: PEOPLE.adele } };
  const draw = (
    state: SubjectState,
    card: Parameters<typeof makeLiving>[1] = {},
    view: Partial<LivingView> = {},
  ) => cards.living(makeLiving(state, { ...card, reader }), makeView(view), reader);
  const none = { customers: [], had: [] };
  const ended = { customers: [], had: HIT };
  const advisory = makeOpen({ incident: TEAMS_ADVISORY });
  const reply = (state: SubjectState, ...untold: Parameters<typeof makeTransition>[0][]) =>
    cards.livingReply(
      makeLiving(state),
      untold.map((kind, index) =>
        makeTransition(kind, { at: NOW + index * MINUTE, to: 'serviceInterruption' }),
      ),
      reader,
    );
  const one = { customers: HIT.slice(0, 1) };
  const some = makeWatch({ id: 2, scope: 'incidents', customers: HIT.slice(0, 5), service: 'Exchange' });
  const watch = makeWatch({ place: { ...makeWatch().place, reader } });
  const all = WATCH_SCOPES.map((scope, index) => makeWatch({ id: index + 10, scope }));
  const notice = (told: Parameters<Cards['watchNotice']>[0]) => cards.watchNotice(told, findHit, reader);
  const nearest = HIT.slice(0, 2).map((customer) => ({ customer, score: 0.6 }));
  return [
    ['living-open', draw(makeOpen())],
    ['living-taken', draw(makeOpen(), { ...taken, ...quiet })],
    [
      'living-quiet',
      draw(makeOpen(), { takers: [PEOPLE.adele], quiet: { until: undefined, by: PEOPLE.adele } }),
    ],
    ['living-one', draw(makeOpen(), {}, one)],
    ['living-nobody', draw(makeOpen(), {}, none)],
    ['living-gone', draw(makeOpen(), {}, ended)],
    ['living-listed-as', draw(makeOver({ outcome: 'listedAs', listedAs: 'MO1121364' }), {}, ended)],
    ['living-down', draw(makeOpen({ incident: { ...MAIL_INCIDENT, status: 'serviceInterruption' } }))],
    ['living-restoring', draw(makeOpen({ incident: { ...MAIL_INCIDENT, status: 'serviceRestored' } }))],
    ['living-advisory', draw(advisory)],
    [
      'living-reopened',
      draw(makeOpen({ turnedAt: NOW - 10 * MINUTE, told: { ...makeOpen().told, turns: [NOW - HOUR, NOW] } })),
    ],
    ['living-china', draw(makeOpen(), { cloud: 'china' }, { customers: [TAILWIND_CHINA] })],
    ['living-unwatched', draw(makeOpen(), taken, { isWatched: false })],
    ['living-over', draw(makeOver(), taken, ended)],
    ['living-over-nobody', draw(makeOver(), {}, { ...none, past: 3 })],
    ['living-false-positive', draw(makeOver({ outcome: 'falsePositive' }), {}, ended)],
    ['living-not-listed', draw(makeOver({ outcome: 'notListed' }), {}, ended)],
    ['living-change', draw(makeComing(), taken)],
    ['living-change-minor', draw(makeComing(LAYOUT ? { change: LAYOUT, happensAt: LAYOUT.startsAt } : {}))],
    ['living-change-maintenance', draw(MAINTENANCE)],
    ['living-change-cancelled', draw({ ...MAINTENANCE, phase: 'cancelled' })],
    ['living-change-over', draw({ ...MAINTENANCE, phase: 'over' }, {}, ended)],
    ['living-access', draw(makeUnreadable())],
    ['living-access-one', draw(makeUnreadable(), {}, one)],
    ['living-access-over', draw(makeUnreadable({ phase: 'over', overAt: NOW - HOUR }), {}, ended)],
    ['living-reading', draw(makeStandstill(), {}, none)],
    ['living-posting', draw(makeStandstill({ what: 'posting', waiting: 12 }), quiet, none)],
    ['living-reading-over', draw(makeStandstill({ phase: 'over', overAt: NOW }), {}, none)],
    [
      'living-reading-off',
      draw(makeStandstill({ phase: 'over', overAt: NOW, isReadingOff: true }), {}, none),
    ],
    [
      'living-access-off',
      draw(makeUnreadable({ phase: 'over', overAt: NOW - HOUR, isReadingOff: true }), {}, ended),
    ],
    ['living-posting-over', draw(makeStandstill({ what: 'posting', phase: 'over', overAt: NOW }), {}, none)],
    ['reply-worse', reply(makeOpen(), 'worse')],
    ['reply-resolved', reply(makeOver(), 'worse', 'reopened', 'resolved')],
    ['reply-false-positive', reply(makeOver(), 'falsePositive')],
    ['reply-not-listed', reply(makeOver(), 'notListed')],
    ['reply-others', reply(makeOpen(), 'better', 'statusChanged', 'posted')],
    ['reply-spread', reply(makeOpen(), 'appeared', 'spread', 'left')],
    ['reply-reminders', reply(MAINTENANCE, 'announced', 'dayBefore', 'hourBefore')],
    [
      'reply-moved',
      cards.livingReply(
        makeLiving(MAINTENANCE),
        [
          makeTransition('moved', {
            at: NOW,
            from: new Date(NOW + 14 * HOUR).toISOString(),
            to: new Date(NOW + 38 * HOUR).toISOString(),
          }),
          makeTransition('moved', { at: NOW }),
        ],
        reader,
      ),
    ],
    ['reply-cancelled', reply(MAINTENANCE, 'cancelled', 'over')],
    ['reply-access', reply(makeUnreadable(), 'unreadable', 'readable')],
    ['reply-standstill', reply(makeStandstill({ phase: 'over', overAt: NOW }), 'stoodStill', 'goesOn')],
    ['living-customers', cards.livingCustomers(makeLiving(makeOpen()), makeView(), 0, reader)],
    ['living-customers-over', cards.livingCustomers(makeLiving(makeOver()), makeView(ended), 10, reader)],
    ['living-customers-change', cards.livingCustomers(makeLiving(makeComing()), makeView(one), 0, reader)],
    ['living-customers-access', cards.livingCustomers(makeLiving(makeUnreadable()), makeView(), 0, reader)],
    ['raise-choice', cards.raiseChoice(makeLiving(makeOpen()), HIT, reader)],
    [
      'raise-choice-many',
      cards.raiseChoice(makeLiving(makeOpen()), Array.from({ length: 20 }, () => HIT).flat(), reader),
    ],
    ['watch-added', notice({ kind: 'added', watch, watches: [watch, some], posting: 5, isReading: true })],
    [
      'watch-added-some',
      notice({ kind: 'added', watch: some, watches: [some], posting: 0, isReading: true }),
    ],
    ...all.map(
      (one) =>
        [
          `watch-added-${one.scope}`,
          notice({ kind: 'added', watch: one, watches: [one], posting: 0, isReading: true }),
        ] as const,
    ),
    ['watch-same', notice({ kind: 'same', watch, watches: [watch, some], posting: 0, isReading: true })],
    ['watch-full', notice({ kind: 'full', watches: Array.from({ length: 50 }, () => watch) })],
    [
      'watch-unclear',
      notice({ kind: 'unclear', names: [{ name: 'Kontosso', search: { kind: 'none', nearest } }] }),
    ],
    ['watch-added-off', notice({ kind: 'added', watch, watches: [watch], posting: 0, isReading: false })],
    [
      'watch-unclear-many',
      notice({
        kind: 'unclear',
        names: ['Kontosso', 'Fabrika', 'xyzzy', 'North'].map((name, index) => ({
          name,
          search:
            index === 1 ? { kind: 'several', matches: nearest, total: 4 } : { kind: 'none', nearest: [] },
        })),
      }),
    ],
    ['watch-not-understood', notice({ kind: 'notUnderstood', text: 'watch the birds' })],
    ['watch-removed', notice({ kind: 'removed', removed: [some], left: 2 })],
    ['watch-removed-all', notice({ kind: 'removed', removed: [watch, some, ...all, watch], left: 0 })],
    ['watch-removed-nothing', notice({ kind: 'removed', removed: [], left: 1 })],
    ['watch-removed-none', notice({ kind: 'removed', removed: [], left: 0 })],
    [
      'watches',
      cards.watches(
        { watches: [watch, some, ...all], elsewhere: 4, parked: NONE_PARKED, find: findHit },
        0,
        reader,
      ),
    ],
    [
      'watches-many',
      cards.watches(
        {
          watches: Array.from({ length: 50 }, () => some),
          elsewhere: 0,
          parked: NONE_PARKED,
          find: () => undefined,
        },
        20,
        reader,
      ),
    ],
    ['watches-none', cards.watches({ watches: [], elsewhere: 9, parked: PARKED, find: findHit }, 0, reader)],
    ...PARK_REASONS.map((reason) => {
      const place = { ...watch.place, parked: { reason, at: NOW - 3 * HOUR } };
      const list = { watches: [{ ...watch, place }], elsewhere: 0, parked: NONE_PARKED, find: findHit };
      return [`watches-parked-${reason}`, cards.watches(list, 0, reader)] as const;
    }),
    [
      'watch-form',
      cards.watchForm({ customers: HIT, services: ['Exchange Online', 'Microsoft Teams'] }, reader),
    ],
    [
      'watch-form-many',
      cards.watchForm(
        {
          customers: Array.from({ length: 100 }, () => HIT).flat(),
          services: ['Exchange Online'],
          scope: 'incidents',
          language: 'fr',
          living: makeLiving(makeOpen()).subject.key,
        },
        reader,
      ),
    ],
    ['status', cards.status(STATUS, reader)],
    [
      'status-behind',
      cards.status(
        {
          ...STATUS,
          reading: { ...STATUS.reading, isBehind: true, oldestReadAt: NOW - HOUR },
          isPostingBehind: true,
        },
        reader,
        makeLiving(makeStandstill()).subject.key,
      ),
    ],
    ['status-posting', cards.status({ ...STATUS, isPostingBehind: true }, reader)],
    ['status-reading', cards.status({ ...STATUS, reading: { ...STATUS.reading, isBehind: true } }, reader)],
    [
      'status-new',
      cards.status(
        {
          ...STATUS,
          reading: { total: 0, read: 0, failed: 0, oldestReadAt: undefined, pollMs: 0, isBehind: false },
          ...{ replicas: undefined, calls: [], delays: undefined, parked: NONE_PARKED },
          counts: {
            watches: 0,
            places: 0,
            parked: 0,
            cards: 0,
            posted: 0,
            behind: 0,
            oldestBehindAt: undefined,
            openIncidents: 0,
          },
        },
        reader,
      ),
    ],
    ['status-parked', cards.status({ ...STATUS, parked: PARKED }, reader)],
    ['status-store', cards.status({ ...STATUS, counts: undefined, parked: NONE_PARKED }, reader)],
    [
      'access-living',
      cards.access(
        {
          problems: [],
          counts: { unreadable: 0, partly: 0, expired: 0, expiring: 0 },
          unreadRelationships: [],
          coverage: {
            total: 3,
            read: 3,
            untried: 0,
            azureUnread: 0,
            failed: {},
            oldestReadAt: NOW,
            newestReadAt: NOW,
          },
        },
        0,
        reader,
        undefined,
        makeLiving(makeUnreadable()).subject.key,
      ),
    ],
  ];
}
