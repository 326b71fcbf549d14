import { type Customer, customerKey } from '../../customers/customer.ts';
import type { Language } from '../../reader.ts';
import type { SubjectKey } from '../../watch/subject.ts';
import { WATCH_SCOPES, type WatchScope } from '../../watch/watch.ts';
import { nameCustomer } from './buttons.ts';
import type { Card } from './card.ts';
import { titleChoice } from './choice-title.ts';
import { sayOrigin } from './footer.ts';
import { LANGUAGE_NAMES, LANGUAGES } from './language-names.ts';
import { leadToLiving } from './living-links.ts';
import { plain } from './plain.ts';
import { leadToWatches } from './present-watch-notice.ts';
import type { Scene } from './scene.ts';
import { asRows } from './text-rows.ts';

/** Customers to choose from: from many to what always fits a card. */
export const FORM_DETAIL: readonly [number, ...number[]] = [120, 50];
const MOST_SERVICES = 40;

/** What there is to choose from. */
export interface WatchChoices {
  /** By name. */
  readonly customers: readonly Customer[];
  /** Names as Microsoft writes them, the usual ones first. */
  readonly services: readonly string[];
  /** In which language the conversation's cards are written so far; undefined: it has none. */
  readonly language?: Language | undefined;
  /** What is chosen at first. Default: everything. */
  readonly scope?: WatchScope | undefined;
  /** The living card that it was opened from. */
  readonly living?: SubjectKey | undefined;
}

/** A watch set up without typing a command: what, for which customers, which service, in which language. */
export function presentWatchForm(choices: WatchChoices, scene: Scene, most: number): Card {
  const { say } = scene.speech;
  const { customers, living } = choices;
  const shown = customers.slice(0, most);
  const services = [...new Set(choices.services.map((name) => plain(name, 60)))].filter(
    (name) => name !== '',
  );
  const title = say('watchForm.title');
  return {
    template: 'watch-form',
    summary: say('summary.list', { title, name: say('watchForm.intro') }),
    data: {
      title,
      lines: asRows([say('watchForm.intro')]),
      scopeLabel: say('watchForm.scope'),
      scope: choices.scope ?? 'everything',
      scopes: WATCH_SCOPES.map((scope) => ({ title: say(`watchForm.scope.${scope}`), value: scope })),
      customersLabel: say('watchForm.customers'),
      // Clients show the value of a choice that is set beforehand, not its title: nothing chosen is all.
      allCustomers: say('button.allCustomers'),
      customers: [
        { title: say('button.allCustomers'), value: 'all' },
        ...shown.map((customer) => ({
          title: titleChoice(nameCustomer(customer, 40), 40),
          value: customerKey(customer),
        })),
      ],
      namesLabel: say('watchForm.names'),
      namesHint: say('watchForm.namesHint'),
      serviceLabel: say('watchForm.service'),
      allServices: say('button.allServices'),
      services: [
        { title: say('button.allServices'), value: 'all' },
        ...services.slice(0, MOST_SERVICES).map((name) => ({ title: titleChoice(name, 60), value: name })),
      ],
      languageLabel: say('watchForm.language'),
      language: choices.language ?? scene.reader.language,
      languages: LANGUAGES.map((language) => ({ title: LANGUAGE_NAMES[language], value: language })),
      more:
        shown.length < customers.length
          ? asRows([say('watchForm.more', { shown: shown.length, count: customers.length })])
          : [],
      notes: sayOrigin(scene),
      set: say('watchForm.set'),
      back: living ? leadToLiving(living, scene) : leadToWatches(scene),
    },
  };
}
