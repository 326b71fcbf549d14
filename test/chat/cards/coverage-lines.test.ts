import { describe, expect, it } from 'vitest';
import { noteMissing } from '../../../src/chat/cards/coverage-lines.ts';
import { createScene } from '../../../src/chat/cards/scene.ts';
import { createLanguages } from '../../../src/chat/languages/languages.ts';
import { NOW } from '../../support/card-fixtures.ts';
import { FULL_COVERAGE } from '../../support/estate-fixtures.ts';
import { LINKS } from '../../support/make-cards.ts';

function missing(azureUnread: number, language: 'en' | 'fr' | 'ko' | 'zh-CN' = 'en') {
  const view = { reader: { language, timeZone: 'Europe/Paris' }, now: NOW, sandbox: false };
  const scene = createScene(view, createLanguages(), LINKS);
  return noteMissing({ ...FULL_COVERAGE, azureUnread }, scene).map(({ text }) => text);
}

describe('what is missing from an answer over all customers', () => {
  it('names customers whose Azure is still being read', () => {
    expect(missing(0)).toEqual([]);
    expect(missing(1)).toEqual(['Azure of 1 customer is still being read.']);
    expect(missing(12)).toEqual(['Azure of 12 customers is still being read.']);
    for (const language of ['fr', 'ko', 'zh-CN'] as const) {
      expect(missing(12, language)).toEqual([expect.stringMatching(/12.*Azure|Azure.*12/)]);
    }
  });
});
