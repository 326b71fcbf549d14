import { customerKey } from '../../customers/customer.ts';
import type { Watch, WatchRule } from '../../watch/watch.ts';
import { isServiceName } from '../grammar/service-topics.ts';
import type { UnclearName } from '../watch/read-rule.ts';
import { nameCustomer } from './buttons.ts';
import type { Card } from './card.ts';
import { sayOrigin } from './footer.ts';
import type { CardLink } from './incident-links.ts';
import { plain } from './plain.ts';
import type { Scene } from './scene.ts';
import { asRows } from './text-rows.ts';
import { type FindCustomer, sayRule } from './watch-words.ts';

/** What became of `watch` and `unwatch`. */
export type WatchNotice =
  /** `watches`: all of the conversation; `posting`: cards that are being posted for what is open now. */
  | {
      readonly kind: 'added' | 'same';
      readonly watch: Watch;
      readonly watches: readonly Watch[];
      readonly posting: number;
      /** Whether customers are read unasked: else nothing is posted before somebody asks. */
      readonly isReading: boolean;
    }
  | { readonly kind: 'full'; readonly watches: readonly Watch[] }
  /** Nothing was set: names fit no customer, or several. `rule`: what was understood of the rest; undefined: nothing. */
  | {
      readonly kind: 'unclear';
      readonly names: readonly UnclearName[];
      readonly rule?: WatchRule | undefined;
    }
  /** Nothing was understood of what to watch. */
  | { readonly kind: 'notUnderstood'; readonly text: string }
  /** `left`: how many watches the conversation still has. */
  | { readonly kind: 'removed'; readonly removed: readonly Watch[]; readonly left: number };

interface Told {
  readonly style: 'good' | 'warning' | 'emphasis';
  readonly title: string;
  readonly lines: readonly string[];
  readonly actions: readonly CardLink[];
}

const MOST_RULES = 5;
const MOST_UNCLEAR = 3;
const MOST_NEAREST = 3;
/** Of a button that a phone shows whole. */
const NAME_WIDTH = 24;

/** What is watched here now, or why it is not, and what can be done next. */
export function presentWatchNotice(notice: WatchNotice, find: FindCustomer, scene: Scene): Card {
  const { style, title, lines, actions } = tell(notice, find, scene);
  return {
    template: 'request-notice',
    summary: plain([title, ...lines.slice(0, 1)].join(' '), 220),
    data: {
      style,
      title,
      lines: asRows(lines),
      notes: asRows(sayOrigin(scene).map(({ text }) => text)),
      actions,
    },
  };
}

function tell(notice: WatchNotice, find: FindCustomer, scene: Scene): Told {
  const { say } = scene.speech;
  switch (notice.kind) {
    case 'added':
    case 'same':
      return tellSet(notice, find, scene);
    case 'full':
      return {
        style: 'warning',
        title: say('watch.full.title'),
        lines: [say('watch.full.body', { count: notice.watches.length })],
        actions: [leadToWatches(scene)],
      };
    case 'unclear':
      return tellUnclear(notice.names, notice.rule, scene);
    case 'notUnderstood':
      return {
        style: 'warning',
        title: say('watch.notUnderstood.title'),
        lines: [say('watch.notUnderstood.body', { text: plain(notice.text, 60) })],
        actions: [leadToForm('watch.button.choose', scene), leadToWatches(scene)],
      };
    case 'removed':
      return tellRemoved(notice, find, scene);
  }
}

