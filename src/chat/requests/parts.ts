import type { Customer } from '../../customers/customer.ts';
import type { Reader } from '../../reader.ts';
import type { Annotate } from '../../requests/annotate.ts';
import type { RequestDesk } from '../../requests/desk.ts';
import type { AzureSupport, PartnerCenterRequests } from '../../requests/ports.ts';
import type { EpochMs } from '../../time.ts';
import type { FormSubject, Prefilled } from './prefill.ts';

/** What the chat needs for service requests. */
export interface RequestParts {
  readonly desk: RequestDesk;
  readonly azureSupport: Pick<AzureSupport, 'listSubscriptions' | 'listServices' | 'listProblems'>;
  readonly partnerCenter: Pick<PartnerCenterRequests, 'canRead' | 'list' | 'get'>;
  readonly annotate: Annotate;
  readonly prefill: (subject: FormSubject, reader: Reader, now: EpochMs) => Prefilled;
  /** A short digest of these texts: the same texts, the same digest. */
  readonly digest: (texts: readonly string[]) => string;
  /** The partner's own contact for the vendor, as configured; empty: each person names theirs. */
  readonly contact: { readonly email: string; readonly phone: string; readonly country: string };
}

/** Of a customer: what `open-request` and `request for X` say. */
export interface AskedRequest {
  readonly customer: Customer;
  /** Words for a service, or a button's token. */
  readonly service?: string | undefined;
  readonly incident?: string | undefined;
  readonly route?: 'azureSupport' | 'portal' | 'helpdesk' | undefined;
}
