import { describe, expect, it } from 'vitest';
import type { Change } from '../../../src/requests/change.ts';
import { makeCards } from '../../support/make-cards.ts';
import { readCardText } from '../../support/read-card.ts';
import { raise } from '../../support/request-gallery.ts';
import { makeChange, PEOPLE } from '../../support/requests.ts';

const cards = makeCards({ sandbox: false });
const reader = { language: 'en', timeZone: 'Europe/Paris' } as const;

function say(change: Change, by: 'bot' | 'person'): string {
  const who = by === 'bot' ? ({ kind: 'bot' } as const) : ({ kind: 'person', person: PEOPLE.megan } as const);
  const told = [makeChange({ by: who, change })];
  return readCardText(cards.requestTold(raise(), told, { purpose: 'raiser' }, reader).card);
}

describe('what is told of an Azure ticket', () => {
  it.each<[Change, string]>([
    [
      { kind: 'secondTicket', number: '1192', isClosed: true, cause: '' },
      'A second ticket, 1192, had come to be at Microsoft after all. It was closed',
    ],
    [
      { kind: 'secondTicket', number: '1192', isClosed: false, cause: 'An engineer works on it' },
      'could not be closed. Please close it there: “An engineer works on it”',
    ],
    [
      { kind: 'vendorRefused', what: 'note', cause: '503', goesOn: true },
      'Microsoft has not taken the note yet; it is sent again and again: “503”',
    ],
    [{ kind: 'vendorRefused', what: 'note', cause: '503' }, 'Microsoft did not take the note: “503”'],
  ])('%j', (change, words) => {
    expect(say(change, 'bot')).toContain(words);
  });

  it('says which ticket was left behind for the portal', () => {
    const change: Change = { kind: 'rerouted', from: 'azureSupport', to: 'portal', previous: '1191' };
    expect(say(change, 'person')).toContain(
      'Megan Bowen sent it on to Microsoft’s portal, because ticket 1191 is gone',
    );
  });
});
