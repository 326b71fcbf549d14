import type { CloudName } from '../clouds.ts';
import type { CustomerRef } from '../customers/customer.ts';
import type { EpochMs } from '../time.ts';
import type { ClaimedWork, ClaimOptions } from '../work/claims.ts';
import type { CardBook, HelpdeskBook } from './card-ports.ts';
import type { Actor, Decision, Job, RefusalCode, RequestChange } from './change.ts';
import type {
  RequestContact,
  RequestCustomer,
  RequestKey,
  RequestSeverity,
  RequestState,
  ServiceRequest,
} from './request.ts';

export type {
  CardBook,
  CardPurpose,
  ClaimedCard,
  Helpdesk,
  HelpdeskBook,
  RequestCard,
} from './card-ports.ts';

/** How an attempt to change a request ended: `request` is the request as it stands afterwards in any case. */
export type ChangeResult =
  | { readonly kind: 'changed'; readonly request: ServiceRequest; readonly changes: readonly RequestChange[] }
  | { readonly kind: 'same'; readonly request: ServiceRequest }
  | { readonly kind: 'refused'; readonly code: RefusalCode; readonly request: ServiceRequest }
  | { readonly kind: 'unknown' };

/** Which requests are meant; what is undefined does not narrow. Drafts never are. */
export interface RequestFilter {
  readonly customer?: CustomerRef | undefined;
  /** Key of a person (`personKey`) who raised it or looks after it. */
  readonly person?: string | undefined;
  readonly states?: readonly RequestState[] | undefined;
  /** Microsoft's incident id it refers to, whatever its case. */
  readonly incident?: string | undefined;
  /** Asked of each customer that has requests, as it was when a form was opened: requests of the others are not meant. */
  readonly isSeen?: ((customer: RequestCustomer) => boolean) | undefined;
}

export interface RequestPage {
  /** Newest change first. */
  readonly requests: readonly ServiceRequest[];
  readonly total: number;
}

/** The service requests of this deployment. Implemented by `store/`. Throws `StoreError`. */
export interface RequestBook {
  /** Keeps a new draft; one with the same `form` that is there already is given back as it is. */
  open(draft: ServiceRequest): Promise<ServiceRequest>;
  find(key: RequestKey): Promise<ServiceRequest | undefined>;
  /**
   * The only way in which a request changes. `decide` is asked with the request as it stands, while nobody else can change it, and must be
   * pure: it may be asked again. Its step is written whole or not at all: request (with the next `version`, and a number when it leaves
   * `draft`), changes, jobs, what outgoing webhooks need, and `finishes`, a claimed job that is done by it.
   */
  change(
    key: RequestKey,
    by: Actor,
    at: EpochMs,
    decide: (current: ServiceRequest) => Decision,
    finishes?: ClaimedWork,
  ): Promise<ChangeResult>;
  list(
    filter: RequestFilter,
    page: { readonly offset: number; readonly limit: number },
  ): Promise<RequestPage>;
  /** Newest first. */
  listChanges(
    key: RequestKey,
    page: { readonly offset: number; readonly limit: number },
  ): Promise<{ readonly changes: readonly RequestChange[]; readonly total: number }>;
  /** Whom this person named as contact in the newest of their requests. */
  findLastContact(person: string): Promise<RequestContact | undefined>;
  /** Open requests whose next reminder is due (`remindAt`, which every kept request is written with), longest due first. */
  listDueReminders(now: EpochMs, limit: number): Promise<readonly ServiceRequest[]>;
  /** Drafts untouched since then are dropped. */
  forgetDrafts(before: EpochMs): Promise<number>;
}

