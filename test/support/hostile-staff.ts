import type { Cards } from '../../src/chat/cards/cards.ts';
import type { Reply } from '../../src/chat/reply.ts';
import type { Reader } from '../../src/reader.ts';
import { CONTOSO } from './card-fixtures.ts';
import { makeLine } from './staff-gallery.ts';

/** The audit trail where every text from outside is `text`. */
export function hangHostileStaff(cards: Cards, reader: Reader, text: string): readonly Reply[] {
  const customer = { ...CONTOSO, name: text, domain: text };
  const person = { objectId: text, account: text, name: text };
  const ref = { cloud: 'global', tenantId: text } as const;
  const line = makeLine({
    ...{ person, roles: Array.from({ length: 20 }, () => text), action: text, request: `SR-${text}` },
    ...{ customers: Array.from({ length: 20 }, () => ref), customerCount: 20, reference: text },
    ...{ decision: 'refused', reason: text, outcome: 'refused' },
  });
  const page = { lines: Array.from({ length: 8 }, () => line), total: 800 };
  const asked = { offset: 8, seesAll: true };
  return [
    cards.audit(page, { ...asked, find: () => customer }, reader),
    cards.audit(page, { ...asked, find: () => undefined, customer }, reader),
    cards.audit({ lines: [], total: 0 }, { ...asked, find: () => undefined, customer }, reader),
  ];
}
