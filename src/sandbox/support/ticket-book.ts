import type { Clock, EpochMs, Random } from '../../time.ts';
import { ArmFailure } from '../arm/errors.ts';
import { spread } from '../spread.ts';
import { createOperationLog } from './operation-log.ts';
import type { SupportSettings } from './settings.ts';
import type { CreationFailure, Operation, Ticket, TicketEntry, TicketNote, TicketOrder } from './ticket.ts';

/** More than that is refused, so that names need never be forgotten. */
const MOST_TICKETS = 5000;
const MOST_NOTES = 200;

/** What becomes of asking for something: it is there already, or is being made. */
export type Accepted<T> =
  | { readonly kind: 'there'; readonly it: T }
  | { readonly kind: 'accepted'; readonly operation: Operation };

/** All tickets, in memory. Nothing happens by itself: what has become of anything is told from the clock. */
export interface TicketBook {
  /** One ticket a subscription and name, for ever; the name is free again when a creation ended in `failure`. */
  open(
    subscriptionId: string,
    name: string,
    order: TicketOrder,
    failure: CreationFailure | undefined,
  ): Accepted<Ticket>;
  /** Undefined also while it is being made. */
  find(subscriptionId: string, name: string): Ticket | undefined;
  /** Whether the name is given away, or about to be. */
  isTaken(subscriptionId: string, name: string): boolean;
  /** Newest first. */
  list(subscriptionId: string): readonly Ticket[];
  change(ticket: Ticket): void;
  addNote(ticket: Ticket, note: Omit<TicketNote, 'createdAt' | 'operation'>): Accepted<TicketNote>;
  findOperation(subscriptionId: string, id: string): Operation | undefined;
  describe(): readonly TicketEntry[];
}

interface Kept {
  readonly ticket: Ticket;
  readonly operation: Operation;
  readonly puts: number;
  readonly created: number;
}

export function createTicketBook(settings: () => SupportSettings, clock: Clock, random: Random): TicketBook {
  const kept = new Map<string, Kept>();
  const operations = createOperationLog(random);
  let numbers = 10_000;

  const readyAt = (name: string) => clock() + (settings().createMs ?? 2000 + Math.floor(spread(name) * 2000));
  const hasFailed = ({ operation }: Kept) => operation.failure !== undefined && operation.readyAt <= clock();
  const isThere = ({ operation }: Kept) => operation.failure === undefined && operation.readyAt <= clock();

  return {
    open(subscriptionId, name, order, failure) {
      const key = keyOf(subscriptionId, name);
      const before = kept.get(key);
      if (before && !hasFailed(before)) {
        kept.set(key, { ...before, puts: before.puts + 1 });
        return isThere(before)
          ? { kind: 'there', it: before.ticket }
          : { kind: 'accepted', operation: before.operation };
      }
      if (!before && kept.size >= MOST_TICKETS) throw isFull(`${MOST_TICKETS} tickets`);
      numbers += 1;
      const createdAt = readyAt(key);
      const supportTicketId = numberOf(createdAt, numbers);
      const ticket: Ticket = {
        ...order,
        subscriptionId,
        name,
        supportTicketId,
        createdAt,
        changedAt: createdAt,
        status: 'Open',
        closedAt: undefined,
        notes: [],
      };
      const operation = operations.begin({
        subscriptionId,
        ticketName: name,
        noteName: undefined,
        supportTicketId,
        readyAt: createdAt,
        failure,
      });
      const created = (before?.created ?? 0) + (failure ? 0 : 1);
      kept.set(key, { ticket, operation, created, puts: (before?.puts ?? 0) + 1 });
      return { kind: 'accepted', operation };
    },
    find(subscriptionId, name) {
      const found = kept.get(keyOf(subscriptionId, name));
      return found && isThere(found) ? found.ticket : undefined;
    },
    isTaken(subscriptionId, name) {
      const found = kept.get(keyOf(subscriptionId, name));
      return found !== undefined && !hasFailed(found);
    },
    list: (subscriptionId) =>
      [...kept.values()]
        .filter((one) => one.ticket.subscriptionId === subscriptionId && isThere(one))
        .map(({ ticket }) => ticket)
        .reverse(),
    change(ticket) {
      const key = keyOf(ticket.subscriptionId, ticket.name);
      const found = kept.get(key);
      if (found) kept.set(key, { ...found, ticket });
    },
    addNote(ticket, note) {
      const key = keyOf(ticket.subscriptionId, ticket.name);
      const before = ticket.notes.find(({ name }) => name.toLowerCase() === note.name.toLowerCase());
      if (before) {
        const isReady = before.createdAt <= clock();
        return isReady ? { kind: 'there', it: before } : { kind: 'accepted', operation: before.operation };
      }
      if (ticket.notes.length >= MOST_NOTES) throw isFull(`${MOST_NOTES} communications on a ticket`);
      const createdAt = readyAt(`${key}/${note.name}`);
      const { subscriptionId, supportTicketId, name: ticketName } = ticket;
      const operation = operations.begin({
        subscriptionId,
        ticketName,
        noteName: note.name,
        supportTicketId,
        readyAt: createdAt,
        failure: undefined,
      });
      const found = kept.get(key);
      const notes = [...ticket.notes, { ...note, createdAt, operation }];
      if (found) kept.set(key, { ...found, ticket: { ...ticket, notes } });
      return { kind: 'accepted', operation };
    },
    findOperation: operations.find,
    describe: () =>
      [...kept.values()].map(({ ticket, operation, puts, created }) => ({
        subscription: ticket.subscriptionId,
        name: ticket.name,
        supportTicketId: ticket.supportTicketId,
        title: ticket.content.title,
        severity: ticket.content.severity,
        status: operation.readyAt > clock() ? 'Creating' : operation.failure ? 'Failed' : ticket.status,
        created,
        puts,
        createdAt: new Date(ticket.createdAt).toISOString(),
      })),
  };
}

const keyOf = (subscriptionId: string, name: string) => `${subscriptionId}/${name.toLowerCase()}`;

/** As in recorded answers: `2404230040010665`. */
function numberOf(at: EpochMs, count: number): string {
  const date = new Date(at).toISOString().slice(2, 10).replaceAll('-', '');
  return `${date}0040${String(count).padStart(6, '0')}`;
}

const isFull = (what: string) =>
  new ArmFailure(503, 'ServerTimeout', `The sandbox keeps at most ${what}: start it anew.`);
