import type { Customer } from '../../customers/customer.ts';
import type { Reader } from '../../reader.ts';
import type { Refusal, RequestChange } from '../../requests/change.ts';
import type { Helpdesk, PartnerCenterRequest, RequestPage } from '../../requests/ports.ts';
import type { ServiceRequest } from '../../requests/request.ts';
import { failedWith, notDone, withEnding } from '../access/ending.ts';
import type { Reply } from '../reply.ts';
import type { Card } from './card.ts';
import { renderToFit } from './fit.ts';
import type { CardLink } from './incident-links.ts';
import { HANDOFF_DETAIL, presentHandoff } from './present-handoff.ts';
import { presentRequest, REQUEST_DETAIL, type RequestView } from './present-request.ts';
import { type ChangesPage, presentRequestChanges } from './present-request-changes.ts';
import { presentRequestNotice, type RequestNotice } from './present-request-notice.ts';
import { presentRequestText } from './present-request-text.ts';
import { presentRequestTold, type ToldTo } from './present-request-told.ts';
import { type AskedOfRequests, presentRequests } from './present-requests.ts';
import { presentVendorRequest } from './present-vendor-request.ts';
import { presentVendorRequests, type VendorRequests } from './present-vendor-requests.ts';
import type { CardRenderer } from './render.ts';
import type { Scene } from './scene.ts';
import { chooseVendorLanguage } from './vendor-text.ts';

/** Which conversation is the helpdesk, or was made so. `before`: where it was. */
export type HelpdeskAnswer =
  | { readonly kind: 'here'; readonly before?: Helpdesk | undefined }
  | { readonly kind: 'set'; readonly helpdesk: Helpdesk; readonly isHere: boolean }
  | { readonly kind: 'removed' | 'none' };

/** The cards of service requests, apart from their form. */
export interface RequestCards {
  /** The card that lives: the same for the helpdesk, who raised it, and who asks. A draft is answered as unknown. */
  request(request: ServiceRequest, view: RequestView, reader: Reader): Reply;
  /** All it says in full, a page at a time. */
  requestText(request: ServiceRequest, offset: number, reader: Reader): Reply;
  /** What to do in the vendor's portal, with the text to take along. */
  handoff(request: ServiceRequest, reader: Reader): Reply;
  /** What happened to it, newest first; `changes`: those from `offset` on, at most `CHANGES_AT_A_TIME`. */
  requestChanges(
    request: ServiceRequest,
    changes: readonly RequestChange[],
    page: ChangesPage,
    reader: Reader,
  ): Reply;
  /** A list of requests; `page` holds at most `REQUESTS_A_PAGE`. */
  requests(page: RequestPage, asked: AskedOfRequests, reader: Reader): Reply;
  /** What Partner Center holds of a customer. */
  vendorRequests(customer: Customer, result: VendorRequests, offset: number, reader: Reader): Reply;
  vendorRequest(customer: Customer, request: PartnerCenterRequest, offset: number, reader: Reader): Reply;
  /** The short message that tells people of changes, newest last. */
  requestTold(
    request: ServiceRequest,
    changes: readonly RequestChange[],
    told: ToldTo,
    reader: Reader,
  ): Reply;
  /** Another ticket number is recorded already: asks whether this one replaces it. */
  ticketDiffers(request: ServiceRequest, number: string, reader: Reader): Reply;
  /** There is no such request; `number`: as it was asked for. */
  requestUnknown(number: number | undefined, reader: Reader): Reply;
  /** A step was not taken. */
  requestRefused(request: ServiceRequest, code: Refusal['refused'], reader: Reader): Reply;
  /** The form of a button is not, or no longer, there. */
  requestFormGone(reader: Reader): Reply;
  requestDiscarded(draft: ServiceRequest, reader: Reader): Reply;
  /** A request is to be raised, and no customer was named. */
  requestForWhom(reader: Reader): Reply;
  /** A note is empty or too long. */
  badNote(reader: Reader): Reply;
  helpdesk(answer: HelpdeskAnswer, reader: Reader): Reply;
  /** Our own store cannot be reached: nothing was changed, and nothing sent. */
  notKept(reader: Reader): Reply;
  /** Something takes longer than a press may; `again` leads to it. */
  reading(reader: Reader, again: Omit<CardLink, 'title'>): Reply;
}

/** `setScene`: the words, times and links for a reader, now. */
export function createRequestCards(
  renderer: CardRenderer,
  setScene: (reader: Reader) => Scene,
): RequestCards {
  const renderOne = (present: (scene: Scene) => Card, reader: Reader) =>
    renderer.render(present(setScene(reader)));
  const notify = (notice: RequestNotice, reader: Reader) =>
    renderOne((scene) => presentRequestNotice(notice, scene), reader);

  return {
    request(request, view, reader) {
      if (request.number === undefined) return notify({ kind: 'unknown', number: undefined }, reader);
      const scene = setScene(reader);
      return renderToFit(REQUEST_DETAIL, (detail) => presentRequest(request, view, scene, detail), renderer);
    },
    requestText: (request, offset, reader) =>
      renderOne((scene) => presentRequestText(request, offset, scene), reader),
    handoff(request, reader) {
      const scene = setScene(reader);
      const vendor = setScene({ ...reader, language: chooseVendorLanguage(request.customer, reader) });
      return renderToFit(HANDOFF_DETAIL, (width) => presentHandoff(request, vendor, scene, width), renderer);
    },
    requestChanges: (request, changes, page, reader) =>
      renderOne((scene) => presentRequestChanges(request, changes, page, scene), reader),
    requests: (page, asked, reader) => renderOne((scene) => presentRequests(page, asked, scene), reader),
    vendorRequests: (customer, result, offset, reader) =>
      renderOne((scene) => presentVendorRequests(customer, result, offset, scene), reader),
    vendorRequest: (customer, request, offset, reader) =>
      renderOne((scene) => presentVendorRequest(customer, request, offset, scene), reader),
    requestTold: (request, changes, told, reader) =>
      renderOne((scene) => presentRequestTold(request, changes, told, scene), reader),
    ticketDiffers: (request, ticket, reader) =>
      withEnding(notify({ kind: 'ticketDiffers', request, ticket }, reader), notDone('otherNumber')),
    requestUnknown: (number, reader) =>
      withEnding(notify({ kind: 'unknown', number }, reader), notDone('gone')),
    requestRefused: (request, code, reader) =>
      withEnding(notify({ kind: 'refused', request, code }, reader), notDone(code)),
    requestFormGone: (reader) => withEnding(notify({ kind: 'formGone' }, reader), notDone('gone')),
    requestDiscarded: (draft, reader) => notify({ kind: 'discarded', draft }, reader),
    requestForWhom: (reader) => notify({ kind: 'forWhom' }, reader),
    badNote: (reader) => withEnding(notify({ kind: 'badNote' }, reader), notDone('badText')),
    helpdesk: (answer, reader) => notify(toNotice(answer), reader),
    notKept: (reader) => withEnding(notify({ kind: 'notKept' }, reader), failedWith()),
    reading: (reader, again) => notify({ kind: 'reading', again }, reader),
  };
}

function toNotice(answer: HelpdeskAnswer): RequestNotice {
  switch (answer.kind) {
    case 'here':
      return { kind: 'helpdeskHere', before: answer.before };
    case 'set':
      return { kind: 'helpdeskSet', helpdesk: answer.helpdesk, isHere: answer.isHere };
    case 'removed':
      return { kind: 'helpdeskRemoved' };
    case 'none':
      return { kind: 'noHelpdesk' };
  }
}
