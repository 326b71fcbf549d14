import type { Limits } from '../staff/limits.ts';
import { limitSubject } from './limit-subject.ts';
import { limitWatch } from './limit-watches.ts';
import type { LivingCard } from './living-card.ts';
import type { LivingCardBook, SubjectBook } from './ports.ts';
import type { Hits, Subject } from './subject.ts';
import type { WatchRule } from './watch.ts';

export interface LivingCardParts {
  readonly store: Pick<SubjectBook, 'load'> & { readonly cards: LivingCardBook };
  readonly limits: Limits;
  /** Of the subject's customers those that a place's watches select. */
  readonly selectHits: (watches: readonly WatchRule[], subject: Subject) => Hits;
}

/**
 * Living cards and what they are about as one person may use them. A card that tells of none but customers that are hidden from them does not
 * exist. Throws `NotAllowed` before anything happens.
 */
export function limitLivingCards({ store, limits, selectHits }: LivingCardParts): LivingCardParts['store'] {
  const { access } = limits;
  /** Cards that the person was shown in this question. */
  const found = new Map<number, LivingCard>();

  function limitCard(card: LivingCard): LivingCard | undefined {
    if (access.seesAll) return card;
    const subject = limitSubject(card.subject, limits);
    if (subject === undefined) return undefined;
    const isOfHidden =
      selectHits(card.watches, subject).size === 0 && selectHits(card.watches, card.subject).size > 0;
    if (isOfHidden) return undefined;
    const watches = card.watches.flatMap((watch) => limitWatch(watch, limits) ?? []);
    // What is told in its thread is for those who post there.
    return { ...card, subject, watches, untold: [], toldHere: undefined };
  }

  /** Throws `NotAllowed`. Whether there is such a card for the person: then it is told of its customers. */
  function mayFollow(id: number): boolean {
    const card = found.get(id);
    const cloud = card?.subject.key.cloud;
    access.require('followIncident', cloud);
    if (card && cloud)
      for (const tenantId of selectHits(card.watches, card.subject).keys()) limits.touch({ cloud, tenantId });
    return access.seesAll || card !== undefined;
  }

  const load: SubjectBook['load'] = async (keys) =>
    (await store.load(keys)).flatMap((subject) => limitSubject(subject, limits) ?? []);

  return {
    load,
    cards: {
      async find(conversation, key) {
        const whole = await store.cards.find(conversation, key);
        const card = whole && limitCard(whole);
        if (card) found.set(card.id, card);
        return card;
      },
      async place(conversation, keys) {
        access.require('setWatch');
        const seen = access.seesAll ? keys : (await load(keys)).map(({ key }) => key);
        await store.cards.place(conversation, seen);
      },
      async take(card, person) {
        if (mayFollow(card)) await store.cards.take(card, person);
      },
      async quieten(card, quiet) {
        if (mayFollow(card)) await store.cards.quieten(card, quiet);
      },
    },
  };
}
