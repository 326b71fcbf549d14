import { describe, expect, it } from 'vitest';
import { makeCards } from '../../support/make-cards.ts';
import { readActions, readCardText } from '../../support/read-card.ts';
import { HELPDESK, raise } from '../../support/request-gallery.ts';
import { makeDraft, TICKET } from '../../support/requests.ts';

const cards = makeCards({ sandbox: false });
const reader = { language: 'en', timeZone: 'Europe/Paris' } as const;

describe('a notice about a request', () => {
  it('asks once more before a ticket number is replaced', () => {
    const { card } = cards.ticketDiffers(raise({ ticket: TICKET }), '219120321001171', reader);
    expect(readCardText(card)).toContain(
      'Recorded: 119120321001170 You entered: 219120321001171. Replace it?',
    );
    expect(readActions(card)).toMatchObject([
      { verb: 'record-ticket', data: { number: 1042, ticket: '219120321001171', confirmed: true } },
      { title: 'Keep the old one', verb: 'show-request', data: { number: 1042 } },
    ]);
  });

  it('says what is known of a number that nobody has', () => {
    expect(readCardText(cards.requestUnknown(7, reader).card)).toContain('No request SR-7 is known.');
  });

  it('says that nothing was changed when a step is refused, and leads to the request', () => {
    const request = raise({ state: 'closed' });
    for (const code of ['state', 'notYours', 'incomplete', 'otherNumber', 'badNumber', 'badText'] as const) {
      const { card } = cards.requestRefused(request, code, reader);
      expect(readCardText(card), code).toContain('SR-1042');
      expect(readActions(card)).toMatchObject([{ verb: 'show-request', data: { number: 1042 } }]);
    }
  });

  it('leads back to the steps when a ticket number that is waited for was mistyped', () => {
    const { card } = cards.requestRefused(raise({ route: 'portal' }), 'badNumber', reader);
    expect(readActions(card)).toMatchObject([
      { verb: 'show-handoff', data: { number: 1042 } },
      { verb: 'show-request' },
    ]);
  });

  it('says that nothing was sent when it could not be kept', () => {
    const { summary } = cards.notKept(reader);
    expect(summary).toContain('nothing was changed and nothing was sent');
  });

  it('leads on from a draft that is gone', () => {
    expect(readCardText(cards.requestDiscarded(makeDraft(), reader).card)).toContain(
      'Nothing was sent to anybody.',
    );
    expect(readActions(cards.requestDiscarded(makeDraft(), reader).card).slice(0, 2)).toMatchObject([
      { verb: 'edit-request', data: { form: makeDraft().form } },
      { verb: 'open-request' },
    ]);
    expect(readCardText(cards.requestFormGone(reader).card)).toContain('Nothing was sent.');
  });

  it.each([
    ['en', 'helpdesk here'],
    ['fr', 'assistance ici'],
    ['ko', '여기를 헬프데스크로'],
    ['zh-CN', '设为服务台'],
  ] as const)('tells in %s what to type so that there is a helpdesk', (language, words) => {
    const { card } = cards.helpdesk({ kind: 'none' }, { ...reader, language });
    expect(readCardText(card)).toContain(words);
  });

  it('says where the helpdesk is, and who set it', () => {
    const elsewhere = cards.helpdesk({ kind: 'set', helpdesk: HELPDESK, isHere: false }, reader).card;
    expect(readCardText(elsewhere)).toContain('Support > Requests Set by Megan Bowen, Fri 20 Nov, 09:25');
    const here = cards.helpdesk({ kind: 'set', helpdesk: HELPDESK, isHere: true }, reader).card;
    expect(readActions(here)[0]).toMatchObject({ verb: 'set-helpdesk', data: { here: false } });
    const moved = cards.helpdesk({ kind: 'here', before: HELPDESK }, reader).card;
    expect(readCardText(moved)).toContain('Before, it was: Support > Requests');
  });
});
