import type { Customer } from '../../customers/customer.ts';
import type { ReadErrorCode } from '../../errors.ts';
import type { Reader } from '../../reader.ts';
import type { EpochMs } from '../../time.ts';

/** The templates in `cards/`, by file name. */
export const TEMPLATE_NAMES = [
  'health',
  'service',
  'incident',
  'incident-customers',
  'incident-unknown',
  'customer-text',
  'overview',
  'access',
  'services',
  'changes',
  'change',
  'maintenance',
  'history',
  'choose-customer',
  'customers',
  'help',
  'notice',
  'request',
  'request-pages',
  'requests',
  'handoff',
  'request-told',
  'request-notice',
  'request-form',
  'request-look',
  'request-refused',
  'living',
  'living-reply',
  'raise-choice',
  'watches',
  'watch-form',
  'status',
  'staff-notice',
  'audit',
] as const;

export type TemplateName = (typeof TEMPLATE_NAMES)[number];

/** What a presenter makes: a template and the data it needs. Texts in `data` that came from outside went through `plain`. */
export interface Card {
  readonly template: TemplateName;
  readonly data: Readonly<Record<string, unknown>>;
  /** One sentence for the notification and for clients that cannot draw the card (`fallbackText`). Plain text. */
  readonly summary: string;
}

/** What every presenter needs to know besides its subject. */
export interface View {
  readonly reader: Reader;
  readonly now: EpochMs;
  /** True when the data comes from the sandbox: every card says so. */
  readonly sandbox: boolean;
}

/** Pages outside Teams that a card can open. */
export interface Links {
  /** The customer's admin centre at service health. */
  serviceHealth(customer: Customer): string;
  /** The best page of the customer's admin centre for a service; without one, its service health. */
  portal(
    customer: Customer,
    service?: { readonly id?: string; readonly name: string; readonly isAzure: boolean },
  ): string;
  /** Where a person can mend what made this customer unreadable; undefined: nowhere to click. */
  fix(customer: Customer, code: ReadErrorCode): string | undefined;
  /** Where a person renews or asks for the admin relationship with this customer. */
  relationship(customer: Customer): string;
  /** Where a service request for this customer is submitted by hand: the vendor's portal, at the right place where a link leads there. */
  serviceRequests(customer: Customer, service: { readonly isAzure: boolean }): string;
  /**
   * A page of ours that hands out Microsoft's post-incident report, asked for through this customer; undefined: there is no such page for who asks.
   */
  incidentReport(
    customer: Customer,
    incidentId: string,
    asker:
      | { readonly objectId: string | undefined; readonly conversationTenant: string | undefined }
      | undefined,
  ): string | undefined;
}
