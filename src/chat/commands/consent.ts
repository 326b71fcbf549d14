import type { Asked } from '../actions/with-customer.ts';
import type { Reply } from '../reply.ts';

/**
 * How long the sign-ins of partner users last. The pages to renew them are made for who asks, and only where nobody else sees them. Throws
 * `NotAllowed`, `StoreError`.
 */
export async function showConsents({ person, conversation, reader, context }: Asked): Promise<Reply> {
  const { access, consents, cards } = context;
  access.require('renewConsent');
  const isPrivate = conversation.kind === 'personal';
  const shown = (await consents.list())
    .filter(({ cloud }) => access.may('renewConsent', cloud))
    .map((consent) => ({
      ...{ cloud: consent.cloud, state: consent.state, expiresAt: consent.expiresAt },
      url: isPrivate ? consent.makeUrl(person) : undefined,
    }));
  return cards.consents(shown, isPrivate, reader);
}