export interface ClaimedJob extends ClaimedWork {
  readonly request: ServiceRequest;
  readonly job: Job;
  /** Attempts so far, this one not included. */
  readonly attempts: number;
  readonly createdAt: EpochMs;
  /** How it went wrong so far, where that was noted. */
  readonly failing: JobFailing | undefined;
  /** Where Azure tells of what it has accepted for this job; see `AzureSupport.createTicket`. */
  readonly operation: string | undefined;
  /** Of a job that follows a ticket: what else was still to be done at that ticket when it was claimed. */
  readonly awaits: readonly Job['kind'][];
}

/** What is remembered of a job that goes on failing. */
export interface JobFailing {
  /** Its first failure. */
  readonly since: EpochMs;
  /** Whether people were told. */
  readonly isTold: boolean;
}

/** Jobs of a request in one lane wait for one another; following a ticket takes days, and nothing waits for it. */
export type JobLane = 'work' | 'follow';

/** A signed message that waits for the outgoing webhook. */
export interface ClaimedWebhook extends ClaimedWork {
  /** `webhook-id`: the same at every attempt. */
  readonly messageId: string;
  readonly body: string;
  readonly attempts: number;
  readonly createdAt: EpochMs;
}

/** What is to be done behind. Jobs of one request are handed out one after the other, in the order they were made. */
export interface JobQueue {
  /** Claims due jobs for `leaseMs`. A job whose lease ran out (its process died) is due again. */
  claimJobs(
    options: ClaimOptions & {
      /** undefined: of both. */
      readonly lane?: JobLane | undefined;
    },
  ): Promise<readonly ClaimedJob[]>;
  claimWebhooks(options: ClaimOptions): Promise<readonly ClaimedWebhook[]>;
  /** Done without a change of the request. Nothing happens when the claim is lost. */
  finish(work: ClaimedWork, queue: QueueName): Promise<void>;
  postpone(work: ClaimedWork, queue: QueueName, until: EpochMs): Promise<void>;
  /** Puts off a job that failed, and remembers how. Nothing happens when the claim is lost. */
  postponeFailing(work: ClaimedJob, until: EpochMs, failing: JobFailing): Promise<void>;
  /** Remembers, or forgets, where Azure tells of what it has accepted. Nothing happens when the claim is lost. */
  keepOperation(work: ClaimedJob, operation: string | undefined): Promise<void>;
  /** Undelivered webhooks and unfinished jobs, for metrics. */
  count(): Promise<{ readonly jobs: number; readonly webhooks: number }>;
}

export type QueueName = 'jobs' | 'webhooks';

/** Everything the requests need to remember. */
export interface RequestStore extends RequestBook, JobQueue, CardBook {
  readonly helpdesk: HelpdeskBook;
}

/** A service on Azure's list, or a problem on the list of a service. */
export interface SupportTopic {
  /** The last segment of Azure's id. */
  readonly id: string;
  /** Outside text. */
  readonly name: string;
}

export interface SupportService extends SupportTopic {
  /** Azure's types it covers (`MICROSOFT.COMPUTE/VIRTUALMACHINES`), for finding it by what an incident hit. */
  readonly resourceTypes: readonly string[];
}

/** What is sent to create an Azure support ticket. */
export interface TicketOrder {
  readonly customer: CustomerRef;
  readonly subscriptionId: string;
  /** Chosen by us: the same name is the same ticket. */
  readonly name: string;
  readonly serviceId: string;
  readonly problemId: string;
  readonly title: string;
  readonly description: string;
  readonly severity: RequestSeverity;
  readonly startedAt: EpochMs | undefined;
  readonly contact: RequestContact;
  /** IANA; Azure wants a Windows name, which is found for it. */
  readonly timeZone: string;
  readonly diagnosticConsent: boolean;
  readonly resourceId: string;
}

export interface AzureTicket {
  /** `supportTicketId`, which people know; undefined while Azure has not given one. */
  readonly number: string | undefined;
  /** Microsoft's word: `Open`, `Closed`. */
  readonly status: string;
  readonly severity: RequestSeverity | undefined;
  readonly modifiedAt: EpochMs | undefined;
}

