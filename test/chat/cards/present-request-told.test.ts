import { describe, expect, it } from 'vitest';
import { makeCards } from '../../support/make-cards.ts';
import { readActions, readCardText } from '../../support/read-card.ts';
import { EVERY_CHANGE, raise } from '../../support/request-gallery.ts';
import { makeChange, PEOPLE } from '../../support/requests.ts';

const cards = makeCards({ sandbox: false });
const reader = { language: 'en', timeZone: 'Europe/Paris' } as const;
const changes = EVERY_CHANGE.toReversed();

describe('the message that tells of changes', () => {
  it('tells the last five, newest last, and how many there were before', () => {
    const { card, summary } = cards.requestTold(raise(), changes, { purpose: 'raiser' }, reader);
    const text = readCardText(card);
    expect(text.indexOf('Waiting for us')).toBeLessThan(text.indexOf('Adele Vance closed it'));
    expect(text).toContain('and 19 earlier changes');
    expect(text).toContain('You are told because you raised it.');
    expect(summary).toBe('SR-1042 · Contoso Ltd: Adele Vance closed it');
    expect(readActions(card)).toMatchObject([{ verb: 'show-request', data: { number: 1042 } }]);
  });

  it('mentions a person as Teams documents it', () => {
    const told = { purpose: 'helpdesk', mention: PEOPLE.megan } as const;
    const { card } = cards.requestTold(raise(), changes.slice(-1), told, reader);
    expect(readCardText(card)).toContain('<at>Megan Bowen</at>');
    expect(card.msteams).toEqual({
      entities: [
        {
          type: 'mention',
          text: '<at>Megan Bowen</at>',
          mentioned: { id: PEOPLE.megan.objectId, name: 'Megan Bowen' },
        },
      ],
    });
  });

  it('mentions nobody whom Teams could not know, and nobody without a name', () => {
    for (const mention of [
      { objectId: undefined, account: '', name: 'Megan Bowen' },
      { objectId: 'o1', account: '29:x', name: '<>[]()**' },
    ]) {
      const { card } = cards.requestTold(
        raise(),
        changes.slice(-1),
        { purpose: 'helpdesk', mention },
        reader,
      );
      expect(JSON.stringify(card)).not.toContain('<at>');
    }
  });

  it('makes no markup of a name', () => {
    const mention = {
      objectId: 'o1',
      account: '29:x',
      name: '</at><at>All</at> [x](http://evil) **b** $' + '{x}',
    };
    const { card } = cards.requestTold(raise(), changes.slice(-1), { purpose: 'helpdesk', mention }, reader);
    expect(JSON.stringify(card).match(/<at>.*?<\/at>/g)).toEqual([
      '<at>at at All at x http evil b x</at>',
      '<at>at at All at x http evil b x</at>',
    ]);
  });
});

describe('that the helpdesk is out of reach', () => {
  const unreachable = [makeChange({ by: { kind: 'bot' }, change: { kind: 'helpdeskUnreachable' } })];

  it.each([
    ['en', 'helpdesk here'],
    ['fr', 'assistance ici'],
    ['ko', '여기를 헬프데스크로'],
    ['zh-CN', '设为服务台'],
  ] as const)('is told with what to do about it (%s)', (language, words) => {
    const told = cards.requestTold(raise(), unreachable, { purpose: 'raiser' }, { ...reader, language });
    expect(readCardText(told.card)).toContain(words);
  });
});

it('does not call a request theirs who took it', () => {
  const { card } = cards.requestTold(raise(), changes.slice(-1), { purpose: 'taker' }, reader);
  expect(readCardText(card)).not.toContain('because you raised it');
});
