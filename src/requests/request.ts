import type { Customer } from '../customers/customer.ts';
import type { Reader } from '../reader.ts';
import type { Person } from '../staff/person.ts';
import type { EpochMs } from '../time.ts';

/** What a partner must answer for towards its customers: the categories of Microsoft's "provide technical support" article. */
export const CATEGORIES = [
  'account', // account set-up and sign-up
  'billing', // accounts and billing
  'howTo',
  'updates', // service and software updates
  'configuration',
  'connectivity', // client connectivity and desktop
  'performance', // performance and availability
] as const;
export type RequestCategory = (typeof CATEGORIES)[number];

/** A critical, B moderate, C minimal: Microsoft's letters. */
export const SEVERITIES = ['A', 'B', 'C'] as const;
export type RequestSeverity = (typeof SEVERITIES)[number];

/** Microsoft's first response to a break-fix request, in milliseconds: A 2 h, B 4 h, C 8 h. */
export const FIRST_RESPONSE_MS: Readonly<Record<RequestSeverity, number>> = {
  A: 2 * 3_600_000,
  B: 4 * 3_600_000,
  C: 8 * 3_600_000,
};

/**
 * - `draft`: a form that is being filled in; it has no number yet; - `raised`: sent, and on its way over its route, or with the helpdesk;
 * - `withVendor`: Microsoft or 21Vianet has it, by its cloud; - `waitingForUs`: they asked something of us;
 * - `resolved`: the trouble is over; - `closed`: and nothing is left to do.
 */
export const STATES = ['draft', 'raised', 'withVendor', 'waitingForUs', 'resolved', 'closed'] as const;
export type RequestState = (typeof STATES)[number];

/** States in which somebody still has to do something. */
export const OPEN_STATES: readonly RequestState[] = ['raised', 'withVendor', 'waitingForUs'];

/** How a request travels: as an Azure support ticket, by a person's hand in a vendor's portal, or to our own helpdesk only. */
export const ROUTES = ['azureSupport', 'portal', 'helpdesk'] as const;
export type RequestRoute = (typeof ROUTES)[number];

/** The customer as it was when the form was opened: a request can be read when the customer is long gone. Outside text. */
export type RequestCustomer = Customer;

/** What the request is about. `name`: as the report names it; outside text. Empty: not chosen yet, or the customer as a whole. */
export interface RequestedService {
  readonly name: string;
  readonly isAzure: boolean;
}

/** Whom the vendor answers: somebody of the partner, never of the customer. As typed; empty where nothing was. */
export interface RequestContact {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phone: string;
  /** ISO 3166 alpha-3, as Azure wants it, for example `FRA`. */
  readonly country: string;
}

/** What an Azure support ticket needs besides. Ids are Azure's; empty where nothing was chosen yet. */
export interface AzureTicketFields {
  readonly subscriptionId: string;
  readonly subscriptionName: string;
  /** The last segment of `/providers/Microsoft.Support/services/{id}`. */
  readonly serviceId: string;
  readonly serviceName: string;
  /** The last segment of `…/problemClassifications/{id}`. */
  readonly problemId: string;
  readonly problemName: string;
  /** `/subscriptions/…/resourceGroups/…` of what is broken; may stay empty. */
  readonly resourceId: string;
  /** Whether Microsoft may collect diagnostic data from the customer's resources. */
  readonly diagnosticConsent: boolean;
}

/** What people write into the form. In a draft anything may be missing or wrong; `checkContent` tells what. */
export interface RequestContent {
  readonly service: RequestedService;
  /** Microsoft's ids of the incidents it refers to. */
  readonly incidents: readonly string[];
  readonly category: RequestCategory | undefined;
  readonly title: string;
  readonly description: string;
  /** Since when, as typed or prefilled: an instant; undefined: not said. */
  readonly startedAt: EpochMs | undefined;
  /** How many people it hits, as typed. */
  readonly affected: string;
  readonly severity: RequestSeverity | undefined;
  readonly contact: RequestContact;
  readonly azure: AzureTicketFields;
  readonly route: RequestRoute;
}

