import type { Limits } from '../../staff/limits.ts';
import type { ChatContext } from '../context.ts';

/**
 * The audit trail as one person may read it: of one customer, or of all where none is hidden from them. Customers that are hidden are named in no
 * line, and not counted.
 */
export function limitAudit(audit: ChatContext['audit'], limits: Limits): ChatContext['audit'] {
  const { access, sees } = limits;
  return {
    async list(filter, page) {
      const { customer } = filter;
      access.require('readAudit', customer?.cloud);
      const isHidden = customer ? !sees(customer) : !access.seesAll;
      if (isHidden) return { lines: [], total: 0 };
      const { lines, total } = await audit.list(filter, page);
      if (access.seesAll) return { lines, total };
      const limited = lines.map((line) => {
        const { entry } = line;
        const customers = entry.customers.filter(sees);
        // Of those that a line only counts nobody can tell who they were.
        return { ...line, entry: { ...entry, customers, customerCount: customers.length } };
      });
      return { lines: limited, total };
    },
  };
}
