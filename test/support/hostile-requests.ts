import type { Cards } from '../../src/chat/cards/cards.ts';
import type { Reply } from '../../src/chat/reply.ts';
import type { Reader } from '../../src/reader.ts';
import type { Change } from '../../src/requests/change.ts';
import type { ServiceRequest } from '../../src/requests/request.ts';
import { CONTOSO, NOW } from './card-fixtures.ts';
import { HELPDESK, raise } from './request-gallery.ts';
import { AZURE_FIELDS, makeChange } from './requests.ts';

/** The cards of service requests with `text` wherever text comes from outside. */
export function hangHostileRequests(cards: Cards, reader: Reader, text: string): Reply[] {
  const person = { objectId: 'o1', account: text, name: text };
  const request: ServiceRequest = raise({
    customer: { ...CONTOSO, name: text, domain: text },
    service: { name: text, isAzure: true },
    incidents: Array.from({ length: 20 }, () => text),
    title: text,
    description: text,
    affected: text,
    contact: { firstName: text, lastName: text, email: text, phone: text, country: text },
    azure: {
      ...AZURE_FIELDS,
      subscriptionName: text,
      serviceName: text,
      problemName: text,
      resourceId: text,
    },
    raisedBy: person,
    takenBy: person,
  });
  const stuck = { code: 'invalid', cause: text, at: NOW } as const;
  const kinds: readonly Change[] = [
    { kind: 'note', text, toVendor: true },
    { kind: 'vendorNote', text },
    { kind: 'vendorStatus', status: text },
    { kind: 'ticket', number: text, previous: text },
    { kind: 'trouble', code: 'failed', cause: text },
    { kind: 'vendorRefused', what: 'note', cause: text },
    { kind: 'taken' },
    { kind: 'raised', route: 'portal' },
  ];
  const changes = kinds.map((change) => makeChange({ at: NOW, by: { kind: 'person', person }, change }));
  const vendor = {
    id: text,
    title: text,
    description: text,
    severity: 'critical',
    status: 'open',
    createdAt: NOW,
    modifiedAt: NOW,
    notes: [{ by: text, at: NOW, text }],
  } as const;
  const helpdesk = { ...HELPDESK, setBy: text, conversation: { ...HELPDESK.conversation, name: text } };
  const ticket = { number: text, status: text, recordedAt: NOW };
  const page = { requests: Array.from({ length: 8 }, () => request), total: 50 };
  const view = { changes: changes.slice(0, 5), helpdesk: true };
  return [
    cards.request(request, view, reader),
    cards.request({ ...request, route: 'helpdesk', takenBy: undefined }, view, reader),
    cards.request({ ...request, route: 'azureSupport', ticket, state: 'waitingForUs' }, view, reader),
    cards.request({ ...request, route: 'azureSupport', trouble: stuck }, view, reader),
    cards.requestText(request, 0, reader),
    cards.requestText(request, 1_000, reader),
    cards.handoff(request, reader),
    cards.handoff({ ...request, service: { name: text, isAzure: false } }, reader),
    cards.handoff({ ...request, customer: { ...request.customer, cloud: 'china' } }, reader),
    cards.requestChanges(request, changes, { offset: 0, total: 80 }, reader),
    cards.requestChanges(request, changes, { offset: 0, part: 1_000, total: 80 }, reader),
    cards.requests(page, { view: 'all', offset: 8 }, reader),
    cards.requests(
      page,
      { view: 'all', customer: request.customer, offset: 8, vendorRequests: true },
      reader,
    ),
    cards.requests(
      { requests: [], total: 0 },
      { view: 'open', customer: request.customer, offset: 0 },
      reader,
    ),
    cards.vendorRequests(
      request.customer,
      { kind: 'ready', requests: Array.from({ length: 200 }, () => vendor) },
      10,
      reader,
    ),
    cards.vendorRequest(request.customer, vendor, 0, reader),
    cards.vendorRequest(request.customer, vendor, 1_000, reader),
    cards.requestTold(request, changes, { purpose: 'raiser' }, reader),
    cards.ticketDiffers({ ...request, ticket }, text, reader),
    cards.requestRefused(request, 'badNumber', reader),
    cards.helpdesk({ kind: 'here', before: helpdesk }, reader),
    cards.helpdesk({ kind: 'set', helpdesk, isHere: false }, reader),
  ];
}