function tellSet(
  { kind, watch, watches, posting, isReading }: Extract<WatchNotice, { kind: 'added' | 'same' }>,
  find: FindCustomer,
  scene: Scene,
): Told {
  const { say } = scene.speech;
  const { scope, place } = watch;
  const others = watches.filter(({ id }) => id !== watch.id).length;
  return {
    style: 'good',
    title: say(kind === 'added' ? 'watch.added' : 'watch.same'),
    lines: [
      [sayRule(watch, find, scene), say(`watch.in.${place.reader.language}`)].join(' · '),
      kind === 'added' ? say(`watch.added.${scope}`) : '',
      isReading || scope === 'alarms' ? '' : say('watch.pollOff'),
      posting > 0 ? say('watch.posting', { count: posting }) : '',
      others > 0 ? say('watch.others', { count: others }) : '',
    ],
    actions: [
      leadToWatches(scene),
      leadToForm('watch.button.another', scene),
      { title: say('watch.button.stop'), verb: 'unset-watch', data: { id: watch.id } },
    ],
  };
}

function tellUnclear(names: readonly UnclearName[], rule: WatchRule | undefined, scene: Scene): Told {
  const { say } = scene.speech;
  const lines = names.slice(0, MOST_UNCLEAR).map(({ name, search }) => {
    const text = plain(name, 40);
    if (search.kind === 'several') return say('choose.some', { text, total: search.total });
    return say(search.kind === 'none' && isServiceName(name) ? 'watch.unclear.service' : 'choose.none', {
      text,
    });
  });
  const [first] = names;
  const near = first && names.length === 1 ? listNearest(first) : [];
  const known = (rule?.customers ?? []).map(customerKey);
  const offers = near.map((customer): CardLink => {
    const customers = [...known, customerKey(customer)].join(',');
    const service = rule?.service === undefined ? {} : { service: plain(rule.service, 60) };
    return {
      title: nameCustomer(customer, NAME_WIDTH),
      verb: 'set-watch',
      data: { scope: rule?.scope ?? 'everything', customers, ...service },
    };
  });
  const more = names.length - MOST_UNCLEAR;
  return {
    style: 'warning',
    title: say('watch.unclear.title'),
    lines: [
      ...lines,
      more > 0 ? say('watch.unclear.more', { count: more }) : '',
      offers.length > 0 ? say('choose.nearest') : say('watch.unclear.body'),
    ],
    actions: [...offers, leadToForm('watch.button.choose', scene)],
  };
}

function listNearest({ search }: UnclearName) {
  if (search.kind === 'one') return [search.customer];
  const matches = search.kind === 'several' ? search.matches : search.nearest;
  return matches.slice(0, MOST_NEAREST).map(({ customer }) => customer);
}

function tellRemoved(
  { removed, left }: Extract<WatchNotice, { kind: 'removed' }>,
  find: FindCustomer,
  scene: Scene,
): Told {
  const { say } = scene.speech;
  const rules = removed.slice(0, MOST_RULES).map((watch) => sayRule(watch, find, scene));
  const more = removed.length - rules.length;
  const actions = [
    ...(left > 0 ? [leadToWatches(scene)] : []),
    leadToForm(left > 0 ? 'watch.button.another' : 'watch.button.setUp', scene),
  ];
  if (removed.length === 0) {
    const title = say(left > 0 ? 'watch.removed.nothing' : 'watches.empty.title');
    return {
      style: 'emphasis',
      title,
      lines: [left > 0 ? say('watch.left', { count: left }) : say('watches.empty.body')],
      actions,
    };
  }
  return {
    style: 'emphasis',
    title: left > 0 ? say('watch.removed', { count: removed.length }) : say('watch.removed.all'),
    lines: [
      ...rules,
      more > 0 ? say('watch.removed.more', { count: more }) : '',
      say('watch.removed.cards'),
      left > 0 ? say('watch.left', { count: left }) : '',
    ],
    actions,
  };
}

export function leadToWatches({ speech: { say } }: Scene): CardLink {
  return { title: say('watch.button.watches'), verb: 'list-watches', data: { offset: 0 } };
}

export function leadToForm(
  key: 'watch.button.another' | 'watch.button.choose' | 'watch.button.setUp',
  { speech: { say } }: Scene,
): CardLink {
  return { title: say(key), verb: 'show-watch-form', data: {} };
}
