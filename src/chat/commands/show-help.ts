import type { Reader } from '../../reader.ts';
import type { ChatContext } from '../context.ts';
import type { Reply } from '../reply.ts';

/** What the bot can do, with a few customers to try it on. */
export function showHelp(reader: Reader, { cards, directory, access }: ChatContext): Reply {
  return cards.help(reader, directory.list('', { offset: 0, limit: 3 }).customers, access);
}
