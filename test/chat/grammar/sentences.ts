import { describe, expect, it } from 'vitest';
import type { Command } from '../../../src/chat/command.ts';
import { parseCommand } from '../../../src/chat/parse.ts';
import type { Language } from '../../../src/reader.ts';

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

/** Sentences and the whole command each means, to readers of every language. */
export function expectCommands(title: string, table: readonly (readonly [string, Command])[]): void {
  describe(title, () => {
    it.each(table)('%s', (sentence, command) => {
      for (const language of LANGUAGES) expect(parseCommand(sentence, language), language).toEqual(command);
    });
  });
}

/** Shorthands for the tables. */
export const history = (subject: string, period = '', service?: string): Command => ({
  kind: 'history',
  subject,
  period,
  ...(service !== undefined && { service }),
});
export const incident = (id: string, subject = ''): Command => ({ kind: 'incident', id, subject });
export const maintenance = (subject = '', service?: string): Command => ({
  kind: 'maintenance',
  subject,
  ...(service !== undefined && { service }),
});
export const overview = (service?: string): Command =>
  service === undefined ? { kind: 'overview' } : { kind: 'overview', service };
export const health = (subject: string, service?: string): Command =>
  service === undefined ? { kind: 'health', subject } : { kind: 'health', subject, service };
export const access = (subject = ''): Command => ({ kind: 'access', subject });
export const request = (subject = '', service?: string): Command => ({
  kind: 'request',
  subject,
  ...(service !== undefined && { service }),
});
export const requests = (subject = ''): Command => ({ kind: 'requests', subject });
export const requestNumber = (number: string): Command => ({ kind: 'requestNumber', number });
export const MY_REQUESTS: Command = { kind: 'myRequests' };
export const HELPDESK_HERE: Command = { kind: 'helpdeskHere' };
export const HELPDESK_OFF: Command = { kind: 'helpdeskOff' };
export const HELPDESK: Command = { kind: 'helpdesk' };

type Watch = Extract<Command, { kind: 'watch' }>;

/** `watch Contoso`: somebody named, nothing else said. */
export const watch = (subject = '', scope?: Watch['scope'], language?: Language): Command => ({
  kind: 'watch',
  isAll: false,
  subject,
  scope,
  language,
});
/** `watch all Exchange`. */
export const watchAll = (
  subject = '',
  scope: Watch['scope'] = 'everything',
  language?: Language,
): Command => ({ kind: 'watch', isAll: true, subject, scope, language });
type Unwatch = Extract<Command, { kind: 'unwatch' }>;
export const unwatch = (subject = '', scope?: Unwatch['scope']): Command => ({
  kind: 'unwatch',
  isAll: false,
  subject,
  scope,
});
export const unwatchAll = (scope?: Unwatch['scope']): Command => ({
  kind: 'unwatch',
  isAll: true,
  subject: '',
  scope,
});
export const WATCHES: Command = { kind: 'watches' };
export const STATUS: Command = { kind: 'status' };
export const audit = (subject = ''): Command => ({ kind: 'audit', subject });
export const CONSENT: Command = { kind: 'consent' };
