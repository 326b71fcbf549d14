import type { CloudName } from '../../clouds.ts';
import type { Customer } from '../../customers/customer.ts';
import { nameCustomer, refer } from './buttons.ts';
import type { Card } from './card.ts';
import { markCloud, noteUnreadAccounts } from './customer-rows.ts';
import { sayOrigin } from './footer.ts';
import { describePage, sayRange, turnPage } from './pages.ts';
import { plain } from './plain.ts';
import type { Scene } from './scene.ts';
import { separateRows } from './separate.ts';

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
export function presentCustomers(list: CustomersPage, unread: readonly CloudName[], scene: Scene): Card {
  const { say } = scene.speech;
  const text = plain(list.text, 100);
  const page = describePage(list.customers, list.offset, list.total, list.limit);
  const count =
    text === ''
      ? say('customers.count', { total: list.total })
      : say('customers.fitting', { total: list.total, text });
  const empty = text === '' ? say('customers.empty') : say('customers.none', { text });
  const range = sayRange(page, scene);

  return {
    template: 'customers',
    summary: list.total === 0 ? empty : count,
    data: {
      title: say('customers.title'),
      count: list.total === 0 ? empty : range === '' ? count : `${count} · ${range}`,
      rows: separateRows(
        page.items.map((customer) => presentRow(customer, scene)),
        false,
      ),
      notes: [...noteUnreadAccounts(unread, scene), ...sayOrigin(scene)],
      pages: turnPage(page, scene, (offset) => ({ text, offset })),
      all: text === '' ? [] : [{ title: say('button.allCustomers'), data: { text: '', offset: 0 } }],
      help: say('button.help'),
    },
  };
}

function presentRow(customer: Customer, scene: Scene) {
  const name = nameCustomer(customer, 60);
  const facts = [plain(customer.domain, 60), markCloud(customer, scene)].filter((fact) => fact !== '');
  return {
    name,
    facts: facts.join(' · '),
    open: scene.speech.say('button.healthOf', { name }),
    ref: refer(customer),
  };
}