/** The vendor's ticket. */
export interface VendorTicket {
  /** As people know it, for example `119120321001170`. Outside text. */
  readonly number: string;
  /** Microsoft's word for its state where the route reads it (`Open`), else empty. */
  readonly status: string;
  readonly recordedAt: EpochMs;
  /** Microsoft's severity as it was read last; undefined: not read, or changed by us since. */
  readonly severity?: RequestSeverity | undefined;
}

/**
 * Why a route failed, as far as a person can act on it:
 * - `plan`: the support plan does not allow tickets by this way; - `role`: a role is missing on the subscription;
 * - `partnerToken`: Azure does not accept our token beside the customer's (no delegated admin relationship, or no consent);
 * - `classification`: the service or problem that was chosen is not on Microsoft's list any more;
 * - `access`: we cannot sign in at the customer (any more); - `invalid`: Microsoft finds something wrong in what was sent;
 * - `failed`: Microsoft accepted it and then could not create the ticket; - `unreachable`: no answer for a long time;
 * - `ticketGone`: the ticket is no longer there.
 */
export const TROUBLE_CODES = [
  'plan',
  'role',
  'partnerToken',
  'classification',
  'access',
  'invalid',
  'failed',
  'unreachable',
  'ticketGone',
] as const;
export type RouteTroubleCode = (typeof TROUBLE_CODES)[number];

export interface RouteTrouble {
  readonly code: RouteTroubleCode;
  /** What Microsoft said, for the operator and the record: a code and a message, no token. Outside text, at most 2,000 characters. */
  readonly cause: string;
  readonly at: EpochMs;
}

/** Our record that we asked somebody to mend something for a customer. */
export interface ServiceRequest extends RequestContent {
  /** A random UUID made when the form is opened: the idempotency key, and what the Azure ticket is named after. */
  readonly form: string;
  /** Shown as `SR-1042`; undefined in a draft. Unique in a database. */
  readonly number: number | undefined;
  readonly state: RequestState;
  readonly customer: RequestCustomer;
  /** Who opened the form; a form is theirs alone. */
  readonly raisedBy: Person;
  /** How who opened the form reads: the language of their cards, and the time zone in which the vendor may call back. */
  readonly reader: Reader;
  /** Who looks after it. */
  readonly takenBy: Person | undefined;
  readonly ticket: VendorTicket | undefined;
  /** Azure's names of the vendor's messages that were noted already, newest last, at most 100. */
  readonly seenMessages: readonly string[];
  /** Keys of the newest notes of ours, newest last, at most 20: the same key again is a second press. */
  readonly noteKeys: readonly string[];
  /** What keeps it from travelling on; undefined: nothing. */
  readonly trouble: RouteTrouble | undefined;
  readonly openedAt: EpochMs;
  /** undefined in a draft. */
  readonly raisedAt: EpochMs | undefined;
  /** Last change; reminders do not count. */
  readonly changedAt: EpochMs;
  /** Reminders since `changedAt`. */
  readonly reminders: number;
  /** Grows by one with every change that is kept, reminders included; 1 when the form is opened. */
  readonly version: number;
}

/** What a request is referred to by. */
export type RequestKey = { readonly form: string } | { readonly number: number };

/** The Azure ticket's name, made from the form: a repeat is the same ticket. Letters, digits and hyphens, 51 characters. */
export function nameTicket({ form }: Pick<ServiceRequest, 'form'>): string {
  return `partner-health-${form.toLowerCase()}`;
}

/** `SR-1042`. */
export function formatNumber(number: number): string {
  return `SR-${number}`;
}

export function isOpen({ state }: Pick<ServiceRequest, 'state'>): boolean {
  return OPEN_STATES.includes(state);
}
