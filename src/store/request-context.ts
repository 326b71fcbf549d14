import type { Log } from '../log.ts';
import type { RequestChange } from '../requests/change.ts';
import type { ServiceRequest } from '../requests/request.ts';
import type { AccountBook } from './accounts.ts';
import type { Attempt } from './attempt.ts';
import type { Engine } from './engine.ts';

/** What everything about requests is done with. */
export interface RequestContext {
  readonly engine: Engine;
  readonly accounts: AccountBook;
  readonly attempt: Attempt;
  readonly log: Log;
  /** The body of an outgoing webhook; undefined: there is none. */
  readonly describeChange: DescribeChange | undefined;
}

/** What others are told of a change, given the request as the change left it. */
export type DescribeChange = (request: ServiceRequest, change: RequestChange) => string;

/** Row numbers of our accounts, for a list that must not be empty: no account has the number 0. */
export function accountIds({ ids }: AccountBook): readonly number[] {
  return ids.length === 0 ? [0] : ids;
}
