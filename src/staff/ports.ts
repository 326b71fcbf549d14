import type { Role } from './role.ts';

/** What the partner's tenant knows of a person. */
export interface StaffRecord {
  /** `guest` wherever Entra says so (`userType`). */
  readonly userType: 'member' | 'guest';
  readonly isEnabled: boolean;
  readonly roles: readonly Role[];
  /** Object ids, in small letters, of the Entra groups the person is in, directly or through other groups; at most 2,000. */
  readonly groups: readonly string[];
}

/** The people of the partner. Implemented by `microsoft/`. */
export interface StaffDirectory {
  /** undefined: the partner's tenant has no such person. Throws `ReadError`. `objectId` is outside text. */
  read(objectId: string, signal: AbortSignal): Promise<StaffRecord | undefined>;
}
