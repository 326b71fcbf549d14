import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Helpdesk, RequestStore } from '../../src/requests/ports.ts';
import type { RequestState, ServiceRequest } from '../../src/requests/request.ts';
import type { Person } from '../../src/staff/person.ts';
import type { ClaimOptions } from '../../src/work/claims.ts';
import { makeCard, makeConversation } from '../support/request-cards.ts';
import { BY_ADELE, note, sendDraft, step } from '../support/request-rules.ts';
import { MINUTE_MS, makeDraft, OPENED_AT, PEOPLE } from '../support/requests.ts';
import type { TestDatabase } from '../support/test-store.ts';

const NOW = OPENED_AT + MINUTE_MS;
const PERSONAL = makeConversation({ id: 'a:adele', kind: 'personal', name: '' });
const HELPDESK = makeConversation();
const ELSEWHERE = makeConversation({ id: '19:elsewhere' });

/** What is promised of places: who is told where, which message shows what, and where the helpdesk is. */
export function describeRequestPlaces(create: () => Promise<TestDatabase>): void {
  let database: TestDatabase;
  let requests: RequestStore;
  let other: RequestStore;
  beforeEach(async () => {
    database = await create();
    ({ requests } = await database.open());
    ({ requests: other } = await database.open());
  });
  afterEach(() => database.close());

  const open = () => requests.open(makeDraft({ form: randomUUID() }));
  const send = async (draft: ServiceRequest) => {
    const result = await requests.change(draft, BY_ADELE, NOW, sendDraft(NOW));
    if (result.kind !== 'changed') throw new Error('It was not raised.');
    return result.request;
  };
  const raise = async () => send(await open());
  const change = (request: ServiceRequest, wanted: Partial<ServiceRequest> = {}) =>
    requests.change(request, BY_ADELE, NOW, step(wanted, [note('one')]));
  const claim = (overrides: Partial<ClaimOptions> = {}) =>
    requests.claimCards({ owner: 'a', now: NOW, leaseMs: MINUTE_MS, limit: 999, ...overrides });
  /** Cards that are behind, each shown as well as can be. */
  const show = async () => {
    const cards = await claim();
    for (const card of cards) {
      const toldSequence = card.untold.at(-1)?.sequence ?? card.toldSequence;
      const posted = card.messageId === undefined && card.purpose !== 'taker';
      const message = { messageId: `of ${card.id}`, conversation: card.conversation };
      await requests.shown(card, { version: card.request.version, toldSequence, ...(posted && message) });
    }
    return cards.map(({ request, purpose, messageId, conversation }) => ({
      ...{ number: request.number, purpose, messageId, at: conversation.id },
    }));
  };
  const place = (
    request: ServiceRequest,
    purpose: 'raiser' | 'viewer' | 'helpdesk',
    messageId: string | undefined,
    conversation = PERSONAL,
  ) =>
    requests.place(request, {
      ...{ ...makeCard({ conversation }), purpose, messageId, shownVersion: request.version },
    });
  const setHelpdesk = (conversation = HELPDESK, store = requests) =>
    store.helpdesk.set({ ...makeCard({ conversation }), setBy: 'Megan', setAt: NOW } satisfies Helpdesk);

  describe('a message that shows a request', () => {
    it('shows no other any more: what somebody asked for is forgotten, who raised one gets a new message', async () => {
      const [raised, asked, now] = [await raise(), await raise(), await raise()];
      await place(raised, 'raiser', 'm');
      await place(asked, 'viewer', 'm');
      await place(asked, 'viewer', 'another');
      await place(now, 'viewer', 'm');
      for (const request of [raised, asked, now]) await change(request);
      expect(await show()).toEqual([
        { number: 1001, purpose: 'raiser', messageId: undefined, at: 'a:adele' },
        { number: 1002, purpose: 'viewer', messageId: 'another', at: 'a:adele' },
        { number: 1003, purpose: 'viewer', messageId: 'm', at: 'a:adele' },
      ]);
    });

    it('shows none when something else was opened in it, and nothing is posted before there is news', async () => {
      const [raised, asked] = [await raise(), await raise()];
      await place(raised, 'raiser', 'm1');
      await place(asked, 'viewer', 'm2');
      await other.leave(PERSONAL, 'm1');
      await other.leave(PERSONAL, 'm2');
      await other.leave(PERSONAL, 'of nobody');
      await requests.leave({ ...PERSONAL, id: 'a:megan' }, 'm1');
      expect(await show()).toEqual([]);
      await change(raised);
      await change(asked);
      const posted = await show();
      expect(posted).toMatchObject([{ number: 1001, messageId: undefined }]);
    });

    it('is that of who raised it again when they come back to it', async () => {
      const request = await raise();
      await place(request, 'raiser', 'm1');
      await requests.leave(PERSONAL, 'm1');
      await place(request, 'viewer', 'm2');
      await place(request, 'viewer', 'm2');
      await change(request);
      expect(await show()).toMatchObject([{ purpose: 'raiser', messageId: 'm2' }]);
    });

    it('stays what it is, whatever for it is placed again', async () => {
      const request = await raise();
      await place(request, 'raiser', 'm1');
      await place(request, 'viewer', 'm1');
      await change(request);
      expect(await show()).toMatchObject([{ purpose: 'raiser', messageId: 'm1' }]);
    });

    it('does not come back when it is left while it is updated', async () => {
      const request = await raise();
      await place(request, 'raiser', 'm1');
      await change(request);
      const [card] = await claim();
      await requests.leave(PERSONAL, 'm1');
      if (card) await requests.shown(card, { version: 3, toldSequence: 2 });
      expect(await show()).toEqual([]);
      await change(request);
      expect(await show()).toMatchObject([{ messageId: undefined }]);
    });

    it("of the helpdesk is never another's", async () => {
      await setHelpdesk(PERSONAL);
      const [ours, asked, raised] = [await raise(), await raise(), await raise()];
      await show();
      await change(ours);
      const [card] = await claim();
      if (card?.messageId === undefined) throw new Error('The helpdesk has no card.');
      await requests.shown(card, { version: 3, toldSequence: 2 });
      await place(asked, 'viewer', card.messageId);
      await place(raised, 'raiser', card.messageId);
      await requests.leave(PERSONAL, card.messageId);
      await change(ours);
      await change(raised);
      const shown = await show();
      expect(shown.filter(({ messageId }) => messageId === card.messageId)).toMatchObject([
        { number: 1001, purpose: 'helpdesk' },
      ]);
      expect(shown.filter(({ purpose }) => purpose !== 'helpdesk')).toMatchObject([
        { number: 1003, purpose: 'raiser', messageId: undefined },
      ]);
    });

    it('is taken over by many at once without an end', async () => {
      const all = await Promise.all(Array.from({ length: 6 }, raise));
      const stores = [requests, other];
      await Promise.all(
        Array.from({ length: 60 }, (_, at) => {
          const request = all[at % 6];
          const card = { ...makeCard({ conversation: PERSONAL }), messageId: 'm', shownVersion: 2 };
          return request && stores[at % 2]?.place(request, { ...card, purpose: 'viewer' });
        }),
      );
      for (const request of all) await change(request);
      const shown = await show();
      expect(shown.length).toBeLessThanOrEqual(6);
      const [last] = all;
      if (last) await place(last, 'viewer', 'm');
      for (const request of all) await change(request);
      expect(await show()).toMatchObject([{ number: last?.number }]);
    });
  });

  describe('a card that was given up', () => {
    it('is tried again when somebody asks for it anew, its message first', async () => {
      await setHelpdesk();
      const request = await raise();
      await show();
      await change(request);
      const [card] = await claim();
      if (card) await requests.drop(card);
      await change(request);
      expect(await claim()).toEqual([]);
      await place(request, 'helpdesk', undefined, HELPDESK);
      const [again] = await claim();
      expect(again).toMatchObject({
        id: card?.id,
        messageId: `of ${card?.id}`,
        shownVersion: 0,
        attempts: 0,
      });
      expect(again?.untold).toHaveLength(2);
    });

    it('is tried again when the helpdesk is named again, or the request opened again', async () => {
      await setHelpdesk();
      const request = await raise();
      const drop = async () => {
        const [card] = await claim();
        if (card) await requests.drop(card);
        expect(await claim()).toEqual([]);
      };
      await drop();
      await setHelpdesk();
      await drop();
      await change(request, { state: 'closed' });
      await setHelpdesk();
      expect(await claim()).toEqual([]);
      await change(request, { state: 'raised' });
      expect(await claim()).toHaveLength(1);
    });

    it('is tried again when who raised it sees the request there again', async () => {
      const request = await raise();
      await place(request, 'raiser', 'm1');
      await change(request);
      const [card] = await claim();
      if (card) await requests.drop(card);
      await place({ ...request, version: 3 }, 'viewer', 'm2');
      await change(request);
      expect(await claim()).toMatchObject([{ id: card?.id, purpose: 'raiser', messageId: 'm2' }]);
    });
  });

  describe('the helpdesk', () => {
    it('gets the cards of all open requests when it is named, once, however many', async () => {
      const states: readonly RequestState[] = ['raised', 'withVendor', 'waitingForUs', 'resolved', 'closed'];
      for (const state of states) await change(await raise(), { state });
      for (let at = 0; at < 215; at += 1) await raise();
      await open();
      await Promise.all([setHelpdesk(), setHelpdesk(HELPDESK, other), setHelpdesk()]);
      const cards = await claim();
      expect(new Set(cards.map(({ request }) => request.number)).size).toBe(218);
      expect(cards).toHaveLength(218);
      for (const { untold, purpose, messageId } of cards) {
        expect([untold, purpose, messageId]).toEqual([[], 'helpdesk', undefined]);
      }
    });

    it('sees each request that is raised, or opened again, also where nobody placed a card', async () => {
      const closed = await raise();
      await change(closed, { state: 'closed' });
      await setHelpdesk();
      expect(await claim()).toEqual([]);
      await raise();
      await change(closed, { state: 'withVendor' });
      await change(closed);
      const cards = await claim();
      expect(cards.map(({ request, untold }) => `${request.number} ${untold.length}`).sort()).toEqual([
        '1001 2',
        '1002 1',
      ]);
    });

    it('that was one keeps its cards, and is told nothing', async () => {
      await setHelpdesk();
      const request = await raise();
      await show();
      await setHelpdesk(ELSEWHERE);
      expect(await show()).toMatchObject([{ purpose: 'helpdesk', at: ELSEWHERE.id }]);
      await change(request);
      expect((await show()).map(({ purpose, at }) => [purpose, at])).toEqual([
        ['viewer', HELPDESK.id],
        ['helpdesk', ELSEWHERE.id],
      ]);
      await requests.helpdesk.set(undefined);
      await change(request);
      expect((await show()).map(({ purpose }) => purpose)).toEqual(['viewer', 'viewer']);
    });

    it('that was one does not get the card of a form that was on its way there', async () => {
      await setHelpdesk();
      const draft = await open();
      await place(draft, 'helpdesk', undefined, HELPDESK);
      await setHelpdesk(ELSEWHERE);
      await send(draft);
      const cards = await claim();
      expect(cards.map(({ purpose, conversation }) => [purpose, conversation.id])).toEqual([
        ['viewer', HELPDESK.id],
        ['helpdesk', ELSEWHERE.id],
      ]);
    });

    it('gets the card of every request, however it moves while requests are raised', async () => {
      await setHelpdesk();
      const places = [ELSEWHERE, HELPDESK, ELSEWHERE, HELPDESK, ELSEWHERE];
      const moving = async () => {
        for (const conversation of places) await setHelpdesk(conversation, other);
      };
      const raising = async () => {
        for (let at = 0; at < 20; at += 1) await raise();
      };
      await Promise.all([moving(), raising()]);
      const there = (await claim()).filter(({ purpose }) => purpose === 'helpdesk');
      expect(there.map(({ request }) => request.number).sort()).toEqual(
        Array.from({ length: 20 }, (_, at) => 1001 + at),
      );
      expect(new Set(there.map(({ conversation }) => conversation.id))).toEqual(new Set([ELSEWHERE.id]));
    });
  });

  describe('who took a request', () => {
    const take = async (request: ServiceRequest, takenBy: Person, conversation = PERSONAL) => {
      await change(request, { takenBy });
      await requests.placeTaker(request, takenBy, makeCard({ conversation }), true);
    };

    it('is told in one place: where the last one took it', async () => {
      const request = await raise();
      await take(request, PEOPLE.megan);
      await take(request, PEOPLE.megan, ELSEWHERE);
      await take(request, PEOPLE.alex, HELPDESK);
      expect(await claim()).toEqual([]);
      await change(request);
      expect(await claim()).toMatchObject([
        { purpose: 'taker', messageId: undefined, conversation: HELPDESK, untold: [{}], beside: [] },
      ]);
    });

    it('is still told what they were not, where they take it once more', async () => {
      const request = await raise();
      await take(request, PEOPLE.megan);
      await change(request);
      await requests.placeTaker(request, PEOPLE.megan, makeCard({ conversation: ELSEWHERE }), false);
      expect(await claim()).toMatchObject([{ conversation: ELSEWHERE, untold: [{}] }]);
    });

    it('is told nothing where somebody else has taken it meanwhile', async () => {
      const request = await raise();
      await take(request, PEOPLE.alex);
      await requests.placeTaker(request, PEOPLE.megan, makeCard({ conversation: ELSEWHERE }), true);
      await requests.placeTaker({ number: 9 }, PEOPLE.megan, makeCard(), true);
      await change(request);
      expect(await claim()).toMatchObject([{ conversation: PERSONAL }]);
    });

    it('has one place also when many take it at once', async () => {
      const request = await raise();
      await change(request, { takenBy: PEOPLE.megan });
      await Promise.all(
        Array.from({ length: 10 }, (_, at) =>
          (at % 2 ? other : requests).placeTaker(request, PEOPLE.megan, makeCard(), true),
        ),
      );
      await change(request);
      expect(await claim()).toHaveLength(1);
    });

    it('knows who else is told there, threads of a channel counted as one', async () => {
      await setHelpdesk();
      const request = await raise();
      await show();
      await place(request, 'viewer', 'm', makeConversation({ thread: '1' }));
      await place(request, 'raiser', 'm', makeConversation({ thread: '2' }));
      await take(request, PEOPLE.megan, makeConversation({ thread: '3' }));
      await show();
      await change(request);
      const cards = await claim();
      const taker = cards.find(({ purpose }) => purpose === 'taker');
      expect([...(taker?.beside ?? [])].sort()).toEqual(['helpdesk', 'raiser']);
      await setHelpdesk(ELSEWHERE);
      await change(request);
      const later = await claim({ now: NOW + MINUTE_MS });
      expect(later.find(({ purpose }) => purpose === 'taker')?.beside).toEqual(['raiser']);
    });
  });
}
