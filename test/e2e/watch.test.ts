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

  it(
    'shows an outage as one card from its beginning to its end, and what turned in its thread',
    async () => {
      await page.getByRole('treeitem', { name: 'My Team - General' }).click();
      await post('watch all');
      await page.getByText('Watched here from now on.').waitFor();

      // The card and its thread; other outages are posted, too.
      const thread = page.getByRole('group').filter({ hasText: 'reach their mailboxes' });
      const card = thread.locator('.ac-adaptiveCard').first();
      await card.getByText('● Exchange Online · Service degradation').waitFor();
      await card.getByRole('button', { name: 'I’m on it' }).click();
      await card.getByText('Alex Wilber is on it').waitFor();

      await card.getByText('● Exchange Online · Service interruption').waitFor();
      await thread.getByText('● Exchange Online got worse: Service interruption').waitFor();

      await card.getByText(/^✓ Resolved · lasted/).waitFor();
      await thread.getByText(/^✓ Exchange Online: resolved after/).waitFor();
      await card.getByText(/^11 of our customers ha(?:ve|d) it/).waitFor();
      // The very card that it began with.
      expect(await card.getByText('Alex Wilber was on it').count()).toBe(1);
      expect(await card.getByText('Still a problem for a customer?').count()).toBe(1);
      expect(await thread.count()).toBe(1);
    },
    PATIENCE_MS + 5_000,
  );
});
