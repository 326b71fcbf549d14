import { describe, expect, it } from 'vitest';
import { ReadError } from '../../src/errors.ts';
import { createAnnotate } from '../../src/requests/annotate.ts';
import type { PartnerCenterRequest } from '../../src/requests/ports.ts';
import { PEOPLE } from '../support/requests.ts';

const CUSTOMER = { cloud: 'global', tenantId: '11111111-0000-4000-8000-000000000001' } as const;
const signal = new AbortController().signal;

/** Partner Center with one request; `fail` says how the next notes end, and whether they arrive all the same. */
function createPartnerCenter(fail: { readonly error: ReadError; readonly arrives: boolean }[] = []) {
  const notes: string[] = [];
  const show = (): PartnerCenterRequest => ({
    ...{ id: '615', title: 'Test', description: '', severity: 'minimal', status: 'open' },
    ...{ createdAt: undefined, modifiedAt: undefined },
    notes: notes.map((text) => ({ by: 'Partner', at: undefined, text })),
  });
  return {
    notes,
    get: async () => show(),
    async addNote(_customer: unknown, _id: string, text: string) {
      const failure = fail.shift();
      if (!failure || failure.arrives) notes.push(text);
      if (failure) throw failure.error;
      return show();
    },
  };
}

describe('a note to a request in Partner Center', () => {
  const note = { text: 'Called back.', by: PEOPLE.adele };

  it('is one however often it is pressed, at once or a moment later', async () => {
    const center = createPartnerCenter();
    const annotate = createAnnotate(center, JSON.stringify);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => annotate(CUSTOMER, '615', note, signal)),
    );
    await annotate(CUSTOMER, '615', note, signal);
    expect(center.notes).toEqual(['Called back.']);
    expect(answers.every(({ notes }) => notes.length === 1)).toBe(true);
  });

  it('of another person, or with other words, is another one', async () => {
    const center = createPartnerCenter();
    const annotate = createAnnotate(center, JSON.stringify);
    await annotate(CUSTOMER, '615', note, signal);
    await annotate(CUSTOMER, '615', { ...note, by: PEOPLE.megan }, signal);
    await annotate(CUSTOMER, '615', { ...note, text: 'Once more.' }, signal);
    expect(center.notes).toHaveLength(3);
  });

  it('that arrived although the answer was lost is not sent again', async () => {
    const error = new ReadError('timeout', 'no answer');
    const center = createPartnerCenter([{ error, arrives: true }]);
    const annotate = createAnnotate(center, JSON.stringify);
    await expect(annotate(CUSTOMER, '615', note, signal)).rejects.toBe(error);
    expect((await annotate(CUSTOMER, '615', note, signal)).notes).toHaveLength(1);
    expect(center.notes).toHaveLength(1);
  });

  it('that was refused can be sent again', async () => {
    const error = new ReadError('forbidden', 'no');
    const center = createPartnerCenter([{ error, arrives: false }]);
    const annotate = createAnnotate(center, JSON.stringify);
    await expect(annotate(CUSTOMER, '615', note, signal)).rejects.toBe(error);
    await annotate(CUSTOMER, '615', note, signal);
    expect(center.notes).toHaveLength(1);
  });
});
