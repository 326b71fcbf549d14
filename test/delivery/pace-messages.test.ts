import { beforeEach, describe, expect, it } from 'vitest';
import type { Conversation } from '../../src/delivery/conversation.ts';
import type { Messenger } from '../../src/delivery/messenger.ts';
import { createPacedMessenger } from '../../src/delivery/pace-messages.ts';
import { PacedError } from '../../src/delivery/paced-error.ts';
import { createVirtualTime, type VirtualTime } from '../health/estate/virtual-time.ts';
import { CHANNEL, makeChannel } from '../support/delivery-world.ts';
import { createFakeMessenger, type FakeMessenger } from '../support/fake-messenger.ts';
import { createFakeSendWindows, type FakeSendWindows } from '../support/fake-send-windows.ts';
import { createKeptLog } from '../support/kept-log.ts';

const MESSAGE = { card: {}, summary: 'down' };
const never = new AbortController().signal;

let time: VirtualTime;
let windows: FakeSendWindows;
let teams: FakeMessenger;
let log: ReturnType<typeof createKeptLog>;
let paced: Messenger;
/** When each message came to Teams, after the begin. */
let sent: { readonly id: string; readonly at: number }[];
beforeEach(() => {
  time = createVirtualTime(0);
  windows = createFakeSendWindows();
  teams = createFakeMessenger();
  log = createKeptLog();
  sent = [];
  teams.before = ({ conversation: { id } }) =>
    void sent.push({ id: id.split('@')[0] ?? '', at: time.clock() });
  paced = createPacedMessenger(teams, windows, { clock: time.clock, sleep: time.sleep, log });
});

/** What became of a post: undefined while it is under way. */
function post(conversation: Conversation, signal = never): { outcome?: unknown } {
  const result: { outcome?: unknown } = {};
  paced.post(conversation, MESSAGE, signal).then(
    () => {
      result.outcome = 'sent';
    },
    (error: unknown) => {
      result.outcome = error;
    },
  );
  return result;
}

