import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PacedError } from '../../src/delivery/paced-error.ts';
import { ParkError } from '../../src/delivery/turn.ts';
import {
  CHANNEL,
  CHAT,
  createDeliveryWorld,
  type DeliveryWorld,
  drawPlainly,
  fail,
} from '../support/delivery-world.ts';
import { hang } from '../support/fake-azure-support.ts';

const MINUTE_MS = 60_000;

let world: DeliveryWorld;
beforeEach(() => {
  world = createDeliveryWorld();
});
afterEach(() => world.close());

const texts = () => world.messenger.done.map(({ message }) => message.summary);

/** The card of EX1 is there, and nobody is at work any more. */
async function postFirst(): Promise<void> {
  world.queue.want(CHANNEL, 'EX1', { text: 'down' });
  const worker = world.work();
  await world.passUntilIdle();
  const stopped = worker.stop();
  await world.time.pass(2_000);
  await stopped;
}

describe('a living card', () => {
  it('is posted, edited in place, and its thread is told of what is worth it', async () => {
    world.queue.want(CHANNEL, 'EX1', { text: 'down' });
    const worker = world.work();
    await world.passUntilIdle();
    world.queue.want(CHANNEL, 'EX1', { text: 'posted' });
    worker.wake();
    await world.passUntilIdle();
    world.queue.want(CHANNEL, 'EX1', { text: 'worse', tells: 'worse' });
    worker.wake();
    await world.passUntilIdle();
    expect(world.done()).toEqual([
      'post 19:noc: down',
      'update 19:noc/m1 m1: posted',
      'update 19:noc/m1 m1: worse',
      'post 19:noc/m1: told worse',
    ]);
    expect(world.queue.card(CHANNEL, 'EX1')).toMatchObject({ shown: 3, told: 3 });
  });

  it('has no thread in a chat: there it is told below', async () => {
    world.queue.want(CHAT, 'EX1', { text: 'down' });
    world.work();
    await world.passUntilIdle();
    world.queue.want(CHAT, 'EX1', { text: 'over', tells: 'resolved' });
    await world.passUntilIdle();
    expect(world.done()).toEqual([
      'post a:chat: down',
      'update a:chat m1: over',
      'post a:chat: told resolved',
    ]);
  });

  it('begins a thread of its own for each incident in a channel', async () => {
    const subjects = ['EX1', 'TM2'];
    for (const subject of subjects) world.queue.want(CHANNEL, subject, { text: subject });
    world.work();
    await world.passUntilIdle();
    for (const subject of subjects)
      world.queue.want(CHANNEL, subject, { text: `${subject} worse`, tells: 'worse' });
    await world.passUntilIdle();
    expect(world.done()).toEqual([
      'post 19:noc: EX1',
      'post 19:noc: TM2',
      'update 19:noc/m1 m1: EX1 worse',
      'post 19:noc/m1: told worse',
      'update 19:noc/m2 m2: TM2 worse',
      'post 19:noc/m2: told worse',
    ]);
  });

  it('tells everything by being posted: no reply follows at once', async () => {
    world.queue.want(CHANNEL, 'EX1', { text: 'down', tells: 'worse' });
    world.work();
    await world.passUntilIdle();
    expect(world.done()).toEqual(['post 19:noc: down']);
    expect(world.queue.card(CHANNEL, 'EX1')).toMatchObject({ shown: 1, told: 1 });
  });

  it('shows its newest state only, whatever happened while its conversation was out', async () => {
    world.queue.want(CHANNEL, 'EX1', { text: 'v1' });
    world.work();
    await world.passUntilIdle();
    world.receive = () => fail('unavailable');
    for (let version = 2; version <= 30; version += 1) {
      await world.time.pass(1_000);
      world.queue.want(CHANNEL, 'EX1', { text: `v${version}`, tells: `t${version}` });
    }
    world.receive = () => {};
    await world.passUntilIdle(2 * MINUTE_MS);
    const told = Array.from({ length: 29 }, (_, index) => `t${index + 2}`).join(', ');
    expect(texts()).toEqual(['v1', 'v30', `told ${told}`]);
  });

  it('never goes back to an older state, with three processes at work and messages of every speed', async () => {
    let seed = 20_261_121;
    const random = () => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed / 2_147_483_648;
    };
    world.travelMs = () => Math.floor(random() * 800);
    world.receive = () => random() < 0.1 && fail('unavailable');
    const workers = [world.work({ random }), world.work({ random }), world.work({ random })];
    for (let version = 1; version <= 100; version += 1) {
      world.queue.want(CHANNEL, 'EX1', { text: String(version) });
      workers[version % 3]?.wake();
      await world.time.pass(Math.floor(random() * 1_000));
    }
    await world.passUntilIdle(5 * MINUTE_MS);
    const versions = texts().map(Number);
    expect(versions).toEqual([...versions].sort((one, other) => one - other));
    expect(versions.at(-1)).toBe(100);
    expect(world.done().filter((line) => line.startsWith('post'))).toHaveLength(1);
  });

  it('tells its delay from the change it shows until Teams has it', async () => {
    world.queue.want(CHANNEL, 'EX1', { text: 'down', changedAt: world.time.clock() - 30_000 });
    world.work();
    await world.passUntilIdle();
    const [{ kind, delayMs = 0 } = { kind: 'failed' }] = world.observed;
    expect(kind).toBe('posted');
    expect(delayMs).toBeGreaterThanOrEqual(30_000);
    expect(delayMs).toBeLessThan(30_500);
  });
});