/** A message on a ticket. */
export interface TicketMessage {
  /** Azure's name of the communication. */
  readonly id: string;
  /** True when Microsoft wrote it. */
  readonly isFromVendor: boolean;
  /** Plain text, made from HTML where it was. Outside text, at most 20,000 characters. */
  readonly text: string;
  readonly at: EpochMs | undefined;
}

export type TicketRef = Pick<TicketOrder, 'customer' | 'subscriptionId' | 'name'>;

/** An Azure subscription: its id, and what it is called. Outside text. */
export interface CustomerSubscription {
  readonly id: string;
  readonly name: string;
}

/** A creation may outlast the attempt that asked for it. */
export interface AcceptedCreation {
  /** Where an earlier attempt was told of its end: that is waited for before anything is asked anew. */
  readonly operation: string | undefined;
  /** Told of it as soon as Azure accepts, and, with undefined, when that has ended. */
  readonly keep: (operation: string | undefined) => Promise<void>;
}

/** Azure Support with the customer's token and, beside it, the partner's. Implemented by `microsoft/`. Throws `RouteError`, and `ReadError` for the subscriptions. */
export interface AzureSupport {
  /** Subscriptions of the customer in use, by name, as Partner Center tells them. Throws `ReadError`. */
  listSubscriptions(customer: CustomerRef, signal: AbortSignal): Promise<readonly CustomerSubscription[]>;
  listServices(customer: CustomerRef, signal: AbortSignal): Promise<readonly SupportService[]>;
  listProblems(
    customer: CustomerRef,
    serviceId: string,
    signal: AbortSignal,
  ): Promise<readonly SupportTopic[]>;
  /**
   * Creates the ticket, or finds the one of that name, and follows the creation to its end: resolves when the ticket is there. May be
   * called again after any failure or crash: there is one ticket a name.
   */
  createTicket(order: TicketOrder, signal: AbortSignal, accepted?: AcceptedCreation): Promise<AzureTicket>;
  readTicket(ticket: TicketRef, signal: AbortSignal): Promise<AzureTicket>;
  changeTicket(
    ticket: TicketRef,
    change: { readonly severity?: RequestSeverity; readonly status?: 'open' | 'closed' },
    signal: AbortSignal,
  ): Promise<AzureTicket>;
  /** Newest first, at most 100. */
  listMessages(ticket: TicketRef, signal: AbortSignal): Promise<readonly TicketMessage[]>;
  /** `id` is the message's name at Azure: the same again is the same message. */
  addMessage(
    ticket: TicketRef,
    message: {
      readonly id: string;
      readonly subject: string;
      readonly text: string;
      readonly sender: string;
    },
    signal: AbortSignal,
  ): Promise<void>;
}

/** A request that exists in Partner Center, made there by hand or long ago. Texts are outside text. */
export interface PartnerCenterRequest {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly severity: 'critical' | 'moderate' | 'minimal' | 'unknown';
  readonly status: 'open' | 'closed' | 'attentionNeeded' | 'unknown';
  readonly createdAt: EpochMs | undefined;
  readonly modifiedAt: EpochMs | undefined;
  readonly notes: readonly { readonly by: string; readonly at: EpochMs | undefined; readonly text: string }[];
}

/** Partner Center's own service requests: read and annotated, as a partner user. Implemented by `microsoft/`. Throws `ReadError`. */
export interface PartnerCenterRequests {
  /** Whether the account of that cloud has a partner user, and the cloud such requests. */
  canRead(cloud: CloudName): boolean;
  /** Newest change first, without notes, at most 200. */
  list(customer: CustomerRef, signal: AbortSignal): Promise<readonly PartnerCenterRequest[]>;
  get(customer: CustomerRef, id: string, signal: AbortSignal): Promise<PartnerCenterRequest>;
  addNote(
    customer: CustomerRef,
    id: string,
    text: string,
    signal: AbortSignal,
  ): Promise<PartnerCenterRequest>;
}
