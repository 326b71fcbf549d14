import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ALEX, type FakeTeams, MEGAN, type SentActivity, startFakeTeams } from '../support/fake-teams.ts';
import { readCardText } from '../support/read-card.ts';
import { type RunningBot, startBot } from '../support/start-bot.ts';

/** Messages of one person in a minute, and at once. */
const LIMIT = 20;

const isTold = (reply: SentActivity | undefined) =>
  /a lot at once/.test(readCardText(reply?.attachments?.[0]?.content));

describe('a flood', () => {
  let bot: RunningBot;
  let teams: FakeTeams;
  let calls = 0;

  beforeAll(async () => {
    bot = await startBot({
      env: { MESSAGES_PER_MINUTE: String(LIMIT) },
      surroundings: {
        fetch: (input, init) => {
          calls += 1;
          return fetch(input, init);
        },
      },
    });
    teams = await startFakeTeams(bot.url);
  });
  afterAll(async () => {
    await teams.stop();
    await bot.stop();
  });

  it('of one person is answered as far as it goes, told of once, and costs Microsoft nothing', async () => {
    const answers = await Promise.all(Array.from({ length: 80 }, () => teams.ask('help')));
    const told = answers.filter(([reply]) => isTold(reply));
    expect(told).toHaveLength(1);
    const given = answers.filter((replies) => replies.length === 1).length - told.length;
    expect(given).toBeGreaterThanOrEqual(LIMIT);
    // Every three seconds that pass meanwhile let one more in.
    expect(given).toBeLessThan(LIMIT + 10);
    const before = calls;
    const more = await Promise.all(Array.from({ length: 20 }, () => teams.ask('health for contoso.com')));
    expect(more.filter((replies) => replies.length === 0).length).toBeGreaterThan(15);
    // What a question or two cost, of who was let in meanwhile.
    expect(calls - before).toBeLessThan(40);
  });

  it('of pressed buttons gets a short answer to each: somebody waits', async () => {
    const pressed = await Promise.all(Array.from({ length: 40 }, () => teams.press('show-help', {})));
    expect(pressed.map(({ status }) => status)).toEqual(pressed.map(() => 200));
    for (const { card } of pressed) expect(JSON.stringify(card).length).toBeGreaterThan(100);
  });

  it('is nobody else’s', async () => {
    const elsewhere = { person: MEGAN, conversationId: 'conversation-2' };
    const [reply] = await teams.ask('health for contoso.com', elsewhere);
    expect(readCardText(reply?.attachments?.[0]?.content)).toMatch(/Contoso/);
    expect(await teams.ask('help', { person: ALEX })).toBeDefined();
  });
});
