import type { Person } from '../staff/person.ts';
import type { Clock } from '../time.ts';
import { addNote } from './add-note.ts';
import type { Actor } from './change.ts';
import { type DraftEdit, editDraft } from './edit-draft.ts';
import { type FormFields, openDraft } from './open-draft.ts';
import type { CardBook, ChangeResult, HelpdeskBook, RequestBook, RequestStore } from './ports.ts';
import { raise } from './raise.ts';
import { recordTicket, type TicketToRecord } from './record-ticket.ts';
import { reopen } from './reopen.ts';
import type { RequestKey, RequestRoute, RequestSeverity, RequestState, ServiceRequest } from './request.ts';
import { reroute, retryRoute } from './reroute.ts';
import { resolve } from './resolve.ts';
import { setSeverity } from './set-severity.ts';
import { setState } from './set-state.ts';
import { take } from './take.ts';
import type { Rule } from './take-step.ts';

/** Everything the chat asks of the requests. Who may is the chat's to check. Everything throws `StoreError`. */
export interface RequestDesk extends Pick<RequestBook, 'find' | 'list' | 'listChanges'> {
  /** Opens a form; the contact is that of the person's last request unless given. A `form` that is open already is given as it stands. */
  openForm(fields: FormFields): Promise<ServiceRequest>;
  editForm(form: string, edit: DraftEdit, person: Person): Promise<ChangeResult>;
  /** The request is kept, then carried over its route behind. The same press again gives the same request. */
  send(form: string, person: Person): Promise<ChangeResult>;
  /** `place`: where the person is told from now on of what asks for them. */
  take(number: number, person: Person, place?: TakerPlace): Promise<ChangeResult>;
  /** `key`: the same note again is none. */
  addNote(
    number: number,
    note: { readonly text: string; readonly toVendor: boolean; readonly key: string },
    person: Person,
  ): Promise<ChangeResult>;
  setSeverity(number: number, severity: RequestSeverity, person: Person): Promise<ChangeResult>;
  resolve(number: number, how: { readonly closeTicket: boolean }, person: Person): Promise<ChangeResult>;
  reopen(number: number, person: Person): Promise<ChangeResult>;
  setState(number: number, to: RequestState, person: Person): Promise<ChangeResult>;
  recordTicket(number: number, ticket: TicketToRecord, person: Person): Promise<ChangeResult>;
  /** Rerouted to the helpdesk, it is shown there, if it was not already. */
  reroute(number: number, to: RequestRoute, person: Person): Promise<ChangeResult>;
  /** Tries Azure Support once more after trouble. */
  retryRoute(number: number, person: Person): Promise<ChangeResult>;
  /** Wakes nobody: cards are placed before a form is sent, and there is nothing to show yet. */
  placeCard: CardBook['place'];
  /** Something else was opened in a message; it counts in a personal chat only, as nobody else looks at it there. */
  leaveCard: CardBook['leave'];
  readonly helpdesk: HelpdeskBook;
}

export type TakerPlace = Parameters<CardBook['placeTaker']>[2];

export interface RequestDeskOptions {
  readonly store: Pick<
    RequestStore,
    | 'open'
    | 'find'
    | 'change'
    | 'list'
    | 'listChanges'
    | 'findLastContact'
    | 'place'
    | 'placeTaker'
    | 'leave'
    | 'helpdesk'
  >;
  readonly clock: Clock;
  /** Random UUIDs: names of forms, and of communications at Azure. */
  readonly randomUUID: () => string;
  /** Called when there may be work behind; returns at once. */
  readonly wake: () => void;
}

export function createRequestDesk({ store, clock, randomUUID, wake }: RequestDeskOptions): RequestDesk {
  async function change(
    key: RequestKey,
    person: Person,
    makeRule: (now: number) => Rule,
  ): Promise<ChangeResult> {
    const by: Actor = { kind: 'person', person };
    const now = clock();
    const result = await store.change(key, by, now, makeRule(now));
    if (result.kind === 'changed' && result.request.state !== 'draft') wake();
    return result;
  }

  async function showHelpdesk(key: RequestKey): Promise<void> {
    const helpdesk = await store.helpdesk.get();
    if (helpdesk === undefined) return;
    const { conversation, reader } = helpdesk;
    await store.place(key, {
      conversation,
      reader,
      messageId: undefined,
      purpose: 'helpdesk',
      shownVersion: 0,
    });
  }

  return {
    async openForm(fields) {
      return store.open(await openDraft(fields, { store, now: clock(), randomUUID }));
    },
    editForm: (form, edit, person) => change({ form }, person, (now) => editDraft(edit, person, now)),
    send: (form, person) => change({ form }, person, (now) => raise(person, now)),
    async take(number, person, place) {
      const result = await change({ number }, person, (now) => take(person, now));
      // After a second press, too: the first may have ended before it was noted.
      if (place && (result.kind === 'changed' || result.kind === 'same'))
        await store.placeTaker({ number }, person, place, result.kind === 'changed');
      return result;
    },
    addNote(number, note, person) {
      const id = randomUUID();
      return change({ number }, person, (now) => addNote({ ...note, id }, now));
    },
    setSeverity: (number, severity, person) =>
      change({ number }, person, (now) => setSeverity(severity, now)),
    resolve: (number, how, person) => change({ number }, person, (now) => resolve(how, now)),
    reopen: (number, person) => change({ number }, person, reopen),
    setState: (number, to, person) => change({ number }, person, (now) => setState(to, now)),
    recordTicket: (number, ticket, person) => change({ number }, person, (now) => recordTicket(ticket, now)),
    async reroute(number, to, person) {
      const result = await change({ number }, person, (now) => reroute(to, now));
      // After a second press, too: the first may have ended before its card was placed.
      if (to === 'helpdesk' && (result.kind === 'changed' || result.kind === 'same')) {
        await showHelpdesk({ number });
        wake();
      }
      return result;
    },
    retryRoute: (number, person) => change({ number }, person, retryRoute),
    find: (key) => store.find(key),
    list: (filter, page) => store.list(filter, page),
    listChanges: (key, page) => store.listChanges(key, page),
    placeCard: (key, card) => store.place(key, card),
    async leaveCard(conversation, messageId) {
      if (conversation.kind === 'personal') await store.leave(conversation, messageId);
    },
    helpdesk: {
      get: () => store.helpdesk.get(),
      async set(helpdesk) {
        await store.helpdesk.set(helpdesk);
        wake();
      },
    },
  };
}
