import type { CloudName } from '../clouds.ts';
import type { EpochMs } from '../time.ts';
import type { Person } from './person.ts';

/**
 * How the sign-in of an account's partner user (Secure Application Model) stands: `due`: it lapses soon; `lapsed`: it has, or Microsoft takes it
 * no longer.
 */
export type ConsentState = 'ok' | 'due' | 'lapsed';

/** The sign-in of the partner user of one account. */
export interface Consent {
  readonly cloud: CloudName;
  readonly state: ConsentState;
  /** undefined: not known. */
  readonly expiresAt: EpochMs | undefined;
  /** Microsoft's page where this person signs in again, made anew for each question; undefined: it cannot be done in chat. */
  makeUrl(person: Person): string | undefined;
}

/** The accounts that read as a partner user. Implemented by `microsoft/`. */
export interface Consents {
  /** In the order of the accounts; empty: no account does. Throws `StoreError`. */
  list(): Promise<readonly Consent[]>;
}
