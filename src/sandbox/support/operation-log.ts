import type { Random } from '../../time.ts';
import { newGuid } from '../exchange.ts';
import type { Operation } from './ticket.ts';

/** Of more operations, the oldest are forgotten. */
const MOST_OPERATIONS = 20_000;

/** Creations that were accepted, so that callers can ask what became of them. */
export interface OperationLog {
  begin(operation: Omit<Operation, 'id'>): Operation;
  find(subscriptionId: string, id: string): Operation | undefined;
}

export function createOperationLog(random: Random): OperationLog {
  const operations = new Map<string, Operation>();
  return {
    begin(operation) {
      const begun = { ...operation, id: newGuid(random) };
      operations.set(begun.id, begun);
      for (const [id] of operations) {
        if (operations.size <= MOST_OPERATIONS) break;
        operations.delete(id);
      }
      return begun;
    },
    find(subscriptionId, id) {
      const found = operations.get(id.toLowerCase());
      return found?.subscriptionId === subscriptionId ? found : undefined;
    },
  };
}
