/**
 * Why the store could not do something, as far as an operator can act on it:
 * - `missing`: the folder, the database, the schema or the role is not there;
 * - `locked`: another program holds the database, or a part of it, for longer than we wait;
 * - `readOnly`: the database can be read but not written;
 * - `newerSchema`: a newer version of the bot has changed the database; nothing was written;
 * - `full`: the disk, or the room given to the database, is full;
 * - `corrupt`: not a database, or a damaged one;
 * - `unreachable`: the server does not answer;
 * - `refused`: the server does not let us in, or not do this;
 * - `failed`: anything else.
 */
export type StoreErrorCode =
  | 'missing'
  | 'locked'
  | 'readOnly'
  | 'newerSchema'
  | 'full'
  | 'corrupt'
  | 'unreachable'
  | 'refused'
  | 'failed';

/**
 * The one error thrown by the store. Its message is for the operator: what happened and what to do, without a password, an address with
 * one, or a customer's data. Its cause is what the database said, which may hold any of these but a password: never shown.
 */
export class StoreError extends Error {
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'StoreError';
    this.code = code;
  }
}
