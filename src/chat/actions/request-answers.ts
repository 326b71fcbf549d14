import { setHelpdesk } from '../commands/helpdesk.ts';
import * as change from '../requests/change-request.ts';
import { editForm } from '../requests/edit-form.ts';
import {
  listChanges,
  listRequests,
  listVendorRequests,
  showText,
  showVendorRequest,
} from '../requests/list-requests.ts';
import { openForm } from '../requests/open-form.ts';
import { discardForm, sendForm } from '../requests/send-form.ts';
import { showRequest } from '../requests/show-request.ts';
import { whenKept } from '../requests/while-kept.ts';
import { REQUEST_ACTION_DATA as DATA } from './request-verbs.ts';
import type { Answer } from './when-sound.ts';
import { withCustomer } from './with-customer.ts';

/** What each button of service requests does. What could not be kept is said to be so: nothing is half done. */
export const REQUEST_ANSWERS: Readonly<Record<keyof typeof DATA, Answer>> = {
  'open-request': whenKept(DATA['open-request'], ({ service, incident, route, ...ref }, asked) =>
    withCustomer(ref, asked, (customer) => openForm({ customer, service, incident, route }, asked)),
  ),
  'edit-request': whenKept(DATA['edit-request'], editForm),
  'send-request': whenKept(DATA['send-request'], ({ form }, asked) => sendForm(form, asked)),
  'discard-request': whenKept(DATA['discard-request'], ({ form }, asked) => discardForm(form, asked)),
  'show-request': whenKept(DATA['show-request'], ({ number }, asked) => showRequest(number, asked)),
  'show-request-text': whenKept(DATA['show-request-text'], ({ number, offset }, asked) =>
    showText(number, offset, asked),
  ),
  'list-request-changes': whenKept(DATA['list-request-changes'], ({ number, ...page }, asked) =>
    listChanges(number, page, asked),
  ),
  'show-handoff': whenKept(DATA['show-handoff'], ({ number }, asked) => change.showHandoff(number, asked)),
  'take-request': whenKept(DATA['take-request'], ({ number }, asked) => change.takeRequest(number, asked)),
  'record-ticket': whenKept(DATA['record-ticket'], ({ number, ...ticket }, asked) =>
    change.recordTicket(number, ticket, asked),
  ),
  'note-request': whenKept(DATA['note-request'], ({ number, note, version, toVendor }, asked) =>
    change.addNote(number, { note, version, toVendor: toVendor === 'true' }, asked),
  ),
  'set-severity': whenKept(DATA['set-severity'], ({ number, severity }, asked) =>
    change.setSeverity(number, severity, asked),
  ),
  'set-state': whenKept(DATA['set-state'], ({ number, state }, asked) =>
    change.setState(number, state, asked),
  ),
  'resolve-request': whenKept(DATA['resolve-request'], ({ number, closeTicket }, asked) =>
    change.resolveRequest(number, closeTicket === 'true', asked),
  ),
  'reopen-request': whenKept(DATA['reopen-request'], ({ number }, asked) =>
    change.reopenRequest(number, asked),
  ),
  'retry-request': whenKept(DATA['retry-request'], ({ number }, asked) => change.retryRoute(number, asked)),
  'reroute-request': whenKept(DATA['reroute-request'], ({ number, route }, asked) =>
    change.reroute(number, route, asked),
  ),
  'list-requests': whenKept(DATA['list-requests'], ({ view, cloud, tenantId, offset }, asked) =>
    cloud === undefined || tenantId === undefined
      ? listRequests({ view, offset }, asked)
      : withCustomer({ cloud, tenantId }, asked, (customer) =>
          listRequests({ view, customer, offset }, asked),
        ),
  ),
  'list-vendor-requests': whenKept(DATA['list-vendor-requests'], ({ offset, ...ref }, asked) =>
    withCustomer(ref, asked, (customer) => listVendorRequests(customer, offset, asked)),
  ),
  'show-vendor-request': whenKept(DATA['show-vendor-request'], ({ id, offset, ...ref }, asked) =>
    withCustomer(ref, asked, (customer) => showVendorRequest(customer, { id, offset }, asked)),
  ),
  'note-vendor-request': whenKept(DATA['note-vendor-request'], ({ id, note, ...ref }, asked) =>
    withCustomer(ref, asked, (customer) => showVendorRequest(customer, { id, offset: 0, note }, asked)),
  ),
  'set-helpdesk': whenKept(DATA['set-helpdesk'], ({ here }, asked) => setHelpdesk(here, asked)),
};
