import type { ContentProblem } from '../../requests/check-content.ts';
import type { FormStep } from '../../requests/form-steps.ts';
import type { SupportService, SupportTopic } from '../../requests/ports.ts';
import type { RequestRoute, RouteTroubleCode, ServiceRequest } from '../../requests/request.ts';
import { measureJson } from './form-input.ts';

/** A list of Microsoft's that is read when the form needs it. `total`: how many there are, or fit what was searched for. */
export type Listed<T> =
  | { readonly kind: 'ready'; readonly items: readonly T[]; readonly total: number }
  | { readonly kind: 'reading' }
  | { readonly kind: 'failed'; readonly code: RouteTroubleCode };

/** One step of the form of a service request, with what can be chosen there. Names and titles are outside text. */
export interface FormView {
  readonly draft: ServiceRequest;
  readonly step: FormStep;
  /** What is missing or wrong, told at the top and at its field; empty when the step was just opened. */
  readonly problems: readonly ContentProblem[];
  /** What can be chosen, affected first; empty: it is typed. */
  readonly services: readonly { readonly name: string; readonly isAzure: boolean }[];
  /** Open incidents to choose from; eight are shown. */
  readonly incidents: readonly { readonly id: string; readonly title: string; readonly service: string }[];
  readonly subscriptions: readonly { readonly id: string; readonly name: string }[];
  readonly azureServices: Listed<SupportService>;
  readonly azureProblems: Listed<SupportTopic>;
  /** What was searched for in the list of this step. Default: nothing. */
  readonly find?: string;
  /** The page of the description on the last step, from 0. Default 0. */
  readonly offset?: number;
  /** Allowed ones, most fitting first. */
  readonly routes: readonly RequestRoute[];
  /** The conversation that is our helpdesk, by name; undefined: none is set. */
  readonly helpdesk: string | undefined;
  /** Requests that are open for this customer already; three are shown. */
  readonly open: readonly ServiceRequest[];
}

/** What the input `service` brings when it is about no single service: the request is kept without one. */
export const WHOLE_CUSTOMER = '*';

/** Of a description that is shown in its field, as characters and as bytes of JSON: the card has to hold more than that. */
const FIELD_LENGTH = 6_000;
const FIELD_BYTES = 10_000;

/**
 * Whether a description stands in its field. One that does not is kept: the field is empty, and nothing typed into it changes nothing.
 */
export function isDescriptionInField({ description }: Pick<ServiceRequest, 'description'>): boolean {
  return description.length <= FIELD_LENGTH && measureJson(description) <= FIELD_BYTES;
}
