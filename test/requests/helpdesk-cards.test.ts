import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Conversation } from '../../src/delivery/conversation.ts';
import { DeliveryError } from '../../src/delivery/messenger.ts';
import { addNote } from '../../src/requests/add-note.ts';
import type { ServiceRequest } from '../../src/requests/request.ts';
import { setState } from '../../src/requests/set-state.ts';
import { take } from '../../src/requests/take.ts';
import type { Person } from '../../src/staff/person.ts';
import { step } from '../support/request-rules.ts';
import { makeConversation, openRequestWorld, type RequestWorld } from '../support/request-world.ts';
import { HOUR_MS, MINUTE_MS, PEOPLE } from '../support/requests.ts';

const CHANNEL = makeConversation({ id: '19:helpdesk', kind: 'channel', name: 'Helpdesk' });
const GROUP = makeConversation({ id: '19:group', kind: 'group' });
const CHAT = makeConversation();
const MEGANS = makeConversation({ id: 'a:megan' });
const READER = { language: 'en', timeZone: 'UTC' } as const;

let world: RequestWorld;
beforeEach(async () => {
  world = await openRequestWorld();
});
afterEach(() => world.close());

const setHelpdesk = (conversation: Conversation) =>
  world.store.requests.helpdesk.set({ conversation, reader: READER, setBy: 'Megan', setAt: 0 });

const placeForRaiser = ({ form, version }: ServiceRequest, conversation: Conversation = CHAT) =>
  world.store.requests.place(
    { form },
    { conversation, messageId: 'form', reader: READER, purpose: 'raiser', shownVersion: version },
  );

async function takeIt({ form }: ServiceRequest, person: Person, conversation: Conversation): Promise<void> {
  const now = world.time.clock();
  await world.store.requests.change({ form }, { kind: 'person', person }, now, take(person, now));
  await world.store.requests.placeTaker({ form }, person, { conversation, reader: READER }, true);
}

async function fail({ form }: ServiceRequest): Promise<void> {
  const now = world.time.clock();
  const rule = step({}, [{ kind: 'trouble', code: 'plan', cause: 'plan' }]);
  await world.store.requests.change({ form }, { kind: 'bot' }, now, rule);
}

async function note({ form }: ServiceRequest): Promise<void> {
  const now = world.time.clock();
  const rule = addNote({ text: 'x', toVendor: false, key: `${now}`, id: `${now}` }, now);
  await world.store.requests.change({ form }, { kind: 'person', person: PEOPLE.adele }, now, rule);
}

/** What came through, for example `post 19:helpdesk: helpdesk raised 2`. */
const done = () =>
  world.messenger.done.map(
    ({ what, conversation: { id, thread }, messageId, message }) =>
      `${what} ${id}${thread ? `/${thread}` : ''}${messageId ? ` ${messageId}` : ''}: ${message.summary}`,
  );
const told = () => done().filter((line) => line.includes('told'));

describe("the helpdesk's cards", () => {
  it.each([
    ['begin a thread of a channel, and what is told goes into it', CHANNEL, '19:helpdesk/m1', '19:helpdesk'],
    ['are posted in a group chat', GROUP, '19:group', '19:group'],
    ['are posted in a personal chat', MEGANS, 'a:megan', 'a:megan'],
  ])('%s', async (_what, conversation, place, first) => {
    await setHelpdesk(conversation);
    const request = await world.raise({ route: 'portal' });
    world.work();
    await world.pass(1_000);
    await fail(request);
    await world.pass(6_000);
    expect(done()).toEqual([
      `post ${first}: helpdesk raised 2`,
      `update ${place} m1: helpdesk raised 3`,
      `post ${place}: told trouble`,
    ]);
  });

  it('are posted for open requests when the helpdesk is named, and move with it', async () => {
    const request = await world.raise({ route: 'helpdesk' });
    world.work();
    await setHelpdesk(CHANNEL);
    await world.pass(6_000);
    await setHelpdesk(GROUP);
    await world.pass(6_000);
    await fail(request);
    await world.pass(6_000);
    expect(done()).toEqual([
      'post 19:helpdesk: helpdesk raised 2',
      'post 19:group: helpdesk raised 2',
      'update 19:helpdesk/m1 m1: viewer raised 3',
      'update 19:group m2: helpdesk raised 3',
      'post 19:group: told trouble',
    ]);
  });

  it('are not posted where the helpdesk was when the form was sent', async () => {
    await setHelpdesk(CHANNEL);
    await world.raise({ route: 'helpdesk' });
    await setHelpdesk(GROUP);
    world.work();
    await world.pass(10_000);
    expect(done()).toEqual(['post 19:group: helpdesk raised 2']);
  });

  it.each([
    'gone',
    'blocked',
  ] as const)('are missed by who raised a request when they are %s', async (code) => {
    await setHelpdesk(CHANNEL);
    const request = await world.raise({ route: 'helpdesk' });
    await placeForRaiser(request);
    world.messenger.before = ({ conversation }) => {
      if (conversation.id === CHANNEL.id) throw new DeliveryError(code, code);
    };
    world.work();
    await world.pass(10_000);
    await note(request);
    await world.pass(10 * MINUTE_MS);
    expect(told()).toEqual(['post a:personal: told helpdeskUnreachable']);
    const { changedAt, version } = await world.find(request.form);
    expect([changedAt > request.changedAt, version]).toEqual([true, 4]);
    expect(world.messenger.asked.filter(({ conversation }) => conversation.id === CHANNEL.id)).toHaveLength(
      1,
    );

    world.messenger.before = () => {};
    await setHelpdesk(CHANNEL);
    await world.pass(10_000);
    expect(done().at(-1)).toBe('post 19:helpdesk: helpdesk raised 4');
    expect(told()).toHaveLength(1);
  });

  it('are not missed once a request is over', async () => {
    await setHelpdesk(CHANNEL);
    const request = await world.raise({ route: 'helpdesk' });
    await placeForRaiser(request);
    world.messenger.before = ({ conversation }) => {
      if (conversation.id === CHANNEL.id) throw new DeliveryError('gone', 'gone');
    };
    const now = world.time.clock();
    const by = { kind: 'person', person: PEOPLE.adele } as const;
    await world.store.requests.change(request, by, now, setState('closed', now));
    world.work();
    await world.pass(10_000);
    expect(done()).toEqual(['update a:personal form: raiser closed 3']);
  });
});

