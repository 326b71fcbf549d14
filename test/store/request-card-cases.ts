import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RequestStore } from '../../src/requests/ports.ts';
import type { ServiceRequest } from '../../src/requests/request.ts';
import type { ClaimOptions } from '../../src/work/claims.ts';
import { makeCard, makeConversation } from '../support/request-cards.ts';
import { BY_ADELE, note, sendDraft, step } from '../support/request-rules.ts';
import { MINUTE_MS, makeDraft, OPENED_AT, PEOPLE } from '../support/requests.ts';
import type { TestDatabase } from '../support/test-store.ts';

const NOW = OPENED_AT + MINUTE_MS;
const PERSONAL = makeConversation({ id: 'a:adele', kind: 'personal', tenantId: 'partner', name: '' });

/** What is promised of the messages that show requests, whatever the database. */
export function describeRequestCards(create: () => Promise<TestDatabase>): void {
  describe('cards of requests', () => {
    let database: TestDatabase;
    let requests: RequestStore;
    let other: RequestStore;
    let request: ServiceRequest;
    beforeEach(async () => {
      database = await create();
      ({ requests } = await database.open());
      ({ requests: other } = await database.open());
      request = await raise();
    });
    afterEach(() => database.close());

    const raise = async () => {
      const draft = await requests.open(makeDraft({ form: randomUUID() }));
      const result = await requests.change(draft, BY_ADELE, NOW, sendDraft(NOW));
      if (result.kind !== 'changed') throw new Error('It was not raised.');
      return result.request;
    };
    const change = (...texts: readonly string[]) =>
      requests.change(request, BY_ADELE, NOW, step({}, texts.map(note)));
    const claim = (overrides: Partial<ClaimOptions> = {}, store = requests) =>
      store.claimCards({ owner: 'a', now: NOW, leaseMs: MINUTE_MS, limit: 10, ...overrides });
    const only = async (overrides: Partial<ClaimOptions> = {}, store = requests) => {
      const [card, ...rest] = await claim(overrides, store);
      if (card === undefined) throw new Error('No card is behind.');
      expect(rest).toEqual([]);
      return card;
    };
    const setHelpdesk = () => requests.helpdesk.set({ ...makeCard(), setBy: 'Megan', setAt: NOW });
    const toBePosted = { ...makeCard(), messageId: undefined, shownVersion: 0 };
    const ofRaiser = {
      ...makeCard({ conversation: PERSONAL, purpose: 'raiser' }),
      ...{ messageId: 'm1', shownVersion: 2 },
    };

    it('asks for the post of a card, and once it is posted for nothing more', async () => {
      await requests.place({ number: 1001 }, toBePosted);
      await setHelpdesk();
      const card = await only();
      expect(card).toEqual({
        ...{ id: card.id, owner: 'a', ...makeCard(), messageId: undefined, attempts: 0, request },
        ...{ shownVersion: 0, toldSequence: 0, untold: (await listed()).changes },
        beside: [],
      });
      await requests.shown(card, { messageId: 'm', version: 2, toldSequence: 1 });
      expect(await claim()).toEqual([]);
    });

    const listed = () => requests.listChanges(request, { offset: 0, limit: 99 });

    it('leaves a message alone that shows what there is', async () => {
      await requests.place(request, ofRaiser);
      expect(await claim()).toEqual([]);
    });

    it('asks for every card of a request that has changed, with what its people were not told', async () => {
      await requests.place(request, ofRaiser);
      await requests.place(request, { ...toBePosted, messageId: 'm2', shownVersion: 2 });
      await raise();
      await change('one', 'two');
      const cards = await claim();
      expect(
        cards.map(({ messageId, shownVersion, toldSequence }) => [messageId, shownVersion, toldSequence]),
      ).toEqual([
        ['m1', 2, 1],
        ['m2', 2, 1],
      ]);
      for (const { untold, request: now } of cards) {
        expect(untold.map((each) => [each.sequence, each.change])).toEqual([
          [2, note('one')],
          [3, note('two')],
        ]);
        expect(now.version).toBe(3);
      }
    });

    it('asks for a card again that shows the newest state and did not tell everything', async () => {
      await requests.place(request, ofRaiser);
      await change(...Array.from({ length: 25 }, (_, at) => `${at}`));
      const first = await only();
      expect(first.untold.map(({ sequence }) => sequence)).toEqual(
        Array.from({ length: 20 }, (_, at) => at + 2),
      );
      await requests.shown(first, { version: 3, toldSequence: 21 });
      const second = await only();
      expect(second).toMatchObject({ id: first.id, shownVersion: 3, toldSequence: 21, attempts: 0 });
      expect(second.untold).toHaveLength(5);
      await requests.shown(second, { toldSequence: 26 });
      expect(await claim()).toEqual([]);
    });

    it('asks for a card again that changed while it was being shown', async () => {
      await requests.place(request, ofRaiser);
      await change('one');
      const card = await only();
      await change('two');
      expect(await claim()).toEqual([]);
      await requests.shown(card, { version: 3, toldSequence: 2 });
      expect(await only()).toMatchObject({ shownVersion: 3, toldSequence: 2, untold: [{ sequence: 3 }] });
    });

    it('does not ask at once for a card that came no nearer', async () => {
      await requests.place(request, ofRaiser);
      await change('one');
      await requests.shown(await only(), {});
      expect(await claim()).toEqual([]);
      expect(await only({ now: NOW + MINUTE_MS })).toMatchObject({ shownVersion: 2 });
    });

    it('gives a card to one worker of two replicas at a time, until its lease is over', async () => {
      for (let at = 0; at < 20; at += 1) {
        await requests.place(request, { ...toBePosted, conversation: makeConversation({ id: `19:${at}` }) });
      }
      const claims = await Promise.all(
        Array.from({ length: 8 }, (_, at) => claim({ owner: `${at}`, limit: 4 }, at % 2 ? other : requests)),
      );
      const rest = await claim({ limit: 99 });
      const ids = [...claims.flat(), ...rest].map(({ id }) => id);
      expect([ids.length, new Set(ids).size]).toEqual([20, 20]);
      const lost = claims.flat()[0] ?? rest[0];
      if (lost === undefined) throw new Error('Nobody has a card.');
      expect(await claim({ now: NOW + MINUTE_MS - 1 }, other)).toEqual([]);
      expect(await claim({ owner: 'b', now: NOW + MINUTE_MS, limit: 99 }, other)).toHaveLength(20);
      await requests.shown(lost, { messageId: 'late', version: 2, toldSequence: 1 });
      await requests.drop(lost);
      await requests.postponeCard(lost, NOW);
      const again = await claim({ now: NOW + 2 * MINUTE_MS, limit: 99 });
      expect(again).toHaveLength(20);
      for (const card of again) expect(card).toMatchObject({ messageId: undefined, attempts: 2 });
    });

    it('waits with a card as long as Teams asks, whatever changes meanwhile', async () => {
      await requests.place(request, ofRaiser);
      await change('one');
      await requests.postponeCard(await only(), NOW + 5 * MINUTE_MS);
      await change('two');
      expect(await claim({ now: NOW + 5 * MINUTE_MS - 1 })).toEqual([]);
      expect(await only({ now: NOW + 5 * MINUTE_MS })).toMatchObject({ attempts: 1 });
    });

    it('tries a card no more whose message is gone, unless it is seen again', async () => {
      await requests.place(request, ofRaiser);
      await change('one');
      await requests.drop(await only());
      await change('two');
      expect(await claim()).toEqual([]);
      await requests.place(request, { ...ofRaiser, shownVersion: 3 });
      expect(await only()).toMatchObject({ messageId: 'm1', shownVersion: 3, toldSequence: 2 });
    });

    it('takes the same message as the same card, however often and at once', async () => {
      await Promise.all(
        Array.from({ length: 12 }, (_, at) => (at % 2 ? other : requests).place(request, ofRaiser)),
      );
      await requests.place(request, { ...ofRaiser, messageId: 'm2' });
      await change('one');
      const cards = await claim();
      expect(cards.map(({ messageId }) => messageId)).toEqual(['m1', 'm2']);
    });

    it('posts one card a conversation and purpose, however often and at once it is asked to', async () => {
      const place = () =>
        Promise.all(
          Array.from({ length: 12 }, (_, at) => (at % 2 ? other : requests).place(request, toBePosted)),
        );
      await place();
      const card = await only();
      await place();
      const thread = makeConversation({ thread: '170' });
      await requests.shown(card, { conversation: thread, messageId: '170', version: 2, toldSequence: 1 });
      await place();
      expect(await claim()).toEqual([]);
      await requests.place(request, { ...toBePosted, conversation: makeConversation({ id: '19:other' }) });
      await requests.place(request, { ...toBePosted, purpose: 'raiser' });
      expect(await claim()).toHaveLength(2);
    });

    it('goes on where the post began a thread', async () => {
      await requests.place(request, toBePosted);
      await setHelpdesk();
      const thread = makeConversation({ thread: '170', serviceUrl: 'https://smba.trafficmanager.net/amer/' });
      await requests.shown(await only(), {
        conversation: thread,
        messageId: '170',
        version: 2,
        toldSequence: 1,
      });
      // Somebody presses a button on it.
      await requests.place(request, {
        ...{ ...makeCard(), conversation: thread, messageId: '170', shownVersion: 2 },
        reader: { language: 'ko', timeZone: 'Asia/Seoul' },
      });
      expect(await claim()).toEqual([]);
      await change('one');
      expect(await only()).toMatchObject({ ...makeCard(), conversation: thread, messageId: '170' });
    });

    it('knows a message as one on which a button was pressed before it was recorded that it was posted', async () => {
      await requests.place(request, toBePosted);
      await setHelpdesk();
      const card = await only();
      const thread = makeConversation({ thread: '170' });
      await requests.place(request, { ...ofRaiser, conversation: thread, messageId: '170' });
      await requests.shown(card, { conversation: thread, messageId: '170', version: 2, toldSequence: 1 });
      await change('one');
      expect(await only()).toMatchObject({ id: card.id, purpose: 'helpdesk', conversation: thread });
    });

    it('follows the one who opened the request in their language, and shows again what was drawn older', async () => {
      await requests.place(request, ofRaiser);
      await change('one');
      const reader = { language: 'zh-CN', timeZone: 'Asia/Shanghai' } as const;
      await requests.place(request, { ...ofRaiser, reader, shownVersion: 3 });
      expect(await claim()).toEqual([]);
      await requests.place(request, { ...ofRaiser, reader, shownVersion: 2 });
      expect(await only()).toMatchObject({ reader, shownVersion: 2, toldSequence: 2, untold: [] });
    });

    it('lets a worker finish that has claimed a card while its message was redrawn', async () => {
      await requests.place(request, ofRaiser);
      await change('one');
      const card = await only();
      await requests.place(request, { ...ofRaiser, shownVersion: 3 });
      expect(await claim()).toEqual([]);
      // Its process died: nobody knows what the message shows now.
      expect(await only({ owner: 'b', now: NOW + MINUTE_MS })).toMatchObject({
        id: card.id,
        shownVersion: 3,
      });
    });

    it('tells conversations apart however long their ids are', async () => {
      for (const end of ['a', 'b', 'b']) {
        const conversation = makeConversation({ id: `${'한'.repeat(5_000)}${end}` });
        await requests.place(request, { ...toBePosted, conversation });
      }
      const cards = await claim();
      expect(cards.map(({ conversation }) => conversation.id.slice(-2))).toEqual(['한a', '한b']);
    });

    it('places nothing for a request that is not there', async () => {
      await requests.place({ number: 9 }, toBePosted);
      expect(await claim()).toEqual([]);
    });

    it('takes a version that is not there yet for the newest', async () => {
      await requests.place(request, { ...ofRaiser, shownVersion: 99 });
      await change('one');
      expect(await only()).toMatchObject({ shownVersion: 2, toldSequence: 1 });
    });

    it('loses no card of a request that changes while cards are shown by two replicas', async () => {
      await requests.place(request, ofRaiser);
      await requests.place(request, toBePosted);
      let isChanging = true;
      const show = async (store: RequestStore, owner: string) => {
        for (;;) {
          const cards = await claim({ owner }, store);
          for (const card of cards) {
            await store.shown(card, {
              ...{
                version: card.request.version,
                toldSequence: card.untold.at(-1)?.sequence ?? card.toldSequence,
              },
              ...(card.messageId === undefined && { messageId: 'posted' }),
            });
          }
          if (cards.length === 0 && !isChanging) return;
          await setImmediate();
        }
      };
      const changing = async () => {
        for (let at = 0; at < 30; at += 1) await change(`${at}`);
        isChanging = false;
      };
      await Promise.all([show(requests, 'a'), show(other, 'b'), changing()]);
      await change('last');
      const cards = await claim();
      expect(cards.map(({ shownVersion, toldSequence }) => [shownVersion, toldSequence])).toEqual([
        [32, 31],
        [32, 31],
      ]);
    });
  });

  describe('the helpdesk', () => {
    it('is set, replaced, and there no more', async () => {
      const database = await create();
      const { requests } = await database.open();
      const { requests: other } = await database.open();
      expect(await requests.helpdesk.get()).toBeUndefined();
      const { conversation, reader } = makeCard();
      const helpdesk = { conversation, reader, setBy: PEOPLE.adele.name, setAt: NOW };
      await requests.helpdesk.set(helpdesk);
      expect(await other.helpdesk.get()).toEqual(helpdesk);
      await Promise.all(
        [requests, other].map((each) => each.helpdesk.set({ ...helpdesk, conversation: PERSONAL })),
      );
      expect(await requests.helpdesk.get()).toEqual({ ...helpdesk, conversation: PERSONAL });
      await other.helpdesk.set(undefined);
      await other.helpdesk.set(undefined);
      expect(await requests.helpdesk.get()).toBeUndefined();
      await database.close();
    });

    it('stays where one of the partner accounts goes', async () => {
      const database = await create();
      const { requests } = await database.open();
      await requests.helpdesk.set({ ...makeCard(), setBy: 'Adele', setAt: NOW });
      const { requests: china } = await database.open({
        accounts: [{ cloud: 'china', tenantId: 'partner-2' }],
      });
      expect(await china.helpdesk.get()).toMatchObject({ setBy: 'Adele' });
      await database.close();
    });
  });
}
