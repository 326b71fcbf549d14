import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Playground, startPlayground } from '../../src/playground.ts';
import { findChromium, launchChromium } from '../support/browser.ts';
import { type LocaleProxy, startLocaleProxy } from '../support/locale-proxy.ts';
import { type RunningBot, startBot } from '../support/start-bot.ts';

// A person in a browser: Microsoft's Playground in Chromium, talking to the whole bot on sandbox data.

const chromium = findChromium();
if (chromium === undefined)
  process.stderr.write('Browser tests skipped: no Chromium was found (set CHROMIUM_PATH).\n');

describe.skipIf(chromium === undefined)('in the Playground', () => {
  let bot: RunningBot;
  let browser: Browser;
  const closing: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    bot = await startBot({ env: { POLL_SECONDS: '3600' } });
    browser = await launchChromium(chromium ?? '');
  });
  afterAll(async () => {
    for (const close of closing.reverse()) await close();
    await browser?.close();
    await bot?.stop();
  });

  async function open(endpoint: string): Promise<Page> {
    const playground: Playground | undefined = await startPlayground({
      endpoint: `${endpoint}/api/messages`,
      port: 0,
      signal: AbortSignal.timeout(20_000),
    });
    if (!playground) throw new Error('The Playground is not installed.');
    closing.push(() => playground.stop());
    const page = await browser.newPage({ viewport: { width: 1280, height: 1600 } });
    await page.goto(playground.url);
    await page.getByText('Is it Microsoft?').or(page.getByText('Est-ce Microsoft ?')).first().waitFor();
    return page;
  }

  /** Types into the message box, which has no name of its own. */
  async function type(page: Page, text: string) {
    await page.getByRole('textbox').last().click();
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
  }

  it('answers in a personal chat, and every step of a click-through works', async () => {
    const page = await open(bot.url);
    await type(page, 'health for Contoso');
    await page.getByText('Yes, it’s Microsoft.').waitFor();
    expect(await page.getByText('EX1002731').isVisible()).toBe(true);
    expect(await page.getByText('Sandbox data').last().isVisible()).toBe(true);
    expect(await page.getByText('Microsoft Forms').isVisible()).toBe(false);

    await page.getByText(/\d+ healthy services/).click();
    await page.getByText('Microsoft Forms').waitFor();

    await page.getByRole('button', { name: 'Details' }).first().click();
    // On this card only; the title stands on the one before, too.
    await page.getByText('Regions: West Europe').waitFor();
    await page.getByRole('button', { name: 'Back' }).click();
    await page.getByText(/\d+ healthy services/).waitFor();
    await page.getByRole('button', { name: 'Refresh' }).click();
    await page.getByText(/\d+ healthy services/).waitFor();
  });

  it('leads from the overview to an incident, its customers, and a text for one of them', async () => {
    const page = await open(bot.url);
    await expect
      .poll(
        async () => {
          await type(page, 'overview');
          await page
            .getByText(/customers affected|Can’t tell yet/)
            .last()
            .waitFor();
          return page.getByText('EX1002731').count();
        },
        { timeout: 20_000, interval: 1_000 },
      )
      .toBeGreaterThan(0);
    await page.getByRole('button', { name: 'Details of EX1002731' }).last().click();
    await page.getByRole('button', { name: /^All \d customers$/ }).click();
    await page.getByRole('button', { name: /Contoso Pharmaceuticals/ }).waitFor();
    await page.getByRole('button', { name: 'Details of EX1002731' }).last().click();
    await page.getByRole('button', { name: 'Text for the customer' }).last().click();
    await page.getByText('Microsoft reports a problem with Exchange Online.').waitFor();
    await page.getByRole('button', { name: 'Français' }).click();
    await page.getByText('Microsoft signale un problème concernant Exchange Online.').waitFor();
    await page.getByRole('button', { name: /Copy or edit/ }).click();
    const copy = page.locator('textarea').first();
    await copy.waitFor();
    expect(await copy.inputValue()).toContain('Microsoft signale un problème');
  });

  it('draws a history with its chart, page by page', async () => {
    const page = await open(bot.url);
    await type(page, 'history for Contoso 90 days');
    await page
      .getByText(/\d+ incidents, \d+ advisories/)
      .first()
      .waitFor();
    // So much stands on the axis of the drawing only, not in the table that takes its place elsewhere.
    await page
      .getByText(/^Weeks beginning Monday, /)
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByText(/6–10 of \d+/).waitFor();
    await page.getByRole('button', { name: 'Last 30 days' }).click();
    await page.getByText('last 30 days').first().waitFor();
  });

  it('asks which customer is meant, and a press answers', async () => {
    const page = await open(bot.url);
    await type(page, 'health for Coho');
    await page.getByText('Which customer?').waitFor();
    await page.getByRole('button', { name: /Coho Winery/ }).click();
    await page.getByText('Which customer?').waitFor({ state: 'detached' });
    await page.getByText('Coho Winery').first().waitFor();
  });

  it('answers a mention in a channel', async () => {
    const page = await open(bot.url);
    await page.getByRole('treeitem', { name: 'My Team - General' }).click();
    await page.getByRole('textbox').first().click();
    await page.keyboard.type('@');
    await page.getByRole('menuitem', { name: 'Test Bot' }).click();
    await page.keyboard.type(' health for Contoso');
    await page.getByRole('button', { name: 'Post' }).click();
    await page.getByText('Yes, it’s Microsoft.').waitFor();
  });

  it('speaks French to a French colleague', async () => {
    const proxy: LocaleProxy = await startLocaleProxy(bot.url, 'fr-FR');
    closing.push(() => proxy.stop());
    const page = await open(proxy.url);
    await type(page, 'état de Contoso');
    await page.getByText(/^Oui,/).waitFor();
    await page.getByRole('button', { name: 'Détails' }).first().click();
    await page.getByRole('button', { name: 'Retour' }).click();
    await page
      .getByText(/services? en bon état|services? sains?|opérationnels?/)
      .first()
      .waitFor();
    await type(page, 'maintenance de Contoso');
    await page.getByText('Changements prévus').last().waitFor();
    await type(page, 'accès');
    await page.getByText('Litware, Inc.').waitFor();
  });
});