describe('a quiet card', () => {
  it('is kept up to date; what was not told is told when it is no longer quiet', async () => {
    const quietUntil = world.time.clock() + 10 * MINUTE_MS;
    world.queue.want(CHANNEL, 'EX1', { text: 'down', quietUntil });
    world.work({
      draw: async (card) => {
        const { quietUntil: until, ...drawn } = await drawPlainly(card);
        return typeof until === 'number' && until > world.time.clock()
          ? { ...drawn, quietUntil: until }
          : drawn;
      },
    });
    await world.time.pass(MINUTE_MS);
    world.queue.want(CHANNEL, 'EX1', { text: 'worse', tells: 'worse', quietUntil });
    await world.time.pass(MINUTE_MS);
    world.queue.want(CHANNEL, 'EX1', { text: 'worst', tells: 'worst', quietUntil });
    await world.time.pass(7 * MINUTE_MS);
    expect(texts()).toEqual(['down', 'worse', 'worst']);
    await world.time.pass(2 * MINUTE_MS);
    expect(texts().at(-1)).toBe('told worse, worst');
    expect(world.queue.card(CHANNEL, 'EX1').told).toBe(3);
  });

  it('tells its end although it is quiet until it is over', async () => {
    world.queue.want(CHANNEL, 'EX1', { text: 'down', quietUntil: 'over' });
    world.work();
    await world.passUntilIdle();
    world.queue.want(CHANNEL, 'EX1', { text: 'worse', tells: 'worse', quietUntil: 'over' });
    await world.time.pass(60 * MINUTE_MS);
    expect(texts()).toEqual(['down', 'worse']);
    world.queue.want(CHANNEL, 'EX1', { text: 'over', tells: 'resolved' });
    await world.passUntilIdle();
    expect(texts().slice(2)).toEqual(['over', 'told worse, resolved']);
  });

  it('does not put off what became new while it was drawn', async () => {
    await postFirst();
    world.queue.want(CHANNEL, 'EX1', { text: 'worse', tells: 'x', quietUntil: 'over' });
    world.queue.before = (call) => {
      if (call !== 'putOff') return;
      world.queue.before = () => {};
      world.queue.want(CHANNEL, 'EX1', { text: 'over', tells: 'resolved' });
    };
    world.work();
    await world.passUntilIdle();
    expect(texts()).toEqual(['down', 'worse', 'over', 'told x, resolved']);
  });
});

