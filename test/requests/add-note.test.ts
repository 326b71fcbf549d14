import { describe, expect, it } from 'vitest';
import { addNote } from '../../src/requests/add-note.ts';
import { makeAzureRequest, makeDraft, makeRequest, OPENED_AT, stepOf } from '../support/requests.ts';

const NOW = OPENED_AT + 3_600_000;
const note = { text: 'Outlook still shows an error.', toVendor: false, key: 'key-1', id: 'b0e1-uuid' };
const toVendor = addNote({ ...note, toVendor: true }, NOW);

describe('a note', () => {
  it('is kept as it was written, with its key', () => {
    const text = ' **bold** <b>😀</b>\n\u202Eabc ';
    const step = stepOf(addNote({ ...note, text }, NOW)(makeRequest()));
    expect(step.changes).toEqual([{ kind: 'note', text, toVendor: false }]);
    expect(step.request.noteKeys).toEqual(['key-1']);
    expect(step.jobs).toEqual([]);
  });

  it('is one however often it is pressed, even when the request has moved on', () => {
    expect(addNote(note, NOW)(makeRequest({ noteKeys: ['key-0', 'key-1'], state: 'closed' }))).toBe('same');
  });

  it('remembers the newest twenty keys', () => {
    const noteKeys = Array.from({ length: 20 }, (_, at) => `old-${at}`);
    const kept = stepOf(addNote(note, NOW)(makeRequest({ noteKeys }))).request.noteKeys;
    expect(kept).toEqual([...noteKeys.slice(1), 'key-1']);
  });

  it.each(['', ' \n', '\u200B', 'x'.repeat(20_001)])('needs words, and not too many (%#)', (text) => {
    expect(addNote({ ...note, text }, NOW)(makeRequest())).toEqual({ refused: 'badText' });
  });

  it('may be added to what is over, not to a draft', () => {
    expect(stepOf(addNote(note, NOW)(makeRequest({ state: 'closed' }))).request.state).toBe('closed');
    expect(addNote(note, NOW)(makeDraft())).toEqual({ refused: 'state' });
  });
});

describe('a note to the vendor', () => {
  it('is sent to the Azure ticket under its own id', () => {
    const { changes, jobs, request } = stepOf(toVendor(makeAzureRequest()));
    expect(changes).toEqual([{ kind: 'note', text: note.text, toVendor: true }]);
    expect(jobs).toEqual([{ kind: 'addNote', id: note.id, text: note.text }]);
    expect(request.state).toBe('withVendor');
  });

  it('answers a vendor that waits for us', () => {
    const { changes, request } = stepOf(toVendor(makeAzureRequest({ state: 'waitingForUs' })));
    expect(request.state).toBe('withVendor');
    expect(changes.at(-1)).toEqual({ kind: 'state', from: 'waitingForUs', to: 'withVendor' });
  });

  it.each([
    makeRequest(),
    makeRequest({ route: 'portal', ticket: makeAzureRequest().ticket }),
    makeAzureRequest({ ticket: undefined, state: 'raised' }),
  ])('needs an Azure ticket (%#)', (request) => {
    expect(toVendor(request)).toEqual({ refused: 'state' });
  });
});
