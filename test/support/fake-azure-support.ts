import type { AzureSupport, AzureTicket, TicketMessage, TicketOrder } from '../../src/requests/ports.ts';
import { RouteError } from '../../src/requests/route-error.ts';

/** Azure Support in memory, one ticket a name; what goes wrong is told by `before`. */
export interface FakeAzureSupport extends AzureSupport {
  /** Every call that was begun, for example `createTicket`. */
  readonly calls: string[];
  readonly tickets: Map<string, FakeTicket>;
  /** Asked before every call: throws, or waits, for what is to go wrong. */
  before: (call: string, signal: AbortSignal) => unknown;
  /** Where the end of a creation is told, when it is accepted first. */
  promises: string | undefined;
  /** Asked after a ticket was created and before anybody is told: what is lost on the way back. */
  after: (call: string, signal: AbortSignal) => unknown;
}

export interface FakeTicket {
  readonly order: TicketOrder;
  ticket: AzureTicket;
  readonly messages: Map<string, TicketMessage>;
}

export function createFakeAzureSupport(): FakeAzureSupport {
  const calls: string[] = [];
  const tickets = new Map<string, FakeTicket>();

  async function enter(call: string, signal: AbortSignal): Promise<void> {
    calls.push(call);
    signal.throwIfAborted();
    await fake.before(call, signal);
  }

  function find(name: string): FakeTicket {
    const found = tickets.get(name);
    if (!found) throw new RouteError('ticketGone', 'Azure Support: ResourceNotFound');
    return found;
  }

  const fake: FakeAzureSupport = {
    calls,
    tickets,
    before: () => {},
    promises: undefined,
    after: () => {},
    listSubscriptions: async () => [],
    listServices: async () => [],
    listProblems: async () => [],
    async createTicket(order, signal, accepted) {
      await enter(['createTicket', accepted?.operation].filter(Boolean).join(' '), signal);
      if (fake.promises) await accepted?.keep(fake.promises);
      let found = tickets.get(order.name);
      if (!found) {
        const number = `11912032100${1000 + tickets.size}`;
        const ticket = { number, status: 'Open', severity: order.severity, modifiedAt: undefined };
        found = { order, ticket, messages: new Map() };
        tickets.set(order.name, found);
      }
      await fake.after('createTicket', signal);
      return found.ticket;
    },
    async readTicket({ name }, signal) {
      await enter('readTicket', signal);
      return find(name).ticket;
    },
    async changeTicket({ name }, { severity, status }, signal) {
      await enter(`changeTicket ${severity ?? status}`, signal);
      const found = find(name);
      found.ticket = {
        ...found.ticket,
        ...(severity === undefined ? {} : { severity }),
        ...(status === undefined ? {} : { status: status === 'open' ? 'Open' : 'Closed' }),
      };
      return found.ticket;
    },
    async listMessages({ name }, signal) {
      await enter('listMessages', signal);
      return [...find(name).messages.values()].reverse();
    },
    async addMessage({ name }, { id, text }, signal) {
      await enter(`addMessage ${text}`, signal);
      find(name).messages.set(id, { id, isFromVendor: false, text, at: undefined });
      await fake.after('addMessage', signal);
    },
  };
  return fake;
}

/** Hangs until the signal aborts. */
export function hang(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