describe('a conversation', () => {
  it('that fails is tried less and less often, within a minute, and is not parked', async () => {
    world.receive = () => fail('unavailable');
    world.queue.want(CHANNEL, 'EX1', { text: 'down' });
    world.work();
    await world.time.pass(10 * MINUTE_MS);
    const waits = world.arrivals.slice(1).map(({ at }, index) => at - (world.arrivals[index]?.at ?? 0));
    const seconds = waits.map((ms) => Math.round(ms / 1_000));
    expect(seconds.slice(0, 4)).toEqual([2, 4, 8, 16]);
    expect(seconds[5]).toBeGreaterThanOrEqual(60);
    expect(Math.max(...seconds)).toBeLessThanOrEqual(61);
    expect(world.log.lines.filter(({ level }) => level === 'error')).toHaveLength(1);
  });

  it.each(['blocked', 'gone'] as const)('that is %s is parked', async (code) => {
    world.receive = () => fail(code);
    world.queue.want(CHAT, 'EX1', { text: 'down' });
    world.work();
    await world.time.pass(MINUTE_MS);
    expect(world.queue.place(CHAT).parked).toBe(code);
    expect(world.arrivals).toHaveLength(1);
    expect(world.count('parked')).toBe(1);
  });

  it.each([
    'refused',
    'tooLarge',
  ] as const)('shows other cards although one is %s, and that one when it changes', async (code) => {
    world.receive = ({ message }) => message.summary === 'bad' && fail(code);
    world.queue.want(CHANNEL, 'EX1', { text: 'bad', tells: 'worse' });
    world.queue.want(CHANNEL, 'EX2', { text: 'good' });
    world.work();
    await world.passUntilIdle();
    expect(texts()).toEqual(['good']);
    expect(world.count('refused')).toBe(1);
    expect(world.log.lines.map(({ level }) => level)).toEqual(['warn']);
    world.queue.want(CHANNEL, 'EX1', { text: 'better' });
    await world.passUntilIdle();
    expect(texts()).toEqual(['good', 'better']);
  });

  it('is told what happened although Teams does not take the edit', async () => {
    world.queue.want(CHANNEL, 'EX1', { text: 'down' });
    world.work();
    await world.passUntilIdle();
    world.receive = ({ what }) => what === 'update' && fail('tooLarge');
    world.queue.want(CHANNEL, 'EX1', { text: 'huge', tells: 'worse' });
    await world.passUntilIdle();
    expect(texts()).toEqual(['down', 'told worse']);
  });

  it('that refuses every message is parked', async () => {
    world.receive = () => fail('refused');
    for (let count = 0; count < 10; count += 1) world.queue.want(CHANNEL, `EX${count}`, { text: 'down' });
    world.work();
    await world.time.pass(MINUTE_MS);
    expect(world.queue.place(CHANNEL).parked).toBe('refused');
    expect(world.arrivals).toHaveLength(5);
  });

  it('with very much to show lets others have their turn', async () => {
    for (let count = 0; count < 200; count += 1)
      world.queue.want(CHANNEL, `EX${count}`, { text: `${count}` });
    world.travelMs = () => 400;
    world.work();
    await world.time.pass(40_000);
    const releases = world.queue.calls.filter(({ call }) => call === 'release').length;
    expect(releases).toBeGreaterThanOrEqual(2);
    await world.passUntilIdle(10 * MINUTE_MS);
    expect(new Set(texts()).size).toBe(200);
  });

  it('shows other cards although one cannot be drawn, and that one when it can', async () => {
    let isBroken = true;
    world.queue.want(CHANNEL, 'EX1', { text: 'broken' });
    world.queue.want(CHANNEL, 'EX2', { text: 'sound' });
    world.work({
      async draw(card) {
        if (isBroken && card.content.text === 'broken') throw new TypeError('no template of Contoso');
        return drawPlainly(card);
      },
    });
    await world.time.pass(2_000);
    expect(texts()).toEqual(['sound']);
    isBroken = false;
    await world.time.pass(10_000);
    expect(texts()).toEqual(['sound', 'broken']);
    expect(JSON.stringify(world.log.lines)).not.toContain('Contoso');
  });

  it('waits where it is not known yet who may see it: nothing is posted, nothing is logged, and nobody has failed', async () => {
    let isKnown = false;
    world.queue.want(CHANNEL, 'EX1', { text: 'down' });
    world.work({
      async draw(card) {
        if (!isKnown) throw new PacedError(world.time.clock() + 15_000);
        return drawPlainly(card);
      },
    });
    await world.time.pass(20_000);
    expect(texts()).toEqual([]);
    expect(world.queue.place(CHANNEL)).toMatchObject({ failures: 0, parked: undefined });
    expect(world.log.lines).toEqual([]);
    isKnown = true;
    await world.time.pass(15_000);
    expect(texts()).toEqual(['down']);
  });

  it('ends with its conversation where nobody there may see anything any more', async () => {
    world.queue.want(CHANNEL, 'EX1', { text: 'down' });
    world.work({
      async draw() {
        throw new ParkError('noRole');
      },
    });
    await world.time.pass(1_000);
    expect(world.queue.place(CHANNEL).parked).toBe('noRole');
    expect(texts()).toEqual([]);
  });

  it('that nobody there wants any more is kept up to date where it is, and is posted nowhere', async () => {
    await postFirst();
    let isUnwanted = true;
    world.work({ draw: async (card) => ({ ...(await drawPlainly(card)), isUnwanted }) });
    world.queue.want(CHANNEL, 'EX1', { text: 'worse', tells: 'worse' });
    world.queue.want(CHANNEL, 'EX2', { text: 'new', tells: 'appeared' });
    await world.passUntilIdle();
    expect(texts()).toEqual(['down', 'worse', 'told worse']);
    world.receive = ({ what }) => what === 'update' && fail('messageGone');
    world.queue.want(CHANNEL, 'EX1', { text: 'over' });
    await world.passUntilIdle();
    expect(texts()).toEqual(['down', 'worse', 'told worse']);
    expect(world.queue.card(CHANNEL, 'EX1').isDropped).toBe(true);
    isUnwanted = false;
    world.queue.want(CHANNEL, 'EX2', { text: 'watched again' });
    await world.passUntilIdle();
    expect(texts().at(-1)).toBe('watched again');
  });

  it('whose post may have arrived gets it again, and that is counted; a post that was not sent is not', async () => {
    let failures = 0;
    world.receive = () => {
      failures += 1;
      if (failures <= 2) fail('unavailable', { mayHaveArrived: failures === 1 });
    };
    world.queue.want(CHANNEL, 'EX1', { text: 'down' });
    world.work();
    await world.passUntilIdle();
    expect([world.count('maybeTwice'), world.count('failed'), world.count('posted')]).toEqual([1, 2, 1]);
  });
});

