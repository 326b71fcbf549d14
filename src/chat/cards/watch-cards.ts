import type { Customer } from '../../customers/customer.ts';
import type { Reader } from '../../reader.ts';
import type { LivingCard } from '../../watch/living-card.ts';
import type { StatusView } from '../../watch/status.ts';
import type { SubjectKey } from '../../watch/subject.ts';
import type { Transition } from '../../watch/transition.ts';
import { type NotDone, notDone, withEnding } from '../access/ending.ts';
import type { Reply } from '../reply.ts';
import type { LivingView } from '../watch/view-card.ts';
import type { Card } from './card.ts';
import { renderToFit } from './fit.ts';
import type { PostReader } from './post-reader.ts';
import { presentLivingAccess } from './present-living-access.ts';
import { presentLivingChange } from './present-living-change.ts';
import { presentLivingCustomers } from './present-living-customers.ts';
import { presentLivingIncident } from './present-living-incident.ts';
import { presentLivingReply } from './present-living-reply.ts';
import { presentLivingStandstill } from './present-living-standstill.ts';
import { CHOICE_DETAIL, presentRaiseChoice } from './present-raise-choice.ts';
import { presentStatus } from './present-status.ts';
import { FORM_DETAIL, presentWatchForm, type WatchChoices } from './present-watch-form.ts';
import { presentWatchNotice, type WatchNotice } from './present-watch-notice.ts';
import { presentWatches, type WatchList } from './present-watches.ts';
import type { CardRenderer } from './render.ts';
import type { Scene } from './scene.ts';
import type { FindCustomer } from './watch-words.ts';

/** The cards of watches, and the living cards they post. */
export interface WatchCards {
  /**
   * The living card of whatever it is about, for its conversation's reader. Depends on nothing but what it is given: at any time the same state
   * gives the very same card.
   */
  living(card: LivingCard, view: LivingView, reader: Reader): Reply;
  /** What happened, as a reply in its thread: the latest three of `untold`. */
  livingReply(card: LivingCard, untold: readonly Transition[], reader: Reader): Reply;
  /** All customers of a living card, a page at a time. */
  livingCustomers(card: LivingCard, view: LivingView, offset: number, reader: Reader): Reply;
  /** For which of these customers a service request is to be raised. */
  raiseChoice(card: LivingCard, customers: readonly Customer[], reader: Reader): Reply;
  /** What became of `watch` or `unwatch`; `find`: the customers we have now. */
  watchNotice(notice: WatchNotice, find: FindCustomer, reader: Reader): Reply;
  watches(list: WatchList, offset: number, reader: Reader): Reply;
  watchForm(choices: WatchChoices, reader: Reader): Reply;
  /** How the bot itself does; `living`: the living card it was asked at. */
  status(view: StatusView, reader: Reader, living?: SubjectKey): Reply;
}

/** Why nothing is watched after that. */
const NOT_SET: Readonly<Partial<Record<WatchNotice['kind'], NotDone>>> = {
  full: 'full',
  unclear: 'unclear',
  notUnderstood: 'unclear',
};

/** `setScene` looks for a reader, now. */
export function createWatchCards(
  renderer: CardRenderer,
  setScene: (reader: Reader) => Scene,
  posts: PostReader,
): WatchCards {
  const renderOne = (present: (scene: Scene) => Card, reader: Reader) =>
    renderer.render(present(setScene(reader)));

  return {
    living: (card, view, reader) => renderOne((scene) => presentLiving(card, view, posts, scene), reader),
    livingReply: (card, untold, reader) =>
      renderOne((scene) => presentLivingReply(card, untold, scene), reader),
    livingCustomers: (card, view, offset, reader) =>
      renderOne((scene) => presentLivingCustomers(card, view, offset, scene), reader),
    raiseChoice(card, customers, reader) {
      const scene = setScene(reader);
      return renderToFit(CHOICE_DETAIL, (most) => presentRaiseChoice(card, customers, scene, most), renderer);
    },
    watchNotice(notice, find, reader) {
      const reply = renderOne((scene) => presentWatchNotice(notice, find, scene), reader);
      const reason = NOT_SET[notice.kind];
      return reason ? withEnding(reply, notDone(reason)) : reply;
    },
    watches: (list, offset, reader) => renderOne((scene) => presentWatches(list, offset, scene), reader),
    watchForm(choices, reader) {
      const scene = setScene(reader);
      return renderToFit(FORM_DETAIL, (most) => presentWatchForm(choices, scene, most), renderer);
    },
    status: (view, reader, living) => renderOne((scene) => presentStatus(view, living, scene), reader),
  };
}

function presentLiving(card: LivingCard, view: LivingView, posts: PostReader, scene: Scene): Card {
  const { state } = card.subject;
  switch (state.kind) {
    case 'incident':
      return presentLivingIncident(card, state, view, posts, scene);
    case 'change':
      return presentLivingChange(card, state, view, scene);
    case 'access':
      return presentLivingAccess(card, state, view, scene);
    case 'standstill':
      return presentLivingStandstill(card, state, view, scene);
  }
}
