import type { Log } from '../log.ts';
import type { Clock } from '../time.ts';
import type { AccountBook } from './accounts.ts';
import type { Attempt } from './attempt.ts';
import type { Engine } from './engine.ts';

/** What everything about watches, subjects and living cards is done with. */
export interface WatchContext {
  readonly engine: Engine;
  readonly accounts: AccountBook;
  readonly attempt: Attempt;
  /** When a person's press makes a card behind. */
  readonly clock: Clock;
  readonly log: Log;
}
