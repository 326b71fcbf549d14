import type { CloudName } from '../../clouds.ts';
import type { PartnerAccount } from '../../partner-account.ts';
import type { AzureSupport, AzureTicket, TicketRef } from '../../requests/ports.ts';
import { RouteError } from '../../requests/route-error.ts';
import type { Runtime } from '../call.ts';
import type { Answer, Send } from '../policy/request.ts';
import type { SignIn } from '../sign-in/sign-in.ts';
import { createSupportCatalogue } from './catalogue.ts';
import { createCreateTicket, createFindTicket } from './create-ticket.ts';
import { createFollowOperation } from './follow-operation.ts';
import { passing } from './route-failure.ts';
import { SEVERITY_NAMES } from './severity.ts';
import { createSupportCalls, isSuccess, refusalOf } from './support-calls.ts';
import { createTicketMessages } from './ticket-messages.ts';
import { readTicketRow, ticketUrl } from './ticket-row.ts';

/**
 * Azure Support for the customers of one account. Without `@azure/arm-support`: it costs 32 MB and 100 ms at the start, and brings retries and
 * time-outs of its own beside the one policy of this folder.
 */
export function createCloudSupport(
  runtime: Runtime,
  account: PartnerAccount,
  send: Send,
  signIn: SignIn,
): Omit<AzureSupport, 'listSubscriptions'> {
  const calls = createSupportCalls(runtime, account, send, signIn);
  const catalogue = createSupportCatalogue(runtime, calls);
  const follow = createFollowOperation(runtime, calls);
  const find = createFindTicket(calls);

  function readAnswer(answer: Answer, ticket: TicketRef, signal: AbortSignal): AzureTicket {
    const errand = { tenantId: ticket.customer.tenantId, signal };
    if (!isSuccess(answer)) throw calls.refuse(errand, refusalOf(answer), 'ticket');
    const row = readTicketRow(answer.body);
    if (!row) throw passing('Azure Support: the answer is no ticket');
    return row;
  }

  return {
    listServices: catalogue.listServices,
    listProblems: async (customer, serviceId, signal) =>
      (await catalogue.listProblems(customer, serviceId, signal)).map(({ id, name }) => ({ id, name })),
    createTicket: createCreateTicket(runtime, calls, catalogue, follow, find),
    async readTicket(ticket, signal) {
      const errand = { tenantId: ticket.customer.tenantId, signal };
      const answer = await calls.send(errand, { method: 'GET', url: ticketUrl(ticket) });
      return readAnswer(answer, ticket, signal);
    },
    // The fields stand at the root here; below `properties`, where a creation has them, Azure refuses them.
    async changeTicket(ticket, { severity, status }, signal) {
      const errand = { tenantId: ticket.customer.tenantId, signal };
      const body = {
        ...(severity === undefined ? {} : { severity: SEVERITY_NAMES[severity] }),
        ...(status === undefined ? {} : { status }),
      };
      const answer = await calls.send(errand, { method: 'PATCH', url: ticketUrl(ticket), body });
      return readAnswer(answer, ticket, signal);
    },
    ...createTicketMessages(calls, follow, find),
  };
}

/** Azure Support of several clouds as one. A cloud without it is `access`. */
export function joinSupport(find: (cloud: CloudName) => AzureSupport | undefined): AzureSupport {
  function of(cloud: CloudName): AzureSupport {
    const support = find(cloud);
    if (support) return support;
    throw new RouteError(
      'access',
      `Azure Support: no partner account for it is configured in the cloud ${cloud}`,
    );
  }
  return {
    listSubscriptions: async (customer, signal) => of(customer.cloud).listSubscriptions(customer, signal),
    listServices: async (customer, signal) => of(customer.cloud).listServices(customer, signal),
    listProblems: async (customer, serviceId, signal) =>
      of(customer.cloud).listProblems(customer, serviceId, signal),
    createTicket: async (order, signal, accepted) =>
      of(order.customer.cloud).createTicket(order, signal, accepted),
    readTicket: async (ticket, signal) => of(ticket.customer.cloud).readTicket(ticket, signal),
    changeTicket: async (ticket, change, signal) =>
      of(ticket.customer.cloud).changeTicket(ticket, change, signal),
    listMessages: async (ticket, signal) => of(ticket.customer.cloud).listMessages(ticket, signal),
    addMessage: async (ticket, message, signal) =>
      of(ticket.customer.cloud).addMessage(ticket, message, signal),
  };
}
