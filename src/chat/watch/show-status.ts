import type { SubjectKey } from '../../watch/subject.ts';
import type { Asked } from '../actions/with-customer.ts';
import type { Reply } from '../reply.ts';

/** How the bot itself does; `living`: the living card it was asked at. */
export async function showStatus(
  living: SubjectKey | undefined,
  { reader, context }: Pick<Asked, 'reader' | 'context'>,
): Promise<Reply> {
  return context.cards.status(await context.watch.readStatus(), reader, living);
}
