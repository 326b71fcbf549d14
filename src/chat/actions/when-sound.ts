import type { z } from 'zod';
import type { Reply } from '../reply.ts';
import type { Asked } from './with-customer.ts';

/** What a button does with the data its card carries. */
export type Answer = (data: unknown, asked: Asked) => Promise<Reply> | Reply;

/** Answers when a card's data is as it must be; else the card is stale. */
export function whenSound<S extends z.ZodType>(
  schema: S,
  answer: (data: z.output<S>, asked: Asked) => Promise<Reply> | Reply,
): Answer {
  return (data, asked) => {
    const sound = schema.safeParse(data ?? {});
    return sound.success ? answer(sound.data, asked) : asked.context.cards.stale(asked.reader);
  };
}
