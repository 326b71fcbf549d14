import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { raiseLiving } from '../../../src/chat/watch/raise-living.ts';
import { readActions, readCardText } from '../../support/read-card.ts';
import { START } from '../../support/test-store.ts';
import { openWatchChat, type WatchChat } from '../../support/watch-chat.ts';
import { goOn, KEY, makeChannel, makeIncidentState } from '../../support/watch-subjects.ts';

const NAMES = ['Contoso', 'Fabrikam', 'Northwind'];

let chat: WatchChat;
beforeEach(async () => {
  chat = await openWatchChat(NAMES);
  await chat.watch({});
  await chat.watch({ customers: [{ cloud: 'global', tenantId: 'contoso' }] }, makeChannel('contoso'));
});
afterEach(() => chat.close());

/** It hits these, or hit them at its end. */
async function hit(names: readonly string[], { isOver = false } = {}): Promise<void> {
  const leftAt = isOver ? START : undefined;
  const hits = new Map(names.map((name) => [name.toLowerCase(), leftAt]));
  const places = await chat.store.watch.listPlaces();
  const over = { phase: 'over', outcome: 'resolved', overAt: START } as const;
  await goOn(chat.store.watch, {
    ...{ hits, cards: places.map(({ id }) => id) },
    next: makeIncidentState(isOver ? over : {}),
  });
}

/** Presses on the card of that conversation; resolves to the answer, and to what was posted beside it. */
async function press(channel = 'outages', tenantId?: string) {
  const conversation = makeChannel(channel, { thread: 'm1' });
  const reply = await raiseLiving(KEY, tenantId, chat.ask({ conversation, messageId: 'm1', isTyped: false }));
  return { text: readCardText(reply.card), card: reply.card };
}

const beside = async () => {
  await vi.waitFor(() => expect(chat.beside).toHaveLength(1));
  const [{ conversation, reply } = { conversation: undefined, reply: { card: {} } }] = chat.beside;
  return { thread: conversation?.thread, text: readCardText(reply.card), card: reply.card };
};

describe('a request about a living card', () => {
  it('asks for whom beside the card, in its thread; the card itself stays', async () => {
    await hit(NAMES);
    const { text } = await press();
    expect(text).toContain('EX226574');
    const asked = await beside();
    expect(asked.thread).toBe('m1');
    expect(readActions(asked.card).map(({ verb }) => verb)).toContain('raise-living');
    for (const name of NAMES) expect(JSON.stringify(asked.card)).toContain(name);
  });

  it('asks only about customers that the conversation watches; the only one is not asked for', async () => {
    await hit(NAMES);
    const forms: unknown[] = [];
    const never = () => new Promise(() => {});
    const read = (customer: unknown) => {
      forms.push(customer);
      return never();
    };
    Object.defineProperties(chat.context, {
      reports: { value: { read } },
      incidents: { value: { find: never } },
    });
    await press('contoso');
    await vi.waitFor(() => expect(forms).toMatchObject([{ name: 'Contoso' }]));
  });

  it('is about those that had it, when it is over', async () => {
    await hit(['Fabrikam', 'Northwind'], { isOver: true });
    await press();
    const { card } = await beside();
    expect(JSON.stringify(card)).toContain('Northwind');
    expect(JSON.stringify(card)).not.toContain('Contoso');
  });

  it('asks for a customer where none is known', async () => {
    await hit(['gone']);
    await press();
    expect((await beside()).text).toBe(
      readCardText(chat.context.cards.requestForWhom(chat.ask().reader).card),
    );
  });

  it('is none for a customer that is not ours, or a card that is not there', async () => {
    await hit(NAMES);
    const gone = chat.context.cards.customerGone(chat.ask().reader).card;
    expect((await press('outages', 'somebody-elses')).text).toBe(readCardText(gone));
    const stale = chat.context.cards.stale(chat.ask().reader).card;
    expect((await press('elsewhere')).text).toBe(readCardText(stale));
    expect(chat.beside).toEqual([]);
  });
});
