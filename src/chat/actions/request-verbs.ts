import { z } from 'zod';
import { ROUTES, SEVERITIES } from '../../requests/request.ts';

const cloud = z.enum(['global', 'china']);
const tenantId = z.string().min(1).max(64);
const customer = { cloud, tenantId };
const name = z.string().min(1).max(200);
const offset = z.number().int().min(0).max(1_000_000).default(0);
const form = z.uuid();
const number = z.number().int().min(1).max(1_000_000_000);
const version = z.number().int().min(0).max(1_000_000_000).default(0);
/** Clients send every input as text, and none where it was left empty. */
const toggle = z.enum(['true', 'false']).optional();
/** Of the body's own bound: what people type is judged later, with words. */
const typed = z.string().max(256 * 1024);
const step = z.enum(['what', 'azure', 'problem', 'how', 'look']);

/** What the inputs of the form bring; an input that a step does not have is not there. */
export const FORM_INPUTS = z.object({
  service: typed.optional(),
  category: typed.optional(),
  incidents: typed.optional(),
  title: typed.optional(),
  description: typed.optional(),
  startedDate: typed.optional(),
  startedTime: typed.optional(),
  affected: typed.optional(),
  subscription: typed.optional(),
  azureService: typed.optional(),
  azureProblem: typed.optional(),
  resource: typed.optional(),
  consent: toggle,
  severity: typed.optional(),
  firstName: typed.optional(),
  lastName: typed.optional(),
  email: typed.optional(),
  phone: typed.optional(),
  country: typed.optional(),
  route: typed.optional(),
  find: typed.optional(),
});
export type FormInputs = z.output<typeof FORM_INPUTS>;

/** The card actions of service requests and the data each carries, inputs included; see `ACTION_DATA`. */
export const REQUEST_ACTION_DATA = {
  /**
   * Opens a form about a customer, a service of it, an incident; `route` `helpdesk`: to be sent to our own helpdesk.
   */
  'open-request': z.object({
    ...customer,
    service: name.optional(),
    incident: name.optional(),
    route: z.enum(ROUTES).optional(),
  }),
  /**
   * Keeps what was typed at `step` and shows the step `to`; `offset`: the page of a long text there. `asks`: the inputs of the step, since clients
   * leave out the empty ones.
   */
  'edit-request': z.object({
    ...{ form, step, to: step, offset },
    asks: z.string().max(500).default(''),
    ...FORM_INPUTS.shape,
  }),
  'send-request': z.object({ form }),
  'discard-request': z.object({ form }),
  'show-request': z.object({ number }),
  /** All of its words, a page at a time. */
  'show-request-text': z.object({ number, offset }),
  /** What happened to it, from the change `offset` on; `part`: which card of these, for their words may fill several. */
  'list-request-changes': z.object({ number, offset, part: offset }),
  /** The vendor's portal: what to do there, and the text to take along. */
  'show-handoff': z.object({ number }),
  'take-request': z.object({ number }),
  /** `confirmed`: it replaces another number, `replaces`. */
  'record-ticket': z.object({
    number,
    ticket: typed.default(''),
    confirmed: z.boolean().default(false),
    replaces: z.string().max(200).optional(),
  }),
  /** `version`: of the card it was written on, so that a second press is known as one. */
  'note-request': z.object({ number, version, note: typed.default(''), toVendor: toggle }),
  'set-severity': z.object({ number, severity: z.enum(SEVERITIES).optional() }),
  'set-state': z.object({ number, state: z.enum(['withVendor', 'waitingForUs', 'closed']).optional() }),
  'resolve-request': z.object({ number, closeTicket: toggle }),
  'reopen-request': z.object({ number }),
  'retry-request': z.object({ number }),
  'reroute-request': z.object({ number, route: z.enum(ROUTES) }),
  /** Requests: open ones, those of who presses, or all; with `tenantId` of one customer. */
  'list-requests': z.object({
    view: z.enum(['open', 'mine', 'all']).default('open'),
    cloud: cloud.optional(),
    tenantId: tenantId.optional(),
    offset,
  }),
  /** What Partner Center holds of a customer. */
  'list-vendor-requests': z.object({ ...customer, offset }),
  'show-vendor-request': z.object({ ...customer, id: name, offset }),
  /** Makes the conversation the helpdesk; else there is none any more. */
  'set-helpdesk': z.object({ here: z.boolean() }),
  'note-vendor-request': z.object({ ...customer, id: name, note: typed.default('') }),
} as const;
