import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  listLivingCustomers,
  quietenLiving,
  showLiving,
  takeLiving,
} from '../../../src/chat/watch/living-card.ts';
import { NOW } from '../../support/card-fixtures.ts';
import { readCardText } from '../../support/read-card.ts';
import { PEOPLE } from '../../support/requests.ts';
import { openWatchChat, type WatchChat } from '../../support/watch-chat.ts';
import { goOn, KEY, makeChannel } from '../../support/watch-subjects.ts';

const NAMES = ['Contoso', 'Fabrikam', 'Northwind'];
const HOUR = 3_600_000;

let chat: WatchChat;
beforeEach(async () => {
  chat = await openWatchChat(NAMES);
  await chat.watch({});
  await chat.watch({ customers: [{ cloud: 'global', tenantId: 'contoso' }] }, makeChannel('contoso'));
  const hits = new Map(NAMES.map((name) => [name.toLowerCase(), undefined]));
  const places = await chat.store.watch.listPlaces();
  await goOn(chat.store.watch, { hits, cards: places.map(({ id }) => id) });
});
afterEach(() => chat.close());

const find = async () => await chat.store.watch.cards.find(makeChannel(), KEY);

describe('a living card', () => {
  it('is shown as it is now, whatever the thread it stands in', async () => {
    const asked = chat.ask({ conversation: makeChannel('outages', { thread: 'm1' }) });
    const text = readCardText((await showLiving(KEY, asked)).card);
    for (const name of NAMES) expect(text).toContain(name);
  });

  it('is stale where the conversation has none', async () => {
    const asked = chat.ask({ conversation: makeChannel('elsewhere') });
    const stale = readCardText(chat.context.cards.stale(asked.reader).card);
    const all = [
      await showLiving(KEY, asked),
      await takeLiving(KEY, asked),
      await quietenLiving({ hours: 1 }, KEY, asked),
      await listLivingCustomers(KEY, 0, asked),
    ];
    expect(all.map(({ card }) => readCardText(card))).toEqual(all.map(() => stale));
    expect(chat.wakes).toBe(0);
  });

  it('shows who is on it, until they press again; the others of the conversation see it, too', async () => {
    const text = readCardText((await takeLiving(KEY, chat.ask())).card);
    expect(text).toContain('Adele');
    await takeLiving(KEY, chat.ask({ person: PEOPLE.megan }));
    expect((await find())?.takers.map(({ name }) => name)).toEqual(['Adele Vance', 'Megan Bowen']);
    expect(readCardText((await takeLiving(KEY, chat.ask())).card)).not.toContain('Adele');
    expect(chat.wakes).toBe(3);
  });

  it.each([
    ['for an hour', { hours: 1 }, { until: NOW + HOUR, by: PEOPLE.adele }],
    ['until it is over', {}, { until: undefined, by: PEOPLE.adele }],
    ['no longer', { off: true }, undefined],
  ] as const)('is quiet %s', async (_how, wish, quiet) => {
    await quietenLiving({ hours: 4 }, KEY, chat.ask());
    await quietenLiving(wish, KEY, chat.ask());
    expect((await find())?.quiet).toEqual(quiet);
  });

  it('lists of its customers those alone that the conversation watches', async () => {
    const list = async (channel: string) => {
      const asked = chat.ask({ conversation: makeChannel(channel) });
      return readCardText((await listLivingCustomers(KEY, 0, asked)).card);
    };
    for (const name of NAMES) expect(await list('outages')).toContain(name);
    const few = await list('contoso');
    expect(few).toContain('Contoso');
    expect(few).not.toContain('Fabrikam');
  });

  it('is written for its conversation, whoever looks', async () => {
    await chat.store.watch.add(
      makeChannel(),
      { scope: 'everything', customers: undefined, service: undefined },
      { reader: { language: 'fr', timeZone: 'UTC' }, by: PEOPLE.adele, at: NOW },
    );
    const card = await find();
    const { card: shown } = await showLiving(KEY, chat.ask());
    expect(card?.place.reader.language).toBe('fr');
    expect(readCardText(shown)).toMatch(/clients/);
  });
});