describe('a paced messenger', () => {
  it('sends within 20 milliseconds where there is room, a post as well as an update', async () => {
    post(CHANNEL);
    await time.pass(20);
    const update = paced.update(makeChannel('other'), 'm1', MESSAGE, never);
    await time.pass(20);
    await update;
    expect(sent).toEqual([
      { id: '19:noc', at: 20 },
      { id: '19:other', at: 40 },
    ]);
  });

  it('asks again for a message that misses its moment', async () => {
    let asked = 0;
    windows.before = () => {
      asked += 1;
      return asked === 1 ? time.sleep(200) : undefined;
    };
    post(CHANNEL);
    await time.pass(300);
    expect(asked).toBe(2);
    expect(sent).toEqual([{ id: '19:noc', at: 220 }]);
  });

  it('lets messages wait for the room of the app in the order in which they came, and one alone ask', async () => {
    windows.before = () => time.sleep(2);
    const results = Array.from({ length: 60 }, (_, count) => post(makeChannel(String(count))));
    await time.pass(2_500);
    expect(results.every(({ outcome }) => outcome === 'sent')).toBe(true);
    expect(sent.map(({ id }) => Number(id.slice(3)))).toEqual(
      Array.from({ length: 60 }, (_, count) => count),
    );
    expect(windows.mostAtOnce).toBe(1);
  });

  it('waits two seconds for the app at most', async () => {
    windows.before = () => {};
    const refusing = createPacedMessenger(
      teams,
      { reserve: async (_place, now) => ({ isGranted: false, until: now + 300, of: 'app' }) },
      { clock: time.clock, sleep: time.sleep, log },
    );
    let error: unknown;
    refusing.post(CHANNEL, MESSAGE, never).catch((thrown: unknown) => {
      error = thrown;
    });
    await time.pass(1_700);
    expect(error).toBeUndefined();
    await time.pass(400);
    expect(error).toBeInstanceOf(PacedError);
    expect(sent).toEqual([]);
  });

  it('waits but a moment for a conversation, then says until when, as our own pace and not as Teams', async () => {
    const results = Array.from({ length: 8 }, () => post(CHANNEL));
    await time.pass(200);
    expect(sent).toHaveLength(7);
    const error = results.at(-1)?.outcome;
    expect(error).toBeInstanceOf(PacedError);
    expect(error).toMatchObject({ code: 'throttled', mayHaveArrived: false });
    const { retryAt } = error instanceof PacedError ? error : { retryAt: 0 };
    await time.pass(retryAt - 200 - time.clock());
    const late = post(CHANNEL);
    await time.pass(10);
    expect(late.outcome).toBeUndefined();
    await time.pass(300);
    expect(late.outcome).toBe('sent');
  });

  it('counts the threads of a channel as one conversation', async () => {
    for (let count = 0; count < 8; count += 1) post({ ...CHANNEL, thread: `t${count}` });
    await time.pass(300);
    expect(sent).toHaveLength(7);
  });

  it('lets others pass who wait for no conversation', async () => {
    for (let count = 0; count < 7; count += 1) post(CHANNEL);
    await time.pass(1_100);
    const waiting = post(CHANNEL);
    const other = post(makeChannel('other'));
    await time.pass(20);
    expect([waiting.outcome, other.outcome]).toEqual([undefined, 'sent']);
    await time.pass(200);
    expect(waiting.outcome).toBe('sent');
  });

  it('ends with the signal, wherever it waits, and leaves its turn to the next', async () => {
    windows.before = () => time.sleep(100);
    const controller = new AbortController();
    const [first, given, last] = [
      post(makeChannel('1')),
      post(makeChannel('2'), controller.signal),
      post(makeChannel('3')),
    ];
    await time.pass(50);
    controller.abort();
    await time.pass(1);
    expect(given.outcome).toMatchObject({ code: 'unavailable', mayHaveArrived: false });
    await time.pass(1_000);
    expect([first.outcome, last.outcome]).toEqual(['sent', 'sent']);
    expect(sent.map(({ id }) => id)).toEqual(['19:1', '19:3']);
  });

  it('lets no more than 500 wait', async () => {
    windows.before = () => new Promise(() => {});
    const results = Array.from({ length: 600 }, (_, count) => post(makeChannel(String(count))));
    await time.pass(10);
    expect(results.filter(({ outcome }) => outcome instanceof PacedError)).toHaveLength(99);
  });
});

describe('while the windows cannot be asked', () => {
  it('a conversation that was just sent as much as it takes waits for its window all the same', async () => {
    for (let count = 0; count < 7; count += 1) post(CHANNEL);
    await time.pass(300);
    expect(sent).toHaveLength(7);
    windows.before = () => {
      throw new Error('away');
    };
    const next = post(CHANNEL);
    await time.pass(100);
    expect(next.outcome).toBeInstanceOf(PacedError);
    expect(sent).toHaveLength(7);
  });

  it('messages go out all the same, more slowly, and the log says so once', async () => {
    windows.before = () => {
      throw new Error('away');
    };
    const results = Array.from({ length: 15 }, (_, count) => post(makeChannel(String(count))));
    const again = post(makeChannel('0'));
    await time.pass(2_000);
    expect(results.every(({ outcome }) => outcome === 'sent')).toBe(true);
    const gaps = sent.slice(1).map(({ at }, index) => at - (sent[index]?.at ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(100);
    expect(again.outcome).toBeInstanceOf(PacedError);
    windows.before = () => {};
    await time.pass(5_000);
    post(makeChannel('0'));
    await time.pass(100);
    expect(sent.at(-1)?.id).toBe('19:0');
    expect(log.lines.map(({ level }) => level)).toEqual(['error', 'info']);
  });

  it('a store that hangs is waited for one second, and then left alone for a while', async () => {
    windows.before = () => new Promise(() => {});
    const results = Array.from({ length: 10 }, (_, count) => post(makeChannel(String(count))));
    await time.pass(2_100);
    expect(results.every(({ outcome }) => outcome === 'sent')).toBe(true);
    expect(windows.asked).toBe(1);
  });
});
