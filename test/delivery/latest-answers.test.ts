import { describe, expect, it } from 'vitest';
import { createLatestAnswers } from '../../src/delivery/latest-answers.ts';
import { makeConversation } from '../support/request-world.ts';

const HERE = makeConversation();
const THERE = makeConversation({ id: 'a:other' });
const THREAD = makeConversation({ kind: 'channel', thread: '170' });

describe('an answer to a pressed button', () => {
  it('is the latest until the next press on the same message', () => {
    const answers = createLatestAnswers();
    const first = answers.note(HERE, 'm1');
    answers.note(THERE, 'm1');
    answers.note(HERE, 'm2');
    answers.note(THREAD, 'm1');
    expect(answers.isLatest(HERE, 'm1', first)).toBe(true);
    const second = answers.note(HERE, 'm1');
    expect(answers.isLatest(HERE, 'm1', first)).toBe(false);
    expect(answers.isLatest(HERE, 'm1', second)).toBe(true);
  });

  it('is taken for the latest where nothing is remembered of the message', () => {
    const answers = createLatestAnswers();
    const first = answers.note(HERE, 'm1');
    for (let count = 0; count < 1_000; count += 1) answers.note(THERE, `${count}`);
    expect(answers.isLatest(HERE, 'm1', first)).toBe(true);
    answers.note(HERE, 'm1');
    expect(answers.isLatest(HERE, 'm1', first)).toBe(false);
  });
});
