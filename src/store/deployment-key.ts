import type { AccountBook } from './accounts.ts';
import { accountIds } from './request-context.ts';

/** What names of the whole deployment begin with: no other deployment over the same database has it. No digit follows it in another's. */
export function deploymentPrefix(accounts: AccountBook): string {
  return `${Math.min(...accountIds(accounts))}:`;
}
