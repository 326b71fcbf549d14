import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Playground, startPlayground } from '../../src/playground.ts';
import { findChromium, launchChromium } from '../support/browser.ts';
import { type RunningBot, startBot } from '../support/start-bot.ts';

// A person in a browser watches a channel: Microsoft's Playground in Chromium, talking to the whole bot on sandbox data, whose outage is over
// within three quarters of a minute.

const chromium = findChromium();
/** The outage lasts 37 seconds; the rest is for a slow machine. In milliseconds. */
const PATIENCE_MS = 80_000;

describe.skipIf(chromium === undefined)('a watched channel in the Playground', () => {
  let bot: RunningBot;
  let browser: Browser;
  let playground: Playground | undefined;
  let page: Page;

  beforeAll(async () => {
    bot = await startBot({ env: { POLL_SECONDS: '10', GATHER_SECONDS: '2' } });
    browser = await launchChromium(chromium ?? '');
    playground = await startPlayground({
      endpoint: `${bot.url}/api/messages`,
      port: 0,
      signal: AbortSignal.timeout(20_000),
    });
    // High enough for every card: the Playground draws those only that are in sight.
    page = await browser.newPage({ viewport: { width: 1280, height: 6_000 } });
    page.setDefaultTimeout(PATIENCE_MS);
    await page.goto(playground?.url ?? '');
    await page.getByText('Is it Microsoft?').first().waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await playground?.stop();
    await bot?.stop();
  });

  async function post(text: string) {
    await page.getByRole('textbox').first().click();
    await page.keyboard.type('@');
    await page.getByRole('menuitem', { name: 'Test Bot' }).click();
    await page.keyboard.type(` ${text}`);
    await page.getByRole('button', { name: 'Post' }).click();
  }
  /** Text by its end, as the page shows it: a card, its replies and the toast all hold the title. */
  const see = (text: string | RegExp) => page.getByText(text).first().waitFor();

  it(
    'shows an outage as one card from its beginning to its end, and what turned in its thread',
    async () => {
      await page.getByRole('treeitem', { name: 'My Team - General' }).click();
      await post('watch all');
      await see('Watched here from now on.');

      await see("Some users can't reach their mailboxes with Outlook on the web");
      await page.getByRole('button', { name: 'I’m on it', exact: true }).first().click();
      await see('Alex Wilber is on it');

      await see('Exchange Online got worse: Service interruption');
      await see(/Exchange Online: resolved after/);
      await see(/Resolved · lasted/);
      // The very card that began it: whoever was on it stands there, and no second one was posted.
      await see('Alex Wilber was on it');
      await see('Still a problem for a customer?');
      expect(await page.getByText(/^.\s*Resolved · lasted/).count()).toBe(1);
      expect(await page.getByText(/can't reach their mailboxes/).count()).toBe(3);
    },
    PATIENCE_MS + 5_000,
  );
});
