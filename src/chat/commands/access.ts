import { type Customer, customerKey } from '../../customers/customer.ts';
import type { Reader } from '../../reader.ts';
import type { SubjectKey } from '../../watch/subject.ts';
import type { ChatContext } from '../context.ts';
import type { Reply } from '../reply.ts';
import { answerUnloaded, listUnloaded } from './unread-clouds.ts';

/** Which customers cannot be read, and why, from what is known; `living`: the living card it was opened from. */
export function showAccess(offset: number, reader: Reader, context: ChatContext, living?: SubjectKey): Reply {
  const { estate, cards } = context;
  return (
    answerUnloaded(reader, context) ??
    cards.access(estate.access(), offset, reader, listUnloaded(context), living)
  );
}

/** What has to be mended for one customer; undefined: nothing, as far as is known. */
export function showAccessOf(customer: Customer, reader: Reader, context: ChatContext): Reply | undefined {
  const { estate, cards } = context;
  const report = estate.access();
  const key = customerKey(customer);
  const problem = report.problems.find((one) => customerKey(one.customer) === key);
  if (!problem) return undefined;
  context.turn.touch(customer);
  const { unread, relationship } = problem;
  const isUnreadable = unread.some(({ part }) => part === 'incidents');
  const counts = {
    unreadable: isUnreadable ? 1 : 0,
    partly: unread.length > 0 && !isUnreadable ? 1 : 0,
    expired: relationship?.state === 'expired' ? 1 : 0,
    expiring: relationship?.state === 'expiring' ? 1 : 0,
  };
  return cards.access({ ...report, problems: [problem], counts }, 0, reader, listUnloaded(context));
}
