import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Conversation } from '../../src/delivery/conversation.ts';
import { DeliveryError, type DeliveryErrorCode } from '../../src/delivery/messenger.ts';
import { PacedError } from '../../src/delivery/paced-error.ts';
import { addNote } from '../../src/requests/add-note.ts';
import type { Actor } from '../../src/requests/change.ts';
import type { ServiceRequest } from '../../src/requests/request.ts';
import { setState } from '../../src/requests/set-state.ts';
import { take } from '../../src/requests/take.ts';
import { routeFailed } from '../../src/requests/vendor-answers.ts';
import { createAccess } from '../../src/staff/access.ts';
import type { Admission } from '../../src/staff/admission.ts';
import { hang } from '../support/fake-azure-support.ts';
import {
  makeConversation,
  openRequestWorld,
  PLAIN_DRAW,
  type RequestWorld,
} from '../support/request-world.ts';
import { MINUTE_MS, makeDraft, PEOPLE } from '../support/requests.ts';

const CHANNEL = makeConversation({ id: '19:helpdesk@thread.tacv2', kind: 'channel', name: 'Helpdesk' });
const CHAT = makeConversation();
const READER = { language: 'en', timeZone: 'UTC' } as const;
const MEGAN: Actor = { kind: 'person', person: PEOPLE.megan };
/** Who raised it, and is told nothing of their own doing. */
const ADELE: Actor = { kind: 'person', person: PEOPLE.adele };

let world: RequestWorld;
beforeEach(async () => {
  world = await openRequestWorld();
});
afterEach(() => world.close());

const raise = () => world.raise({ route: 'helpdesk' });

/** A card that is there already and shows the request as it is. */
const placeShown = ({ form, version }: ServiceRequest, conversation: Conversation, messageId: string) =>
  world.store.requests.place(
    { form },
    { conversation, messageId, reader: READER, purpose: 'raiser', shownVersion: version },
  );

const placeNew = ({ form }: ServiceRequest, conversation: Conversation = CHANNEL) =>
  world.store.requests.place(
    { form },
    { conversation, messageId: undefined, reader: READER, purpose: 'raiser', shownVersion: 0 },
  );

async function takeIt({ form }: ServiceRequest): Promise<void> {
  const now = world.time.clock();
  await world.store.requests.change({ form }, MEGAN, now, take(PEOPLE.megan, now));
}

async function note({ form }: ServiceRequest, key: string, by = MEGAN): Promise<void> {
  const now = world.time.clock();
  const rule = addNote({ text: key, toVendor: false, key, id: key }, now);
  await world.store.requests.change({ form }, by, now, rule);
}

/** What came through, for example `post 19:helpdesk: raiser raised 2`. */
const done = () =>
  world.messenger.done.map(
    ({ what, conversation, messageId, message }) =>
      `${what} ${conversation.id.split('@')[0]}${conversation.thread ? `/${conversation.thread}` : ''}${messageId ? ` ${messageId}` : ''}: ${message.summary}`,
  );

const fails = (code: DeliveryErrorCode, retryAt?: number) => {
  throw new DeliveryError(code, code, { retryAt });
};

