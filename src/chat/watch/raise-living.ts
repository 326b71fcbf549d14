import type { LivingCard } from '../../watch/living-card.ts';
import type { SubjectKey } from '../../watch/subject.ts';
import { type Asked, withCustomer } from '../actions/with-customer.ts';
import type { Reply } from '../reply.ts';
import { openForm } from '../requests/open-form.ts';
import { findCard, showLiving } from './living-card.ts';
import { postBeside } from './post-beside.ts';
import { viewCard } from './view-card.ts';

/**
 * Begins a service request about an incident: for the only customer that has it, else with a card that asks for whom. It stands in a message of its
 * own.
 */
export async function raiseLiving(
  key: SubjectKey,
  tenantId: string | undefined,
  asked: Asked,
): Promise<Reply> {
  const { cards, access } = asked.context;
  // The form is posted behind, where nobody would be told.
  access.require('raiseRequest', key.cloud);
  // Chosen on the card that asks for whom: the form takes its place.
  if (tenantId !== undefined && tenantId !== '')
    return withCustomer({ cloud: key.cloud, tenantId }, asked, (customer) =>
      openForm({ customer, incident: key.id }, asked),
    );
  const card = await findCard(key, asked);
  if (!card) return cards.stale(asked.reader);
  void postBeside(() => begin(card, asked), asked);
  return showLiving(key, asked);
}

async function begin(card: LivingCard, asked: Asked): Promise<Reply> {
  const { cards, directory, watch } = asked.context;
  const { key } = card.subject;
  const { customers, had } = viewCard(card, directory, watch.sightOf);
  // Over: those that had it may have trouble still.
  const hit = customers.length > 0 ? customers : had;
  const [only] = hit;
  if (only === undefined) return cards.requestForWhom(asked.reader);
  if (hit.length === 1) return openForm({ customer: only, incident: key.id }, { ...asked, isTyped: true });
  return cards.raiseChoice(card, hit, asked.reader);
}