describe('while Teams, or the sign-in to it, is out', () => {
  it('every card waits, and the log says so once', async () => {
    await setHelpdesk(CHANNEL);
    const requests = [];
    for (let count = 0; count < 5; count += 1) {
      const request = await world.raise({ route: 'helpdesk' });
      await placeForRaiser(request, { ...CHAT, id: `a:${count}` });
      await note(request);
      requests.push(request);
    }
    let isOut = true;
    world.messenger.before = () => {
      if (isOut) throw new DeliveryError('unavailable', 'The bot could not sign in (invalid_client).');
    };
    world.work();
    await world.pass(20 * MINUTE_MS);
    for (const request of requests) await note(request);
    await world.pass(20 * MINUTE_MS);
    expect(done()).toEqual([]);
    isOut = false;
    await world.pass(10 * MINUTE_MS);
    expect(done()).toHaveLength(10);
    expect(world.log.lines.filter(({ level }) => level === 'error' || level === 'warn')).toMatchObject([
      { fields: { work: 'messages', error: 'DeliveryError(unavailable)' } },
    ]);
    expect(world.log.lines.filter(({ fields }) => fields.work === 'messages')).toHaveLength(2);
  });
});

describe('who took a request', () => {
  it('is told where they took it of what asks for them, in messages of their own', async () => {
    const request = await world.raise({ route: 'portal' });
    await takeIt(request, PEOPLE.megan, MEGANS);
    world.work();
    await note(request);
    await world.pass(6_000);
    expect(done()).toEqual([]);
    await fail(request);
    await world.pass(6_000);
    expect(done()).toEqual(['post a:megan: told trouble']);
  });

  it('is reminded of a request that is silent', async () => {
    const request = await world.raise({ route: 'helpdesk', severity: 'A' });
    await takeIt(request, PEOPLE.megan, MEGANS);
    world.work();
    await world.pass(2 * HOUR_MS + 2 * MINUTE_MS, 10_000);
    expect(done()).toEqual(['post a:megan: told reminded']);
  });

  it.each([
    ['the helpdesk', CHANNEL, { ...CHANNEL, thread: 'other' }],
    ['the helpdesk of a group chat', GROUP, GROUP],
  ])('hears nothing twice in one conversation: %s', async (_what, helpdesk, taken) => {
    await setHelpdesk(helpdesk);
    const request = await world.raise({ route: 'portal' });
    await takeIt(request, PEOPLE.megan, taken);
    world.work();
    await world.pass(1_000);
    await fail(request);
    await world.pass(10_000);
    expect(told()).toHaveLength(1);
  });

  it('hears nothing twice where they raised it themself, not even as the helpdesk', async () => {
    await setHelpdesk(CHAT);
    const request = await world.raise({ route: 'portal' });
    await placeForRaiser(request);
    await takeIt(request, PEOPLE.adele, CHAT);
    world.work();
    await world.pass(1_000);
    await fail(request);
    await world.pass(10_000);
    expect(told()).toEqual(['post a:personal: told trouble']);
  });

  it('is told in the helpdesk and where they are, where that is not the same', async () => {
    await setHelpdesk(CHANNEL);
    const request = await world.raise({ route: 'portal' });
    await takeIt(request, PEOPLE.megan, MEGANS);
    world.work();
    await world.pass(1_000);
    await fail(request);
    await world.pass(10_000);
    expect(told().sort()).toEqual(['post 19:helpdesk/m1: told trouble', 'post a:megan: told trouble']);
  });

  it('is told no more where the bot is blocked, and again where they take it next', async () => {
    const request = await world.raise({ route: 'portal' });
    await takeIt(request, PEOPLE.megan, MEGANS);
    world.messenger.before = ({ conversation }) => {
      if (conversation.id === MEGANS.id) throw new DeliveryError('blocked', 'blocked');
    };
    world.work();
    await fail(request);
    await world.pass(10_000);
    await takeIt(request, PEOPLE.megan, GROUP);
    await fail(request);
    await world.pass(10_000);
    expect(world.messenger.asked.map(({ conversation }) => conversation.id)).toEqual(['a:megan', '19:group']);
  });
});
