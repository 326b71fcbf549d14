import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Playground, startPlayground } from '../../src/playground.ts';
import { findChromium, launchChromium } from '../support/browser.ts';
import { type RunningBot, startBot } from '../support/start-bot.ts';

// A person in a browser raises service requests: Microsoft's Playground in Chromium, talking to the whole bot on sandbox data.

const chromium = findChromium();

describe.skipIf(chromium === undefined)('a service request in the Playground', () => {
  let bot: RunningBot;
  let browser: Browser;
  let playground: Playground | undefined;
  let page: Page;

  beforeAll(async () => {
    bot = await startBot({ env: { REQUEST_CONTACT_EMAIL: 'helpdesk@partner.example' } });
    browser = await launchChromium(chromium ?? '');
    playground = await startPlayground({
      endpoint: `${bot.url}/api/messages`,
      port: 0,
      signal: AbortSignal.timeout(20_000),
    });
    page = await browser.newPage({ viewport: { width: 1280, height: 1600 } });
    page.setDefaultTimeout(8_000);
    await page.goto(playground?.url ?? '');
    await page.getByText('Is it Microsoft?').first().waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await playground?.stop();
    await bot?.stop();
  });

  async function type(text: string) {
    await page.getByRole('textbox').last().click();
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
  }
  const press = (name: string | RegExp) => page.getByRole('button', { name }).last().click();

  it('goes from the button to the portal and gets its ticket number, all on one card', async () => {
    await type('request for Fabrikam');
    await page.getByText('Step 1 of 3').waitFor();
    await press('Next');
    await page.getByText(/title/i).last().waitFor();
    await page.getByLabel(/Title/).fill('Nobody can print');
    await page.getByRole('combobox', { name: /Category/ }).click();
    await page.getByText('How-to question').last().click();
    await press('Next');
    await page.getByText('Step 2 of 3').waitFor();
    expect(await page.getByLabel(/E-mail/).inputValue()).toBe('helpdesk@partner.example');
    await press('Next');
    await page.getByText('Step 3 of 3').waitFor();
    await page.getByText('Nobody can print').waitFor();
    await press('Prepare for the portal');
    await page.getByText('SR-1001').waitFor();
    await press('Open portal and text');
    await page.getByRole('textbox', { name: /ticket number/ }).fill('2211220030001234');
    await press('Save ticket number');
    await page.getByText('Ticket 2211220030001234').waitFor();
    await page.getByText(/^. With Microsoft$/).waitFor();
  });

  it('is opened in Azure, and its card shows the ticket by itself', async () => {
    await type('request for Contoso Ltd Azure');
    await page.getByText('Step 1 of 5').waitFor();
    await page.getByLabel(/Title/).fill('Machines cannot be reached');
    await page.getByRole('combobox', { name: /Category/ }).click();
    await page.getByText('Client connectivity and desktop').last().click();
    await press('Next');
    await page.getByText('Step 2 of 5').waitFor();
    await page.getByRole('combobox', { name: /Azure subscription/ }).click();
    await page.getByText('Shared Services').last().click();
    await page.getByRole('combobox', { name: /Azure service/ }).click();
    await page.getByText('Virtual Machine running Linux').last().click();
    await press('Next');
    await page.getByText('Step 3 of 5').waitFor();
    await page.getByRole('combobox', { name: /Problem/ }).click();
    await page.getByRole('option').nth(1).click();
    await press('Next');
    await page.getByText('Step 4 of 5').waitFor();
    await page.getByLabel(/Country/).fill('FRA');
    await press('Next');
    await page.getByText('Step 5 of 5').waitFor();
    await press('Open ticket');
    await page.getByText('SR-1002').waitFor();
    await page.getByText(/Ticket 2\d{15}/).waitFor();
  });
});
