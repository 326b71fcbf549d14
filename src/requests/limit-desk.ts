import type { Limits } from '../staff/limits.ts';
import type { Permission } from '../staff/permissions.ts';
import type { RequestDesk } from './desk.ts';
import type { ChangeResult, RequestFilter } from './ports.ts';
import type { RequestCustomer, RequestKey, ServiceRequest } from './request.ts';

const UNKNOWN: ChangeResult = { kind: 'unknown' };

/**
 * The desk as one person may use it: requests of customers that are hidden from them do not exist, and what they may not do for a customer's cloud
 * throws `NotAllowed` before anything happens.
 */
export function limitDesk(desk: RequestDesk, limits: Limits): RequestDesk {
  const { access } = limits;

  async function find(key: RequestKey, permission: Permission): Promise<ServiceRequest | undefined> {
    const request = await desk.find(key);
    if (request === undefined || !limits.sees(request.customer)) return undefined;
    limits.open(permission, request.customer);
    return request;
  }

  async function change(
    key: RequestKey,
    permission: Permission,
    act: () => Promise<ChangeResult>,
  ): Promise<ChangeResult> {
    if (!limits.isFree(permission) && (await find(key, permission)) === undefined) return UNKNOWN;
    const result = await act();
    if (result.kind !== 'unknown') limits.touch(result.request.customer);
    return result;
  }

  const raise = (key: RequestKey, act: () => Promise<ChangeResult>) => change(key, 'raiseRequest', act);
  const workOn = (number: number, act: () => Promise<ChangeResult>) =>
    change({ number }, 'workOnRequest', act);

  /** Who may read requests of one cloud alone does not see those of the other. */
  function limitFilter(filter: RequestFilter): RequestFilter {
    if (limits.isFree('readRequests')) return filter;
    const isSeen = (customer: RequestCustomer) =>
      limits.sees(customer) && access.may('readRequests', customer.cloud);
    return { ...filter, isSeen };
  }

  return {
    async openForm(fields) {
      limits.open('raiseRequest', fields.customer);
      const request = await desk.openForm(fields);
      // One that was open already is given as it stands.
      limits.open('raiseRequest', request.customer);
      return request;
    },
    editForm: (form, edit, person) => raise({ form }, () => desk.editForm(form, edit, person)),
    send: (form, person) => raise({ form }, () => desk.send(form, person)),
    retryRoute: (number, person) => raise({ number }, () => desk.retryRoute(number, person)),
    reroute: (number, to, person) => raise({ number }, () => desk.reroute(number, to, person)),
    take: (number, person, place) => workOn(number, () => desk.take(number, person, place)),
    addNote: (number, note, person) => workOn(number, () => desk.addNote(number, note, person)),
    setSeverity: (number, severity, person) =>
      workOn(number, () => desk.setSeverity(number, severity, person)),
    resolve: (number, how, person) => workOn(number, () => desk.resolve(number, how, person)),
    reopen: (number, person) => workOn(number, () => desk.reopen(number, person)),
    setState: (number, to, person) => workOn(number, () => desk.setState(number, to, person)),
    recordTicket: (number, ticket, person) => workOn(number, () => desk.recordTicket(number, ticket, person)),
    find: (key) => find(key, 'readRequests'),
    async list(filter, page) {
      const { customer } = filter;
      if (customer === undefined) access.require('readRequests');
      else if (limits.sees(customer)) limits.open('readRequests', customer);
      else return { requests: [], total: 0 };
      return desk.list(limitFilter(filter), page);
    },
    async listChanges(key, page) {
      const isThere = limits.isFree('readRequests') || (await find(key, 'readRequests')) !== undefined;
      return isThere ? desk.listChanges(key, page) : { changes: [], total: 0 };
    },
    async placeCard(key, card) {
      const isThere = access.seesAll || (await find(key, 'readRequests')) !== undefined;
      if (isThere) await desk.placeCard(key, card);
    },
    leaveCard: desk.leaveCard,
    helpdesk: {
      get: () => desk.helpdesk.get(),
      async set(helpdesk) {
        access.require('setHelpdesk');
        await desk.helpdesk.set(helpdesk);
      },
    },
  };
}
