import type { CustomerSearch } from '../../customers/ports.ts';
import type { Period } from '../../health/archive.ts';
import type { Verb } from '../actions/verbs.ts';
import type { CustomerQuestion } from '../commands/ask-about.ts';
import type { Card } from './card.ts';
import { listCustomers, noteUnreadClouds, type UnreadCloud } from './customer-rows.ts';
import { sayOrigin } from './footer.ts';
import { plain } from './plain.ts';
import type { Scene } from './scene.ts';
import { separateNotes } from './separate.ts';

const MAX_CHOICES = 6;

/** The button that answers each question about a customer. */
export const QUESTION_VERBS: Readonly<Record<CustomerQuestion, Verb>> = {
  health: 'show-health',
  history: 'show-history',
  maintenance: 'show-changes',
  request: 'open-request',
  requests: 'list-requests',
  audit: 'show-audit',
};

/** A question that named no customer clearly. */
export interface CustomerChoice {
  readonly search: Exclude<CustomerSearch, { readonly kind: 'one' }>;
  readonly asked: {
    /** What the person wrote for the customer. */
    readonly text: string;
    /** The service that was asked about; every row carries it on. */
    readonly service?: string | undefined;
    /** What was asked about the customer, which every row answers. Default: its health. */
    readonly question?: CustomerQuestion;
    /** Of a history: the period asked for, which every row carries on. */
    readonly period?: Period | undefined;
  };
  /** Clouds whose customers could not be loaded. */
  readonly unread: readonly UnreadCloud[];
}

/** Several customers fit, or none: offers the nearest, and says how to narrow down. */
export function presentCustomerChoice(choice: CustomerChoice, scene: Scene): Card {
  const { search } = choice;
  const { say } = scene.speech;
  const text = plain(choice.asked.text, 60);
  const matches = (search.kind === 'several' ? search.matches : search.nearest).slice(0, MAX_CHOICES);
  const unread = noteUnreadClouds(choice.unread, scene);
  // "Nothing sounds like it" would be too much said while some customers could not be read.
  const lines = unread.length > 0 && matches.length === 0 ? [] : explain(search, text, matches.length, scene);
  const title = search.kind === 'several' ? say('choose.title') : say('choose.none', { text });

  return {
    template: 'choose-customer',
    summary: [title, ...(lines.length > 0 ? lines : unread.map((note) => note.text))].slice(0, 2).join(' '),
    data: {
      title,
      lines: lines.map((line) => ({ text: line })),
      choices: listCustomers(
        matches.map(({ customer }) => customer),
        choice.asked.service,
        scene,
        choice.asked.period,
      ),
      verb: QUESTION_VERBS[choice.asked.question ?? 'health'],
      notes: separateNotes([...unread, ...sayOrigin(scene)], matches.length > 0),
      list: listButton(search, text, scene),
    },
  };
}

function explain(
  search: CustomerChoice['search'],
  text: string,
  shown: number,
  { speech: { say } }: Scene,
): string[] {
  if (search.kind === 'several') {
    return [say(search.total > shown ? 'choose.many' : 'choose.some', { text, total: search.total })];
  }
  return [say(shown > 0 ? 'choose.nearest' : 'choose.nothingNear')];
}

/** To the list of all that fit where there are more than rows, else to all customers. */
function listButton(search: CustomerChoice['search'], text: string, { speech: { say } }: Scene) {
  return search.kind === 'several' && search.total > search.matches.length
    ? { title: say('button.allFitting', { total: search.total }), data: { text, offset: 0 } }
    : { title: say('button.allCustomers'), data: { text: '', offset: 0 } };
}
