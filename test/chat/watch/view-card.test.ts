import { expect, it } from 'vitest';
import { viewCard } from '../../../src/chat/watch/view-card.ts';
import type { WatchRule } from '../../../src/watch/watch.ts';
import { makeNamed } from '../../support/watch-chat.ts';
import { makeLiving, makeOpen } from '../../support/watch-gallery.ts';
import { ALL } from '../../support/watch-subjects.ts';

const CUSTOMERS = makeNamed(['Zava', 'adatum', 'Contoso', 'Élan', 'Fabrikam']);
const directory = {
  get: ({ tenantId }: { readonly tenantId: string }) => CUSTOMERS.find((one) => one.tenantId === tenantId),
};
const refer = (tenantId: string) => ({ cloud: 'global', tenantId }) as const;

/** The card of an incident that left Fabrikam, in a channel that has these rules. */
function view(...rules: readonly Partial<WatchRule>[]) {
  const card = makeLiving(makeOpen());
  const hits = new Map<string, number | undefined>(
    ['zava', 'contoso', 'gone', 'élan', 'adatum'].map((id) => [id, undefined]),
  );
  hits.set('fabrikam', 1);
  const watches = rules.map((rule, id) => ({
    ...{ ...ALL, ...rule, id, place: card.place, setBy: 'Adele Vance', setAt: 0 },
  }));
  const { customers, had, ...others } = viewCard(
    { ...card, watches, subject: { ...card.subject, hits } },
    directory,
    undefined,
  );
  return { ...others, customers: customers.map(({ name }) => name), had: had.map(({ name }) => name) };
}

it('shows customers by name, those that it left apart, and none that are no longer ours', () => {
  expect(view({})).toEqual({
    ...{ customers: ['adatum', 'Contoso', 'Élan', 'Zava'], had: ['Fabrikam'] },
    ...{ past: 6, isWatched: true, isConcerned: true },
  });
});

it('shows only customers that the rules of the conversation select, all of them together', () => {
  const rules = [{ customers: [refer('contoso')] }, { customers: [refer('zava'), refer('fabrikam')] }];
  expect(view(...rules)).toEqual({
    ...{ customers: ['Contoso', 'Zava'], had: ['Fabrikam'], past: 3 },
    ...{ isWatched: true, isConcerned: true },
  });
  expect(view({ customers: [refer('contoso')] }, { service: 'Teams' })).toMatchObject({
    customers: ['Contoso'],
  });
});

it('shows that it is watched no more', () => {
  expect(view()).toMatchObject({ customers: [], isWatched: false });
  expect(view({ scope: 'maintenance' })).toMatchObject({ isWatched: false });
});
