import type { WatchStore } from '../watch/ports.ts';
import { addWatch } from './add-watch.ts';
import { commitSubject } from './commit-subject.ts';
import { countWatches } from './count-watches.ts';
import { createDeliveryQueue } from './delivery-queue.ts';
import { forgetSubjects } from './forget-subjects.ts';
import { createHurryBook } from './hurry-book.ts';
import { listPlaceWatches, listWatchedPlaces, listWatches } from './list-watches.ts';
import { createLivingCardBook } from './living-card-book.ts';
import { noteActivity } from './note-activity.ts';
import { findPlace } from './places.ts';
import { removeWatches } from './remove-watches.ts';
import { listDueSubjects, listOpenSubjects, listTransitions, loadSubjects } from './subject-book.ts';
import type { WatchContext } from './watch-context.ts';
import { readPlace } from './watch-rows.ts';

/** Watches, what is followed, and living cards over a database, for this process and others at once. */
export function createWatchStore(context: WatchContext): WatchStore {
  const { engine, attempt } = context;
  const { db } = engine;
  return {
    add: (conversation, rule, set) => attempt(() => addWatch(context, conversation, rule, set)),
    remove: (conversation, ids, customers) =>
      attempt(() => removeWatches(context, conversation, { ids, customers })),
    list: (conversation) =>
      attempt(async () => {
        const row = await findPlace(context, db, conversation);
        const place = row && readPlace(row);
        return place === undefined ? [] : listPlaceWatches(context, db, place);
      }),
    listAll: () => attempt(() => listWatches(context, db)),
    listPlaces: () => attempt(() => listWatchedPlaces(context, db)),
    noteActivity: (conversation) => attempt(() => noteActivity(context, conversation)),
    load: (keys) => attempt(() => loadSubjects(context, keys)),
    listOpen: (kinds) => attempt(() => listOpenSubjects(context, kinds)),
    listDue: (now, limit) => attempt(() => listDueSubjects(context, now, limit)),
    commit: (change) => attempt(() => commitSubject(context, change)),
    listTransitions: (key, limit) => attempt(() => listTransitions(context, key, limit)),
    forget: (before, limit) => forgetSubjects(context, before, limit),
    cards: createLivingCardBook(context),
    queue: createDeliveryQueue(context),
    hurries: createHurryBook(context),
    count: () => attempt(() => countWatches(context)),
  };
}
