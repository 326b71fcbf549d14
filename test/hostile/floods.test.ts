import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ALEX, type FakeTeams, MEGAN, startFakeTeams } from '../support/fake-teams.ts';
import { readCardText } from '../support/read-card.ts';
import { type RunningBot, startBot } from '../support/start-bot.ts';

/** Of 60 messages a minute a person may send 24 at once. */
const AT_ONCE = 24;

describe('a flood', () => {
  let bot: RunningBot;
  let teams: FakeTeams;
  let calls = 0;

  beforeAll(async () => {
    bot = await startBot({
      env: { MESSAGES_PER_MINUTE: '60' },
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
    const given = answers.filter((replies) => replies.length === 1);
    // A second or two pass meanwhile, each of which lets one more in.
    expect(given.length).toBeGreaterThan(AT_ONCE);
    expect(given.length).toBeLessThan(AT_ONCE + 15);
    const told = given.filter(([reply]) =>
      /too many|a moment|slow/i.test(readCardText(reply?.attachments?.[0]?.content)),
    );
    expect(told.length).toBeGreaterThan(0);
    const before = calls;
    expect(
      await Promise.all(Array.from({ length: 20 }, () => teams.ask('health for contoso.com'))),
    ).toContainEqual([]);
    // At most who was let in by the second that passed.
    expect(calls - before).toBeLessThan(60);
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
