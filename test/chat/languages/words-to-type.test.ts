import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseCommand } from '../../../src/chat/parse.ts';
import type { Language } from '../../../src/reader.ts';

const LANGUAGES: readonly Language[] = ['en', 'fr', 'ko', 'zh-CN'];
const SENTENCES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'help.requestExample': { kind: 'request', subject: expect.stringContaining('Contoso') },
  'help.incidentExample': { kind: 'incident', id: 'EX226574', subject: '' },
};
const LISTS: Readonly<Record<string, readonly string[]>> = {
  'help.requestsExample': ['requests', 'myRequests', 'requests', 'requestNumber'],
  'help.helpdeskExample': ['helpdeskHere', 'helpdeskOff', 'helpdesk'],
  'help.watchExample': ['watch', 'watch', 'watch', 'watches', 'unwatch'],
  'help.statusExample': ['status'],
  'help.auditExample': ['audit', 'audit', 'audit'],
  'help.consentExample': ['consent'],
};
const LAST_WORDS: Readonly<Record<string, string>> = {
  'request.notice.helpdeskSet.remove': 'helpdeskOff',
  'request.notice.helpdeskSet.move': 'helpdeskHere',
  'request.notice.helpdeskRemoved.body': 'helpdeskHere',
  'request.notice.noHelpdesk.body': 'helpdeskHere',
  'raiseChoice.more': 'request',
  'consent.privately': 'consent',
};

function readMessages(language: Language): Readonly<Record<string, string>> {
  return JSON.parse(
    readFileSync(new URL(`../../../src/chat/languages/${language}.json`, import.meta.url), 'utf8'),
  );
}

describe.each(LANGUAGES)('what people are told to type (%s)', (language) => {
  const messages = readMessages(language);
  const readExamples = (key: string) => (messages[key] ?? '').split(' · ');

  it('is understood, every example of the help card', () => {
    const keys = Object.keys(messages).filter((key) => /^help\.\w+Example$/.test(key));
    expect(keys.length).toBeGreaterThan(8);
    for (const example of keys.flatMap(readExamples)) {
      if (example !== 'contoso.com')
        expect(parseCommand(example, language).kind, example).not.toBe('unknown');
    }
  });

  it.each(Object.entries(SENTENCES))('means what it says: %s', (key, command) => {
    for (const example of readExamples(key))
      expect(parseCommand(example, language), example).toMatchObject(command);
  });

  it.each(Object.entries(LISTS))('means what it says, one after the other: %s', (key, kinds) => {
    expect(readExamples(key).map((example) => parseCommand(example, language).kind)).toEqual(kinds);
  });

  it.each(Object.entries(LAST_WORDS))('is understood after the colon: %s', (key, kind) => {
    const words = (messages[key] ?? '').split(/[:：] ?/).at(-1) ?? '';
    expect(parseCommand(words, language).kind, words).toBe(kind);
  });

  it('is understood between quotes, and followed by a name in the command menu', () => {
    const quoted = (messages['form.goes.noHelpdesk'] ?? '').match(/[“«]\s?([^”»]+?)\s?[”»]/)?.[1];
    expect(parseCommand(quoted ?? '', language).kind, quoted).toBe('helpdeskHere');
  });
});

describe('the commands that Teams offers', () => {
  it.each([
    ['en', 'request for', 'requests', 'watch', 'watches', 'audit'],
    ['fr', 'demande pour', 'demandes', 'suivre', 'suivis', 'audit'],
    ['ko', '요청', '요청 목록', '전체 알림 받기', '알림 설정', '감사 로그'],
    ['zh-CN', '请求', '请求列表', '关注', '关注列表', '审核日志'],
  ] as const)('are understood in %s', (language, request, list, watch, watches, audit) => {
    expect(parseCommand(`${request} Contoso`, language)).toEqual({ kind: 'request', subject: 'Contoso' });
    expect(parseCommand(list, language)).toEqual({ kind: 'requests', subject: '' });
    expect(parseCommand(watch, language).kind).toBe('watch');
    expect(parseCommand(watches, language)).toEqual({ kind: 'watches' });
    expect(parseCommand(audit, language)).toEqual({ kind: 'audit', subject: '' });
    expect(parseCommand(`${audit} Contoso`, language)).toEqual({ kind: 'audit', subject: 'Contoso' });
    const file = language === 'en' ? 'manifest' : language.toLowerCase();
    const manifest = readFileSync(new URL(`../../../appPackage/${file}.json`, import.meta.url), 'utf8');
    for (const title of [request, list, watch, watches, audit]) expect(manifest).toContain(`"${title}"`);
  });
});