describe('cards of requests', () => {
  it('posts a card where there is none, then updates that message', async () => {
    const request = await raise();
    await placeNew(request);
    const workers = world.work();
    await world.pass(1_000);
    await note(request, 'one', ADELE);
    workers.wake();
    await world.pass(1_000);
    expect(done()).toEqual([
      'post 19:helpdesk: raiser raised 2',
      'update 19:helpdesk/m1 m1: raiser raised 3',
    ]);
  });

  it('shows the newest state only, and tells who raised it of all that happened in one message', async () => {
    const request = await raise();
    await placeShown(request, CHAT, 'form');
    await takeIt(request);
    await note(request, 'one');
    await note(request, 'two');
    world.work();
    await world.pass(10_000);
    expect(done()).toEqual([
      'update a:personal form: raiser raised 5',
      'post a:personal: told taken note note',
    ]);
  });

  it('tells nobody of what they did themselves', async () => {
    const request = await raise();
    await placeShown(request, CHAT, 'form');
    const now = world.time.clock();
    await world.store.requests.change(request, ADELE, now, setState('resolved', now));
    world.work();
    await world.pass(10_000);
    expect(done()).toEqual(['update a:personal form: raiser resolved 3']);
  });

  it("tells in the card's own thread of a channel", async () => {
    const request = await raise();
    await placeShown(request, CHANNEL, 'root');
    await takeIt(request);
    const inThread = await raise();
    await placeShown(inThread, { ...CHANNEL, thread: 'other' }, 'reply');
    await takeIt(inThread);
    world.work();
    await world.pass(5_000);
    expect(done().filter((line) => line.includes('told'))).toEqual([
      'post 19:helpdesk/root: told taken',
      'post 19:helpdesk/other: told taken',
    ]);
  });

  it('leaves a conversation alone for as long as Teams asks, and others not', async () => {
    const [one, two, other] = [await raise(), await raise(), await raise()];
    await placeNew(one);
    await placeNew(two);
    await placeNew(other, { ...CHANNEL, id: '19:other' });
    const until = world.time.clock() + 30_000;
    world.messenger.before = ({ conversation }) => {
      if (conversation.id === CHANNEL.id && world.time.clock() < until) fails('throttled', until);
    };
    world.work();
    await world.pass(29_000);
    expect(done()).toEqual(['post 19:other: raiser raised 2']);
    expect(world.messenger.asked).toHaveLength(2);
    await world.pass(10_000);
    expect(done()).toHaveLength(3);
  });

  it('waits for our own pace without counting that as a failure', async () => {
    const request = await raise();
    await placeNew(request);
    let asked = 0;
    world.messenger.before = () => {
      asked += 1;
      if (asked <= 5) throw new PacedError(world.time.clock() + 3_000);
      if (asked === 6) fails('unavailable');
    };
    world.work();
    const begin = world.time.clock();
    await world.passUntil(() => done().length > 0, 60_000);
    // Five waits of three seconds, and the first one of a conversation that fails.
    expect(world.time.clock() - begin).toBeLessThan(45_000);
    expect(world.log.lines.filter(({ level }) => level === 'error')).toHaveLength(1);
  });

  it('tries what fails in passing with longer and longer waits, up to five minutes', async () => {
    const at: number[] = [];
    const end = world.time.clock() + 40 * MINUTE_MS;
    world.messenger.before = () => {
      at.push(world.time.clock());
      if (world.time.clock() < end) fails('unavailable');
    };
    await placeNew(await raise());
    world.work();
    await world.pass(46 * MINUTE_MS);
    expect(done()).toHaveLength(1);
    const waits = at.slice(1).map((instant, index) => Math.round((instant - (at[index] ?? 0)) / 1_000));
    expect(waits[0]).toBeLessThan(10);
    expect(Math.max(...waits)).toBeLessThanOrEqual(306);
    expect(at.length).toBeLessThan(20);
  });

  it.each(['gone', 'blocked'] as const)('gives a card up whose conversation is %s', async (code) => {
    const request = await raise();
    await placeNew(request);
    world.messenger.before = () => fails(code);
    world.work();
    await world.pass(10_000);
    await takeIt(request);
    await world.pass(10 * MINUTE_MS);
    expect(world.messenger.asked).toHaveLength(1);
    expect(world.log.lines.filter(({ level }) => level === 'warn').map(({ fields }) => fields)).toEqual([
      { code, purpose: 'raiser' },
    ]);
  });

  it.each(['refused', 'tooLarge'] as const)('tries a card that is %s again when it changes', async (code) => {
    const request = await raise();
    await placeNew(request);
    world.messenger.before = () => fails(code);
    world.work();
    await world.pass(10 * MINUTE_MS);
    expect(world.messenger.asked).toHaveLength(1);
    world.messenger.before = () => {};
    await note(request, 'one', ADELE);
    await world.pass(10_000);
    expect(done()).toEqual(['post 19:helpdesk: raiser raised 3']);
    expect(world.log.lines.filter(({ level }) => level === 'warn').map(({ fields }) => fields)).toEqual([
      { code, purpose: 'raiser' },
    ]);
  });

  it('tells what happened although Teams does not take the card', async () => {
    const request = await raise();
    await placeShown(request, CHAT, 'form');
    await takeIt(request);
    world.messenger.before = ({ what }) => {
      if (what === 'update') fails('tooLarge');
    };
    world.work();
    await world.pass(MINUTE_MS);
    expect(done()).toEqual(['post a:personal: told taken']);
    expect(world.messenger.asked).toHaveLength(2);
  });

  it('gives a card up that somebody asked for and deleted', async () => {
    const request = await raise();
    await world.store.requests.place(request, {
      ...{ conversation: CHAT, messageId: 'asked', reader: READER },
      ...{ purpose: 'viewer', shownVersion: 2 },
    });
    world.messenger.before = () => fails('messageGone');
    world.work();
    for (const key of ['one', 'two']) {
      await note(request, key);
      await world.pass(MINUTE_MS);
    }
    expect(world.messenger.asked.map(({ what }) => what)).toEqual(['update']);
    expect(world.log.lines.filter(({ level }) => level === 'warn')).toEqual([]);
  });

  it('posts a card anew, in a thread of its own, when its message was deleted', async () => {
    const request = await raise();
    await placeNew(request);
    world.work();
    await world.pass(1_000);
    world.messenger.before = ({ messageId }) => {
      if (messageId === 'm1') fails('messageGone');
    };
    await note(request, 'one', ADELE);
    await world.pass(6_000);
    await note(request, 'two', ADELE);
    await world.pass(6_000);
    expect(done()).toEqual([
      'post 19:helpdesk: raiser raised 2',
      'post 19:helpdesk: raiser raised 3',
      'update 19:helpdesk/m2 m2: raiser raised 4',
    ]);
  });

  it('posts a card anew once, however long it takes until Teams takes it', async () => {
    const request = await raise();
    await placeShown(request, CHAT, 'form');
    await note(request, 'one', ADELE);
    let failures = 4;
    world.messenger.before = ({ what, messageId }) => {
      if (messageId === 'form') fails('messageGone');
      if (what === 'post' && failures-- > 0) fails('unavailable');
    };
    world.work();
    await world.pass(5 * MINUTE_MS);
    expect(done()).toEqual(['post a:personal: raiser raised 3']);
  });

  it('does not repeat a card when only the message beside it failed', async () => {
    const request = await raise();
    await placeShown(request, CHAT, 'form');
    await takeIt(request);
    let failures = 3;
    world.messenger.before = ({ what }) => {
      if (what === 'post' && failures-- > 0) fails('unavailable');
    };
    world.work();
    await world.pass(MINUTE_MS);
    expect(done()).toEqual(['update a:personal form: raiser raised 3', 'post a:personal: told taken']);
  });

  it('goes on without the message beside it when Teams does not take that', async () => {
    const request = await raise();
    await placeShown(request, CHAT, 'form');
    await takeIt(request);
    world.messenger.before = ({ what }) => {
      if (what === 'post') fails('tooLarge');
    };
    world.work();
    await world.pass(MINUTE_MS);
    expect(world.messenger.asked).toHaveLength(2);
    expect(done()).toEqual(['update a:personal form: raiser raised 3']);
  });

  it('sends one at a time in a conversation', async () => {
    let open = 0;
    let most = 0;
    world.messenger.before = async () => {
      open += 1;
      most = Math.max(most, open);
      await world.time.sleep(200);
      open -= 1;
    };
    for (let count = 0; count < 20; count += 1) await placeNew(await raise());
    world.work();
    await world.pass(20_000);
    expect(done()).toHaveLength(20);
    expect(most).toBe(1);
  });

  it('lets a conversation that hangs hold up no other', async () => {
    for (let count = 0; count < 100; count += 1) await placeNew(await raise());
    await placeNew(await raise(), { ...CHANNEL, id: '19:other' });
    world.messenger.before = ({ conversation }, signal) =>
      conversation.id === CHANNEL.id ? hang(signal) : undefined;
    world.work();
    await world.pass(2_000);
    expect(done()).toEqual(['post 19:other: raiser raised 2']);
  });

  it('never shows an older state after a newer one, with two processes at work', async () => {
    const request = await raise();
    await placeNew(request);
    world.messenger.before = async () => world.time.sleep(700);
    const workers = [world.work(), world.work()];
    for (let count = 0; count < 12; count += 1) {
      await note(request, `note ${count}`, ADELE);
      for (const one of workers) one.wake();
      await world.pass(500);
    }
    await world.pass(6_000);
    const versions = world.messenger.done.map(({ message }) => Number(message.card.version));
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
    expect(new Set(versions).size).toBe(versions.length);
    expect(versions.at(-1)).toBe((await world.find(request.form)).version);
    expect(done().filter((line) => line.startsWith('post'))).toHaveLength(1);
  });

  it('shows other cards although one cannot be drawn, and that one when it can', async () => {
    const [broken, sound] = [await raise(), await raise()];
    await placeNew(broken);
    await placeNew(sound);
    let isBroken = true;
    world.work({
      draw: {
        ...PLAIN_DRAW,
        async card(request, ...rest) {
          if (isBroken && request.form === broken.form) throw new TypeError('no template');
          return PLAIN_DRAW.card(request, ...rest);
        },
      },
    });
    await world.pass(2_000);
    expect(done()).toHaveLength(1);
    isBroken = false;
    await world.pass(MINUTE_MS);
    expect(done()).toHaveLength(2);
  });

  it('posts a card once although the message beside it cannot be drawn', async () => {
    const request = await world.raise();
    world.azure.before = (_call, signal) => hang(signal);
    await placeNew(request, CHAT);
    world.work({
      draw: {
        ...PLAIN_DRAW,
        told() {
          throw new TypeError('no such word');
        },
      },
    });
    await world.pass(1_000);
    const now = world.time.clock();
    const rule = routeFailed('plan', 'InvalidSupportPlan', now);
    await world.store.requests.change(request, { kind: 'bot' }, now, rule);
    await world.pass(MINUTE_MS);
    expect(done()).toEqual(['post a:personal: raiser raised 2', 'update a:personal m1: raiser raised 3']);
    expect(world.log.lines.filter(({ level }) => level === 'error')).toHaveLength(1);
  });
});