describe('a claim', () => {
  it('that is lost ends the work on the place at once', async () => {
    for (let count = 0; count < 5; count += 1) world.queue.want(CHANNEL, `EX${count}`, { text: `${count}` });
    world.receive = () => {
      world.queue.place(CHANNEL).leaseBy = 'somebody else';
    };
    world.work();
    await world.time.pass(20_000);
    expect(world.arrivals).toHaveLength(1);
    expect(world.queue.place(CHANNEL).leaseBy).toBe('somebody else');
    expect(world.log.lines).toEqual([]);
    world.receive = () => {};
    await world.passUntilIdle(2 * MINUTE_MS);
  });

  it('ends when the process wakes up so late that somebody else may have the place: nothing more is sent', async () => {
    for (let count = 0; count < 2; count += 1) world.queue.want(CHANNEL, `EX${count}`, { text: `${count}` });
    const { nextCard } = world.queue;
    let sleptMs = 0;
    // The machine sleeps for a minute after the card was handed out.
    world.queue.nextCard = async (...given) => {
      const card = await nextCard(...given);
      sleptMs = MINUTE_MS;
      return card;
    };
    world.work({ clock: () => world.time.clock() + sleptMs });
    await world.time.pass(10);
    expect(world.arrivals).toHaveLength(0);
    await world.passUntilIdle(2 * MINUTE_MS);
    expect(world.done()).toHaveLength(2);
  });

  it('keeps all others off a conversation, of two processes, too', async () => {
    let open = 0;
    let most = 0;
    world.receive = async () => {
      open += 1;
      most = Math.max(most, open);
      await world.time.sleep(300);
      open -= 1;
    };
    for (let count = 0; count < 20; count += 1) world.queue.want(CHANNEL, `EX${count}`, { text: `${count}` });
    const workers = [world.work(), world.work()];
    for (let round = 0; round < 50; round += 1) {
      for (const worker of workers) worker.wake();
      await world.time.pass(500);
    }
    await world.passUntilIdle(MINUTE_MS);
    expect(world.done()).toHaveLength(20);
    expect(most).toBe(1);
  });
});

