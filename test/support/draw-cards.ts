/**
 * Draws every card with Microsoft's own renderer, in four languages, light and dark, 320 and 600 pixels wide, to be looked at.
 * `node test/support/draw-cards.ts OUTDIR [name part]`
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Language } from '../../src/reader.ts';
import { findChromium, launchChromium } from './browser.ts';
import { hangCards } from './card-gallery.ts';
import { makeCards } from './make-cards.ts';
import { TEAMS_DARK, TEAMS_LIGHT } from './teams-look.ts';

const LANGUAGES: readonly Language[] = ['en', 'fr', 'ko', 'zh-CN'];
const [outDir = 'drawn-cards', part = ''] = process.argv.slice(2);
const renderer = readFileSync(
  createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.min.js'),
  'utf8',
);

mkdirSync(outDir, { recursive: true });
const path = findChromium();
if (path === undefined) throw new Error('There is no Chromium to draw with.');
const browser = await launchChromium(path);
const cards = makeCards();
for (const language of LANGUAGES) {
  const gallery = [...hangCards(cards, { language, timeZone: 'Europe/Paris' })].filter(([name]) =>
    name.includes(part),
  );
  for (const [name, { card }] of gallery) {
    const page = await browser.newPage({ viewport: { width: 1300, height: 400 }, deviceScaleFactor: 1 });
    await page.setContent(makePage(language, card));
    await page.screenshot({ path: join(outDir, `${name}.${language}.png`), fullPage: true });
    await page.close();
  }
}
await browser.close();

function makePage(language: Language, card: unknown): string {
  const frames = [
    { width: 320, look: TEAMS_LIGHT },
    { width: 320, look: TEAMS_DARK },
    { width: 600, look: TEAMS_LIGHT },
  ];
  return `<!doctype html><html lang="${language}"><meta charset="utf-8">
<style>
  body { margin: 0; padding: 12px; display: flex; gap: 12px; align-items: flex-start; background: #888; }
  .frame { border-radius: 6px; overflow: hidden; }
  .ac-pushButton { font: 600 14px "Segoe UI", "DejaVu Sans", "Noto Sans CJK KR", sans-serif; padding: 5px 12px; border-radius: 4px; border: 1px solid #999; background: transparent; color: inherit; }
  .ac-actionSet { flex-wrap: wrap; row-gap: 8px; }
  .ac-selectable { cursor: pointer; }
</style>
<script>${renderer}</script>
<script>
  window.onload = () => {
    for (const { width, look } of ${JSON.stringify(frames)}) {
      const frame = document.createElement('div');
      frame.className = 'frame';
      frame.style.width = width + 'px';
      frame.style.background = look.page;
      frame.style.color = look.ink;
      const card = new AdaptiveCards.AdaptiveCard();
      card.hostConfig = new AdaptiveCards.HostConfig(look.hostConfig);
      card.parse(${JSON.stringify(card).replaceAll('</', '<\\/')});
      frame.append(card.render());
      document.body.append(frame);
    }
  };
</script></html>`;
}
