import { expect, it } from 'vitest';
import { STATES } from '../../src/requests/request.ts';
import { take } from '../../src/requests/take.ts';
import { makeRequest, OPENED_AT, PEOPLE, stepOf } from '../support/requests.ts';

const NOW = OPENED_AT + 3_600_000;
const byMegan = take(PEOPLE.megan, NOW);

it('makes somebody look after a request, and reminders begin anew', () => {
  const request = makeRequest({ reminders: 3 });
  expect(byMegan(request)).toEqual({
    request: { ...request, takenBy: PEOPLE.megan, changedAt: NOW, reminders: 0 },
    changes: [{ kind: 'taken' }],
    jobs: [],
  });
});

it('is the same for who has it, also under another name or spelling of their id', () => {
  const objectId = PEOPLE.megan.objectId?.toUpperCase();
  expect(byMegan(makeRequest({ takenBy: { ...PEOPLE.megan, objectId, name: 'Megan' } }))).toBe('same');
});

it('is taken over by the second one', () => {
  expect(stepOf(byMegan(makeRequest({ takenBy: PEOPLE.alex }))).request.takenBy).toEqual(PEOPLE.megan);
});

it.each(STATES)('is possible while the request is open (%s)', (state) => {
  const isOpen = ['raised', 'withVendor', 'waitingForUs'].includes(state);
  expect('refused' in Object(byMegan(makeRequest({ state })))).toBe(!isOpen);
});