describe('a crash', () => {
  /** A process that dies when the queue is called: whatever it does afterwards reaches nobody. */
  function dieAt(call: string, when: 'before' | 'after'): void {
    const { queue } = world;
    let isDead = false;
    const owner = 'dies';
    world.work({
      owner,
      queue: {
        ...queue,
        async record(...args) {
          if (isDead) return new Promise(() => {});
          if (call === 'record' && when === 'before') {
            isDead = true;
            return new Promise(() => {});
          }
          const result = await queue.record(...args);
          if (call === 'record') {
            isDead = true;
            return new Promise(() => {});
          }
          return result;
        },
        release: (...args) => (isDead ? new Promise(() => {}) : queue.release(...args)),
        claimPlaces: async (options) => (isDead ? [] : queue.claimPlaces(options)),
      },
    });
  }

  it('between acceptance and record repeats one message, and nothing else', async () => {
    await postFirst();
    world.queue.want(CHANNEL, 'EX1', { text: 'worse', tells: 'worse' });
    dieAt('record', 'before');
    await world.time.pass(2_000);
    world.work();
    await world.passUntilIdle(2 * MINUTE_MS);
    expect(texts()).toEqual(['down', 'worse', 'worse', 'told worse']);
  });

  it('between acceptance of the first post and its record is the one case of a second card', async () => {
    world.queue.want(CHANNEL, 'EX1', { text: 'down', tells: 'worse' });
    dieAt('record', 'before');
    await world.time.pass(2_000);
    world.work();
    await world.passUntilIdle(2 * MINUTE_MS);
    expect(texts()).toEqual(['down', 'down']);
  });

  it('after the record repeats nothing: who goes on finds the card unchanged, and replies', async () => {
    await postFirst();
    world.queue.want(CHANNEL, 'EX1', { text: 'worse', tells: 'worse' });
    dieAt('record', 'after');
    await world.time.pass(2_000);
    world.work();
    await world.passUntilIdle(2 * MINUTE_MS);
    expect(world.done()).toEqual([
      'post 19:noc: down',
      'update 19:noc/m1 m1: worse',
      'post 19:noc/m1: told worse',
    ]);
  });

  it('of the store between acceptance and record repeats nothing, however long it is away', async () => {
    await postFirst();
    world.queue.want(CHANNEL, 'EX1', { text: 'worse', tells: 'worse' });
    world.work();
    world.receive = () => {
      world.queue.before = () => {
        throw new Error('The database is away.');
      };
    };
    await world.time.pass(5 * MINUTE_MS);
    world.receive = () => {};
    world.queue.before = () => {};
    await world.passUntilIdle(2 * MINUTE_MS);
    expect(world.done()).toEqual([
      'post 19:noc: down',
      'update 19:noc/m1 m1: worse',
      'post 19:noc/m1: told worse',
    ]);
  });

  it('of the store for a moment delays a card by seconds, not by a lease', async () => {
    let failures = 3;
    world.queue.before = (call) => {
      if (call === 'nextCard' && failures-- > 0) throw new Error('The database is away.');
    };
    world.queue.want(CHANNEL, 'EX1', { text: 'down' });
    world.work();
    expect(await world.passUntilIdle()).toBeLessThan(15_000);
    expect(world.done()).toHaveLength(1);
  });
});

describe('a stop', () => {
  it('lets the message under way end, records it, and begins no other', async () => {
    await postFirst();
    world.travelMs = () => 500;
    world.queue.want(CHANNEL, 'EX1', { text: 'worse', tells: 'worse' });
    world.queue.want(CHANNEL, 'EX2', { text: 'down too' });
    const worker = world.work();
    await world.time.pass(300);
    const stopped = worker.stop();
    await world.time.pass(1_400);
    await stopped;
    expect(texts()).toEqual(['down', 'worse']);
    expect(world.queue.card(CHANNEL, 'EX1')).toMatchObject({ shown: 2, told: 1 });
    expect(world.queue.place(CHANNEL).leaseBy).toBeUndefined();
    world.work();
    await world.passUntilIdle();
    expect(texts()).toEqual(['down', 'worse', 'told worse', 'down too']);
  });

  it('ends within two seconds although Teams hangs, and the card is due for others', async () => {
    world.receive = (_message, signal) => hang(signal);
    world.queue.want(CHANNEL, 'EX1', { text: 'down' });
    const worker = world.work();
    await world.time.pass(300);
    const stopped = worker.stop();
    await world.time.pass(2_000);
    await stopped;
    expect(world.queue.place(CHANNEL)).toMatchObject({ leaseBy: undefined, parked: undefined });
    world.receive = () => {};
    world.work();
    await world.passUntilIdle();
    expect(texts()).toEqual(['down']);
  });
});
