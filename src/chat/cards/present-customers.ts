import type { Customer } from '../../customers/customer.ts';
import type { Card } from './card.ts';
import { listCustomers, noteUnreadClouds, type UnreadCloud } from './customer-rows.ts';
import { sayOrigin } from './footer.ts';
import { describePage, turnPage } from './pages.ts';
import { plain } from './plain.ts';
import type { Scene } from './scene.ts';
import { separateNotes } from './separate.ts';

/** One page of customers as the directory gave it. */
export interface CustomersPage {
  /** What they had to fit; empty: all customers. */
  readonly text: string;
  readonly customers: readonly Customer[];
  readonly total: number;
  readonly offset: number;
  /** How many customers a page holds. Not more than 15 fit a card. */
  readonly limit: number;
}

/** The list of customers, a page at a time; each row opens the customer's health. */
export function presentCustomers(list: CustomersPage, unread: readonly UnreadCloud[], scene: Scene): Card {
  const { say } = scene.speech;
  const text = plain(list.text, 100);
  const page = describePage(list.customers, list.offset, list.total, list.limit);
  const count =
    text === ''
      ? say('customers.count', { total: list.total })
      : say('customers.fitting', { total: list.total, text });
  const empty = text === '' ? say('customers.empty') : say('customers.none', { text });
  const isPaged = page.previous !== undefined || page.next !== undefined;
  const range = isPaged ? ` · ${page.from + 1}–${page.from + page.items.length}` : '';

  return {
    template: 'customers',
    summary: list.total === 0 ? empty : count,
    data: {
      title: say('customers.title'),
      count: list.total === 0 ? empty : `${count}${range}`,
      rows: listCustomers(page.items, undefined, scene),
      notes: separateNotes([...noteUnreadClouds(unread, scene), ...sayOrigin(scene)], page.items.length > 0),
      pages: turnPage(page, scene, (offset) => ({ text, offset })),
      all: text === '' ? [] : [{ title: say('button.allCustomers'), data: { text: '', offset: 0 } }],
      help: say('button.help'),
    },
  };
}
