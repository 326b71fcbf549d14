import { readFileSync } from 'node:fs';
import { Template } from 'adaptivecards-templating/lib/template-engine.js';
import type { Reply } from '../reply.ts';
import { type Card, TEMPLATE_NAMES, type TemplateName } from './card.ts';

const FOLDER = new URL('../../../cards/', import.meta.url);

/** Turns cards into what Teams draws. */
export interface CardRenderer {
  render(card: Card): Reply;
  /** Expands every template once with its sample: the first expansion of a template costs some 10 ms, later ones under 1 ms. */
  warm(): void;
}

/** Reads a template of `cards/` when it is first used, and keeps it: a changed file needs a restart. */
export function createCardRenderer(): CardRenderer {
  const templates = new Map<TemplateName, Template>();

  function expand(name: TemplateName, data: Card['data']): Record<string, unknown> {
    const template = templates.get(name) ?? new Template(readJson(`${name}.json`));
    templates.set(name, template);
    return template.expand({ $root: data });
  }

  return {
    render: ({ template, data, summary }) => ({
      summary,
      card: {
        type: 'AdaptiveCard',
        $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
        version: '1.5',
        fallbackText: summary,
        ...expand(template, data),
      },
    }),
    warm() {
      for (const name of TEMPLATE_NAMES) expand(name, readJson(`${name}.sample.json`));
    },
  };
}

/** The size of a card as it travels: UTF-8 bytes of its JSON. */
export function measureBytes(card: Reply['card']): number {
  return Buffer.byteLength(JSON.stringify(card));
}

function readJson(file: string): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8'));
}
