import type { ChatContext } from '../context.ts';
import type { Reader } from '../reader.ts';
import type { Reply } from '../reply.ts';
import { answerUnloaded, listUnloaded } from './unread-clouds.ts';

/** Which customers cannot be read, and why, from what is known. */
export function showAccess(offset: number, reader: Reader, context: ChatContext): Reply {
  const { estate, cards } = context;
  return (
    answerUnloaded(reader, context) ?? cards.access(estate.access(), offset, reader, listUnloaded(context))
  );
}
