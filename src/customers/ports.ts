import type { CloudName } from '../clouds.ts';
import type { ReadError } from '../errors.ts';
import type { Customer, CustomerRef } from './customer.ts';

/** Lists every customer of one partner account. Implemented by `microsoft/`. */
export interface CustomerSource {
  readonly cloud: CloudName;
  /** All customers with a reseller relationship, all pages. Throws `ReadError`. */
  listCustomers(signal: AbortSignal): Promise<Customer[]>;
}

/** What a search found. `score` falls from 1 (the very name) to 0. */
export interface CustomerMatch {
  readonly customer: Customer;
  readonly score: number;
}

/**
 * - `one`: a clear match: the only one, or an exact name, domain or tenant id. `isExact` tells the latter, forgiving case,
 *   accents, punctuation and the form of company: what was typed can hardly mean anything else than this customer;
 * - `several`: best first, at most `limit` of `total`;
 * - `none`: nothing fits; `nearest` are the closest names, best first, perhaps empty.
 */
export type CustomerSearch =
  | { readonly kind: 'one'; readonly customer: Customer; readonly isExact: boolean }
  | { readonly kind: 'several'; readonly matches: readonly CustomerMatch[]; readonly total: number }
  | { readonly kind: 'none'; readonly nearest: readonly CustomerMatch[] };

export interface CustomerSearchOptions {
  /** How many customers to return at most. Default 6. */
  readonly limit?: number;
}

/** How far the directory has come with one account. */
export type DirectoryLoadState = {
  readonly cloud: CloudName;
  /** When this account's customers were last read in full; undefined: never. */
  readonly loadedAt: number | undefined;
  /** Why the last attempt failed; undefined after a success or before the first attempt ended. */
  readonly error: ReadError | undefined;
};

/** Every customer of every account, kept in memory and refreshed behind the scenes. */
export interface CustomerDirectory {
  readonly size: number;
  /** Every customer, by name. The very same array until a customer comes, goes or changes. */
  readonly customers: readonly Customer[];
  /** One entry an account. */
  readonly states: readonly DirectoryLoadState[];
  search(text: string, options?: CustomerSearchOptions): CustomerSearch;
  /** Customers whose tenant id, domain or very name the text is; quicker than a search. */
  findNamed(text: string): readonly Customer[];
  get(ref: CustomerRef): Customer | undefined;
  /** All customers whose name, domain or id fits `text` (all when empty), by name, one page of them. Slips are forgiven when nothing fits. */
  list(
    text: string,
    page: { readonly offset: number; readonly limit: number },
  ): { customers: readonly Customer[]; total: number };
  /**
   * The directory of somebody for whom there are no other customers than those that are seen: every answer is what it would be without them. `sight`
   * names what is seen: under one name always the same customers; it is worked out once, and anew when the list changes.
   */
  limitTo(sight: string, isSeen: (customer: Customer) => boolean): CustomerDirectory;
  /** Resolves when the first attempt at every account has ended, well or badly. Rejects when the signal aborts. */
  whenLoaded(signal: AbortSignal): Promise<void>;
  /** Starts loading and the refresh every 15 minutes; returns at once. */
  start(): void;
  stop(): Promise<void>;
}
