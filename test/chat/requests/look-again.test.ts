import { describe, expect, it } from 'vitest';
import { ACTION_DATA, isVerb } from '../../../src/chat/actions/verbs.ts';
import { lookAgain } from '../../../src/chat/requests/look-again.ts';

const FORM = '0c5bd1f4-7b2e-4a53-9d0e-5a1f0f3b9e01';
const CUSTOMER = { cloud: 'global', tenantId: '11111111-0000-4000-8000-000000000001' };

describe('the button of an answer that takes long', () => {
  it.each([
    ['send-request', { form: FORM }, { verb: 'send-request', data: { form: FORM } }],
    ['show-request', { number: 1042 }, { verb: 'show-request', data: { number: 1042 } }],
    ['open-request', CUSTOMER, { verb: 'open-request', data: CUSTOMER }],
    [
      'edit-request',
      { form: FORM, step: 'what', to: 'how', offset: 0, description: 'x'.repeat(20_000) },
      { verb: 'edit-request', data: { form: FORM, step: 'what', to: 'how', offset: 0 } },
    ],
    ['note-request', { number: 1042, note: 'x' }, { verb: 'show-request', data: { number: 1042 } }],
    ['take-request', { number: 1042 }, { verb: 'show-request', data: { number: 1042 } }],
    [
      'note-vendor-request',
      { ...CUSTOMER, id: '615', note: 'x' },
      { verb: 'show-vendor-request', data: { ...CUSTOMER, id: '615' } },
    ],
    ['set-helpdesk', { here: true }, { verb: 'list-requests', data: {} }],
    ['nonsense', undefined, { verb: 'list-requests', data: {} }],
  ])('of %s leads to what it was about, with data that the bot takes', (verb, data, expected) => {
    const again = lookAgain(verb, data);
    expect(again).toEqual(expected);
    if (isVerb(again.verb)) expect(ACTION_DATA[again.verb].safeParse(again.data).error).toBeUndefined();
  });
});
