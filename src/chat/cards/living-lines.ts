import type { Customer } from '../../customers/customer.ts';
import type { LivingCard } from '../../watch/living-card.ts';
import { isOver } from '../../watch/subject.ts';
import type { MessageKey } from '../languages/speech.ts';
import type { LivingView } from '../watch/view-card.ts';
import { nameCustomer } from './buttons.ts';
import { CLOUD_MARKS } from './customer-rows.ts';
import { nameZone, sayOrigin } from './footer.ts';
import type { CardLink } from './incident-links.ts';
import { referToLiving } from './living-links.ts';
import { sayCustomers } from './name-list.ts';
import { namePerson } from './request-terms.ts';
import type { Scene } from './scene.ts';
import { asRows } from './text-rows.ts';

/** Names of customers before the rest is only counted. */
const MOST_NAMES = 3;

/** A button that asks the bot; `tip`: what a mouse or a screen reader is told of it. */
export interface LivingButton extends CardLink {
  readonly tip: string;
}

/** Everything a living card shows, whatever it is about. */
export interface LivingFace {
  readonly style: 'attention' | 'warning' | 'good' | 'accent' | 'emphasis';
  readonly sign: string;
  readonly heading: string;
  readonly title: string;
  /** Small, below the title. */
  readonly facts: readonly string[];
  /** Which of our customers; empty: nothing is told of them. */
  readonly hits: string;
  /** What it says, line by line: when, and what is to be done. */
  readonly lines: readonly string[];
  /** What Microsoft says; empty: nothing. */
  readonly quote: string;
  readonly question: string;
  readonly buttons: readonly CardLink[];
}

/** Lays a living card out: what it is about, and who is on it, whether it is quiet, and every step that can be taken. */
export function layOutLiving(card: LivingCard, view: LivingView, face: LivingFace, held: Scene) {
  const { say } = held.speech;
  const ref = referToLiving(card.subject.key);
  const open = !isOver(card.subject.state);
  const watched = open && view.isWatched;
  const total = listHit(view, open).length;
  const quiet = watched ? sayQuiet(card, held) : '';
  const mark = CLOUD_MARKS[card.subject.key.cloud];
  return {
    style: face.style,
    sign: face.sign,
    heading: face.heading,
    titles: asRows([face.title]),
    facts: asRows([
      [...face.facts, mark === undefined ? '' : say(mark)].filter((fact) => fact !== '').join(' · '),
    ]),
    hits: asRows([face.hits]).map((row) => ({
      ...row,
      all:
        total > MOST_NAMES
          ? [{ title: say('living.button.all', { count: total }), data: { ...ref, offset: 0 } }]
          : [],
    })),
    lines: asRows(face.lines),
    quotes: asRows([face.quote]),
    takers: asRows([sayTakers(card, open, held)]),
    quiet: asRows([quiet]).map((row) => ({
      ...row,
      title: say('living.button.wake'),
      data: { ...ref, off: true },
    })),
    questions: asRows([face.question]),
    notes: asRows([
      open && !view.isWatched ? say('living.unwatched') : '',
      // Colleagues in several zones read the very same message.
      [...nameZone(held), ...sayOrigin(held)].map(({ text }) => text).join(' · '),
    ]),
    snoozes: watched ? [offerSnooze(ref, held)] : [],
    buttons: listButtons(card, face.buttons, watched, view, held),
    fold: watched ? [{ title: say('living.button.snooze') }] : [],
  };
}

function listButtons(
  card: LivingCard,
  own: readonly CardLink[],
  watched: boolean,
  view: LivingView,
  { speech: { say } }: Scene,
): LivingButton[] {
  const { subject, takers } = card;
  const ref = referToLiving(subject.key);
  const buttons = own.map((button) => ({ ...button, tip: button.title }));
  if (watched) {
    const title = say(takers.length === 0 ? 'living.button.take' : 'living.button.takeToo');
    const tip = say('living.button.takeTip');
    return [{ title, verb: 'take-living', data: ref, tip }, ...buttons];
  }
  if (isOver(subject.state) || view.isWatched) return buttons;
  const title = say('living.button.watchAgain');
  return [...buttons, { title, verb: 'show-watch-form', data: { living: ref }, tip: title }];
}

/** For how long the thread is to be quiet. */
function offerSnooze(ref: ReturnType<typeof referToLiving>, { speech: { say } }: Scene) {
  const hours = ([1, 4] as const).map((count) => ({
    title: say('living.button.hours', { count }),
    data: { ...ref, hours: count },
  }));
  return {
    text: say('living.snooze'),
    choices: [...hours, { title: say('living.button.untilOver'), data: { ...ref } }],
  };
}

function sayTakers({ takers }: LivingCard, open: boolean, { speech }: Scene): string {
  const { say, list, language } = speech;
  if (takers.length === 0) return '';
  const all = takers.map((person) => namePerson(person) || '—');
  // The Chinese word for "and" would stick to names in Latin letters.
  const names = language === 'zh-CN' ? all.join(say('names.comma')) : list(all);
  return say(open ? 'living.taken' : 'living.takenThen', { count: takers.length, names });
}

function sayQuiet({ quiet }: LivingCard, { now, speech: { say }, times }: Scene): string {
  if (!quiet) return '';
  const name = namePerson(quiet.by) || '—';
  return quiet.until === undefined
    ? say('living.quietUntilOver', { name })
    : say('living.quietUntil', { name, time: times.moment(quiet.until, now) });
}

/** The customers a card speaks of: those that have it; once it is over, all that had it. */
export function listHit({ customers, had }: LivingView, open: boolean): readonly Customer[] {
  if (open) return customers;
  return [...customers, ...had];
}

/** Which of our customers: the first names, and how many more; `during` while it lasts, `after` once it is over. */
export function sayHit(
  view: LivingView,
  open: boolean,
  keys: { readonly during: MessageKey; readonly after: MessageKey },
  scene: Scene,
): string {
  const hit = listHit(view, open);
  // Those that are no longer ours have no name here any more.
  const count = open ? hit.length : Math.max(view.past, hit.length);
  if (hit.length === 0) return '';
  const names = hit.slice(0, MOST_NAMES).map((customer) => nameCustomer(customer, 40));
  const listed = sayCustomers(names, count - names.length, scene);
  return scene.speech.say(open ? keys.during : keys.after, { count, names: listed });
}
