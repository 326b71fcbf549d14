import type { z } from 'zod';
import { failedWith } from '../access/ending.ts';
import { makeReference } from '../access/make-reference.ts';
import { type Answer, whenSound } from '../actions/when-sound.ts';
import type { Asked } from '../actions/with-customer.ts';
import type { Reply } from '../reply.ts';
import { answerLate } from './answer-late.ts';

/**
 * Answers when a card's data is as it must be, within the time of a press whatever the database and Microsoft do, and says so where the database could not keep or find
 * something.
 */
export function whenKept<S extends z.ZodType>(
  schema: S,
  answer: (data: z.output<S>, asked: Asked) => Promise<Reply> | Reply,
): Answer {
  return whenSound(schema, (data, asked) =>
    answerLate(
      whileKept(async () => answer(data, asked), asked),
      data,
      asked,
    ),
  );
}

/** Answers, or says that the database could not keep or find something: nothing is half done then. */
export async function whileKept(answer: () => Promise<Reply>, { reader, context }: Asked): Promise<Reply> {
  try {
    return await answer();
  } catch (error) {
    // By its name: the class belongs to the store, which the chat does not know.
    if (!(error instanceof Error && error.name === 'StoreError')) throw error;
    const reference = makeReference(context.random);
    context.log.error(
      { reference, error: error.message },
      'Something that was asked for could not be kept or read.',
    );
    return { ...context.cards.notKept(reader), ending: failedWith(reference) };
  }
}
