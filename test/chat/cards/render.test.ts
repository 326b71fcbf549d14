import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { TEMPLATE_NAMES } from '../../../src/chat/cards/card.ts';
import { createCardRenderer, measureBytes } from '../../../src/chat/cards/render.ts';
import { collectSamples } from '../../support/card-samples.ts';
import { drawCard } from '../../support/microsoft-renderer.ts';

const renderer = createCardRenderer();
const samples = collectSamples();

function readSample(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(`../../../cards/${name}.sample.json`, import.meta.url), 'utf8'));
}

describe.each(TEMPLATE_NAMES)('the template %s', (template) => {
  it('has a sample of its data beside it, as its presenter makes it', () => {
    // After a change: node test/support/write-card-samples.ts
    expect(readSample(template)).toEqual(samples.get(template));
  });

  it('draws its sample without a flaw', () => {
    const { card } = renderer.render({ template, data: readSample(template), summary: 'Sample' });
    expect(drawCard(card).complaints).toEqual([]);
    expect(JSON.stringify(card)).not.toContain('${');
  });
});

describe('the renderer', () => {
  it('gives every card its version and its words for clients that cannot draw', () => {
    const { card, summary } = renderer.render({
      template: 'notice',
      data: readSample('notice'),
      summary: 'Hello.',
    });
    expect(summary).toBe('Hello.');
    expect(card).toMatchObject({ type: 'AdaptiveCard', version: '1.5', fallbackText: 'Hello.' });
  });

  it('does not mix up cards that are made one after the other', () => {
    const card = { template: 'help', data: readSample('help'), summary: 'Help' } as const;
    const first = renderer.render(card);
    renderer.render({ ...card, data: { ...card.data, topics: [] } });
    expect(renderer.render(card)).toEqual(first);
  });

  it('warms up from the samples', () => {
    expect(() => createCardRenderer().warm()).not.toThrow();
  });

  it('measures bytes, not characters', () => {
    expect(measureBytes({ text: '汉' })).toBe('{"text":"汉"}'.length + 2);
  });
});
