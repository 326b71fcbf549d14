import { describe, expect, it } from 'vitest';
import { showConsents } from '../../../src/chat/commands/consent.ts';
import type { Conversation } from '../../../src/delivery/conversation.ts';
import type { Consent } from '../../../src/staff/consents.ts';
import { NotAllowed } from '../../../src/staff/not-allowed.ts';
import { NOW } from '../../support/card-fixtures.ts';
import { FULL_ACCESS, makeContext } from '../../support/chat-context.ts';
import { readCardText, readLinks } from '../../support/read-card.ts';
import { PEOPLE } from '../../support/requests.ts';
import { makeChannel } from '../../support/watch-subjects.ts';

const CONSENT: Consent = {
  cloud: 'global',
  state: 'due',
  expiresAt: NOW + 9 * 86_400_000,
  makeUrl: ({ account }) => `https://login.microsoftonline.com/?for=${encodeURIComponent(account)}`,
};

function ask(kind: Conversation['kind'], consents: readonly Consent[], access = FULL_ACCESS) {
  return showConsents({
    ...{ verb: '', messageId: undefined, isLatest: () => true, isTyped: true },
    person: PEOPLE.adele,
    conversation: { ...makeChannel(), kind },
    reader: { language: 'en', timeZone: 'UTC' },
    context: { ...makeContext(), access, consents: { list: async () => consents } },
  });
}

describe('sign in again', () => {
  it('gives the page that is made for who asks', async () => {
    const { card } = await ask('personal', [CONSENT]);
    expect(readLinks(card)).toEqual(['https://login.microsoftonline.com/?for=29%3Aadele']);
  });

  it('makes no page where others look on', async () => {
    const makeUrl = () => {
      throw new Error('Nobody is to get one.');
    };
    const { card } = await ask('channel', [{ ...CONSENT, makeUrl }]);
    expect(readLinks(card)).toEqual([]);
    expect(readCardText(card)).toContain('9 days left');
  });

  it('keeps the way to find a page with the account it belongs to', async () => {
    class Account implements Consent {
      readonly cloud = 'china' as const;
      readonly state = 'lapsed' as const;
      readonly expiresAt = undefined;
      readonly url = 'https://login.partner.microsoftonline.cn/';
      makeUrl() {
        return this.url;
      }
    }
    const { card } = await ask('personal', [new Account()]);
    expect(readLinks(card)).toEqual(['https://login.partner.microsoftonline.cn/']);
  });

  it('shows only accounts of clouds where the person may', async () => {
    const access = { ...FULL_ACCESS, may: (_: unknown, cloud?: string) => cloud === 'china' };
    const { card } = await ask('personal', [CONSENT], access);
    expect(readCardText(card)).not.toContain('Global Microsoft cloud');
  });

  it('tells nothing to whom may not renew it', async () => {
    const access = {
      ...FULL_ACCESS,
      require: () => {
        throw new NotAllowed('renewConsent');
      },
    };
    await expect(ask('personal', [CONSENT], access)).rejects.toThrow(NotAllowed);
  });
});
