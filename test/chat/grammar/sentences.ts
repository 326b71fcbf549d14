import { describe, expect, it } from 'vitest';
import { parseCommand } from '../../../src/chat/parse.ts';
import type { Language } from '../../../src/chat/reader.ts';

/** Sentences and what is asked in each: a subject, or a subject and a service. */
export type HealthTable = readonly (readonly [sentence: string, subject: string, service?: string])[];

export const LANGUAGES: readonly Language[] = ['en', 'fr', 'ko', 'zh-CN'];

/** Every sentence must mean the same to readers of every language: people write in the language of the moment. */
export function expectHealth(title: string, table: HealthTable): void {
  describe(title, () => {
    it.each(table.map((row) => [...row] as const))('%s', (sentence, subject, service) => {
      const expected =
        service === undefined ? { kind: 'health', subject } : { kind: 'health', subject, service };
      for (const language of LANGUAGES) expect(parseCommand(sentence, language), language).toEqual(expected);
    });
  });
}

export function expectCustomers(table: readonly (readonly [sentence: string, text: string])[]): void {
  describe('customers', () => {
    it.each(table)('%s', (sentence, text) => {
      for (const language of LANGUAGES)
        expect(parseCommand(sentence, language), language).toEqual({ kind: 'customers', text });
    });
  });
}

export function expectHelp(sentences: readonly string[]): void {
  describe('help', () => {
    it.each(sentences)('%s', (sentence) => {
      for (const language of LANGUAGES)
        expect(parseCommand(sentence, language), language).toEqual({ kind: 'help' });
    });
  });
}

/** Names and other words that are no command; `text` is what the caller looks up. */
export function expectUnknown(table: readonly (readonly [sentence: string, text: string])[]): void {
  describe('no command', () => {
    it.each(table)('%s', (sentence, text) => {
      for (const language of LANGUAGES)
        expect(parseCommand(sentence, language), language).toEqual({
          kind: 'unknown',
          text,
          nearest: undefined,
        });
    });
  });
}
