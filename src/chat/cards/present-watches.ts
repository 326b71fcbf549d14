import type { ParkedPlaces } from '../../watch/list-parked.ts';
import type { Parked, Watch } from '../../watch/watch.ts';
import type { Card } from './card.ts';
import { nameZone, sayOrigin } from './footer.ts';
import type { CardLink } from './incident-links.ts';
import { cutPage, sayRange, turnPage } from './pages.ts';
import { tellParked } from './parked-lines.ts';
import { plain } from './plain.ts';
import { leadToForm } from './present-watch-notice.ts';
import type { Scene } from './scene.ts';
import { separateNotes, separateRows } from './separate.ts';
import { asRows } from './text-rows.ts';
import { type FindCustomer, sayRule } from './watch-words.ts';

const PAGE_SIZE = 10;

/** The watches of a conversation. */
export interface WatchList {
  readonly watches: readonly Watch[];
  /** Other conversations that watch something. */
  readonly elsewhere: number;
  /** Of these, those that are not posted to. */
  readonly parked: ParkedPlaces;
  readonly find: FindCustomer;
}

/** What is watched here, a row each, to be looked through and removed; and why nothing is posted where that is so. */
export function presentWatches(list: WatchList, offset: number, scene: Scene): Card {
  const { watches, elsewhere, find } = list;
  const { say } = scene.speech;
  const page = cutPage(watches, offset, PAGE_SIZE);
  const [first] = watches;
  const parked = first?.place.parked;
  const title = first ? say('watches.title', { count: watches.length }) : say('watches.empty.title');
  const intro = first
    ? say('watches.intro', { language: say(`watch.in.${first.place.reader.language}`) })
    : say('watches.empty.body');
  const marks = [...(first ? nameZone(scene) : []), ...sayOrigin(scene)].map(({ text }) => text);
  const notes = asRows([
    sayRange(page, scene),
    elsewhere > 0 ? say('watches.elsewhere', { count: elsewhere }) : '',
    marks.join(' · '),
  ]);
  const all: CardLink[] =
    watches.length > 1
      ? [{ title: say('watches.button.removeAll'), verb: 'unset-watch', data: { id: 'all' } }]
      : [];
  return {
    template: 'watches',
    summary: [title, parked ? say('watches.parked.title') : intro].join(first ? ' · ' : ' '),
    data: {
      title,
      lines: asRows([intro]),
      parked: [
        ...(parked ? [explainParked(parked, scene)] : []),
        ...(page.from === 0 ? explainElsewhere(list.parked, scene) : []),
      ],
      rows: separateRows(
        page.items.map((watch) => ({
          rule: sayRule(watch, find, scene),
          set: say('watches.setBy', {
            name: plain(watch.setBy, 40) || '—',
            time: scene.times.moment(watch.setAt, scene.now),
          }),
          remove: say('watches.button.remove'),
          data: { id: watch.id },
        })),
        false,
      ),
      notes: separateNotes(notes, page.items.length > 0),
      buttons: [
        leadToForm(first ? 'watch.button.another' : 'watch.button.setUp', scene),
        ...turnPage(page, scene, (at) => ({ offset: at })).map((turn) => ({ ...turn, verb: 'list-watches' })),
        ...all,
      ],
    },
  };
}

function explainParked({ reason, at }: Parked, { speech: { say }, times, now }: Scene) {
  return {
    title: say('watches.parked.title'),
    lines: asRows([
      say('watches.parked.since', { time: times.moment(at, now) }),
      say(`watches.parked.${reason}`),
    ]),
  };
}

/** Where nobody can read why, since nothing is posted there. */
function explainElsewhere(parked: ParkedPlaces, scene: Scene) {
  const { count } = parked;
  if (count === 0) return [];
  const title = scene.speech.say('watches.parkedElsewhere', { count });
  return [{ title, lines: asRows(tellParked(parked, scene)) }];
}
