import type { AuditedTurn } from '../../src/chat/access/audit-turn.ts';
import type { ChatContext } from '../../src/chat/context.ts';
import type { WatchParts } from '../../src/chat/watch/parts.ts';
import type { RequestDesk } from '../../src/requests/desk.ts';
import type { StaffAccess } from '../../src/staff/admission.ts';
import { ROLES } from '../../src/staff/role.ts';
import { NOW } from './card-fixtures.ts';
import { createKeptLog } from './kept-log.ts';
import { makeCards } from './make-cards.ts';

const missing = (): never => {
  throw new Error('This part of the chat was not given to the test.');
};

/** A desk that can do nothing but what a test gives it. */
export function makeDesk(given: Partial<RequestDesk> = {}): RequestDesk {
  return {
    openForm: missing,
    editForm: missing,
    send: missing,
    take: missing,
    addNote: missing,
    setSeverity: missing,
    resolve: missing,
    reopen: missing,
    setState: missing,
    recordTicket: missing,
    reroute: missing,
    retryRoute: missing,
    find: missing,
    list: missing,
    listChanges: missing,
    placeCard: missing,
    leaveCard: missing,
    helpdesk: { get: missing, set: missing },
    ...given,
  };
}

/** Watches of which nothing can be asked but what a test gives; activity is noted nowhere. */
export function makeWatchParts(given: Partial<WatchParts> = {}): WatchParts {
  return {
    store: {
      add: missing,
      remove: missing,
      list: missing,
      listPlaces: missing,
      noteActivity: async () => false,
      load: missing,
      cards: { find: missing, place: missing, take: missing, quieten: missing },
    },
    wake: () => {},
    isReading: true,
    readStatus: missing,
    postBeside: missing,
    drawShared: missing,
    sightOf: undefined,
    onSet: () => {},
    ...given,
  };
}

/** What commands and actions work with, of which nothing is there but cards, a clock that stands still, and what a test gives. */
export function makeContext({
  desk = {},
  log = createKeptLog(),
  showLater = missing,
  watch = {},
}: {
  readonly desk?: Partial<RequestDesk>;
  readonly log?: ChatContext['log'];
  readonly showLater?: ChatContext['showLater'];
  readonly watch?: Partial<WatchParts>;
} = {}): ChatContext {
  return {
    access: FULL_ACCESS,
    turn: SILENT_TURN,
    audit: { list: missing },
    consents: { list: missing },
    directory: {
      ...{ size: 0, customers: [], states: [], findNamed: missing, search: missing, get: missing },
      ...{ list: missing, whenLoaded: missing, start: missing, stop: missing, limitTo: missing },
    },
    serviceLinks: { load: missing, list: missing },
    estate: {
      ...{ note: missing, overview: missing, access: missing, maintenance: missing, findOpen: missing },
      ...{ listCustomersOf: missing, findChange: missing, listOpenIds: missing, limitTo: missing },
      coverage: {
        ...{ total: 0, read: 0, untried: 0, azureUnread: 0, failed: {} },
        ...{ oldestReadAt: undefined, newestReadAt: undefined },
      },
    },
    reports: { read: missing },
    histories: { read: missing },
    incidents: { find: missing },
    requests: {
      desk: makeDesk(desk),
      azureSupport: { listSubscriptions: missing, listServices: missing, listProblems: missing },
      partnerCenter: { canRead: missing, list: missing, get: missing },
      annotate: missing,
      prefill: missing,
      digest: missing,
      contact: { email: '', phone: '', country: '' },
    },
    watch: makeWatchParts(watch),
    cards: makeCards(),
    latestAnswers: { note: missing, isLatest: missing },
    showLater,
    clock: () => NOW,
    random: () => 0.5,
    log,
    observe: () => {},
  };
}

/** Leaves nothing on the audit trail. */
export const SILENT_TURN: AuditedTurn = {
  startedAt: Number.POSITIVE_INFINITY,
  touch() {},
  name() {},
  keepOpen() {},
  end() {},
};

/** A person who may do everything, and sees every customer. */
export const FULL_ACCESS: StaffAccess = {
  roles: [...ROLES],
  may: () => true,
  require: () => {},
  seesAll: true,
  groups: [],
  sees: () => true,
};