describe('a card in somebody’s own chat', () => {
  const admitted = (...hidden: string[]): Admission => ({
    kind: 'admitted',
    access: createAccess(
      ['helpdeskAgent'],
      {
        ...{ seesAll: hidden.length === 0, groups: [] },
        sees: ({ tenantId }) => !hidden.includes(tenantId),
      },
      ['global'],
    ),
  });

  async function showTo(admission: () => Admission) {
    const request = await raise();
    await placeShown(request, CHAT, 'form');
    await placeNew(request);
    await note(request, 'one');
    const asked: unknown[] = [];
    world.work({
      async admit({ objectId }, tenantId) {
        asked.push([objectId, tenantId]);
        return admission();
      },
    });
    await world.pass(2_000);
    return {
      request,
      asked,
      inChat: () => done().filter((line) => line.includes(String(CHAT.id.split('@')[0]))),
    };
  }

  it('is kept up to date for who has a role, and sees the customer', async () => {
    const { asked, inChat } = await showTo(() => admitted());
    expect(inChat().length).toBeGreaterThan(0);
    expect(new Set(asked.map(String))).toEqual(new Set([String([PEOPLE.adele.objectId, CHAT.tenantId])]));
  });

  it('is left as it is for who has no role any more, while the channel goes on', async () => {
    const { inChat } = await showTo(() => ({ kind: 'refused', reason: 'noRole' }));
    expect(inChat()).toEqual([]);
    expect(done().length).toBeGreaterThan(0);
  });

  it('is left as it is for whom the customer is hidden from by now', async () => {
    const { inChat } = await showTo(() => admitted(makeDraft().customer.tenantId));
    expect(inChat()).toEqual([]);
  });

  it('waits while roles cannot be read', async () => {
    let admission: Admission = { kind: 'unreadable', retryAt: undefined };
    const { inChat } = await showTo(() => admission);
    expect(inChat()).toEqual([]);
    admission = admitted();
    await world.pass(20_000);
    expect(inChat().length).toBeGreaterThan(0);
  });
});
