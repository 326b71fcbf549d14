import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { CATALOGUES, createLanguages } from '../../../src/chat/languages/languages.ts';
import type { MessageKey } from '../../../src/chat/languages/speech.ts';
import { SERVICE_STATUSES } from '../../../src/health/service.ts';

type Ast = ReturnType<IntlMessageFormat['getAst']>;

/** The names in a message that are filled in, also inside its plurals. */
function listPlaceholders(ast: Ast): string[] {
  const names = ast.flatMap((part): string[] => {
    if (!('value' in part) || typeof part.value !== 'string' || part.type === 0) return [];
    const inside =
      'options' in part ? Object.values(part.options).flatMap(({ value }) => listPlaceholders(value)) : [];
    return [part.value, ...inside];
  });
  return [...new Set(names)].sort();
}

function readPlaceholders(message: string): string[] {
  return listPlaceholders(new IntlMessageFormat(message, 'en', undefined, { ignoreTag: true }).getAst());
}

function isKey(key: string): key is MessageKey {
  return key in CATALOGUES.en;
}

const KEYS = Object.keys(CATALOGUES.en).filter(isKey);
const LANGUAGES = ['en', 'fr', 'ko', 'zh-CN'] as const;

describe.each(LANGUAGES)('the %s catalogue', (language) => {
  it('has the same messages, in the same order, as the English one', () => {
    expect(Object.keys(CATALOGUES[language])).toEqual(Object.keys(CATALOGUES.en));
  });

  it('fills in the same placeholders as the English one', () => {
    const expected = KEYS.map((key) => [key, readPlaceholders(CATALOGUES.en[key])]);
    expect(KEYS.map((key) => [key, readPlaceholders(CATALOGUES[language][key])])).toEqual(expected);
  });

  it('can say every message, for none, one and many', () => {
    const { say } = createLanguages().speech(language);
    for (const key of KEYS) {
      for (const number of [0, 1, 2, 1234]) {
        const values = Object.fromEntries(readPlaceholders(CATALOGUES.en[key]).map((name) => [name, number]));
        const said = say(key, values);
        expect(said, key).not.toMatch(/[{}]|undefined/);
        expect(said.trim(), key).not.toBe('');
      }
    }
  });

  it('holds nothing a TextBlock would read as Markdown or a template', () => {
    for (const key of KEYS) expect(CATALOGUES[language][key], key).not.toMatch(/[*_`<[\]]|^#|\$\{|^\d+[.)] /);
  });

  it('has a word for every state Microsoft knows, each another one', () => {
    const { say } = createLanguages().speech(language);
    const words = SERVICE_STATUSES.map((status) => say(`status.${status}`));
    expect(new Set(words).size).toBe(SERVICE_STATUSES.length);
  });
});

describe('the signs of each language', () => {
  it('never part from their word in French', () => {
    for (const key of KEYS) {
      expect(CATALOGUES.fr[key], key).not.toMatch(/[^\u00a0}][;?!»]|[^\u00a0]:(?= )| [:;?!»]|«[^\u00a0]/u);
    }
  });

  it('are full width between Chinese words', () => {
    for (const key of KEYS) expect(CATALOGUES['zh-CN'][key], key).not.toMatch(/\p{Script=Han}[,;:?!()]/u);
  });
});

describe('the words of each language', () => {
  // One word for one thing: what a reader would take for another thing, or for a translation.
  it.each<[(typeof LANGUAGES)[number], RegExp]>([
    ['fr', /lisibles?\b|clients? lus?\b|avant le \{|se termine/],
    ['ko', /읽은|읽음|읽는|읽지|변경 사항|기록|우리 고객|끝난|끝남/],
    ['zh-CN', /计划的(?:更改|变更)|涉及|管理关系/],
  ])('in %s stay the same', (language, others) => {
    for (const key of KEYS) expect(CATALOGUES[language][key], key).not.toMatch(others);
  });

  it('stand without spaces beside full-width signs in Chinese', () => {
    for (const key of KEYS)
      expect(CATALOGUES['zh-CN'][key], key).not.toMatch(/ [，。；：？！（）“”、]|[，。；：？！（）“”、] /u);
  });
});

describe('a speech', () => {
  it('takes values as they are, whatever they hold', () => {
    const { say } = createLanguages().speech('en');
    expect(say('incident.quote', { text: "{count, plural, other {#}} '{' <b>" })).toBe(
      "“{count, plural, other {#}} '{' <b>”",
    );
  });

  it('says counts as each language counts', () => {
    const languages = createLanguages();
    const say = (language: (typeof LANGUAGES)[number], count: number) =>
      languages.speech(language).say('fold.healthy', { count });
    expect(say('en', 1)).toBe('1 healthy service');
    expect(say('en', 7)).toBe('7 healthy services');
    // French counts nought as one.
    expect(say('fr', 0)).toBe('0 service opérationnel');
    expect(say('ko', 7)).toBe('정상 서비스 7개');
    expect(say('zh-CN', 7)).toBe('7 个服务正常');
  });

  it('joins words as each language does', () => {
    const languages = createLanguages();
    expect(languages.speech('en').list(['a', 'b', 'c'])).toBe('a, b and c');
    expect(languages.speech('fr').list(['a', 'b'])).toBe('a et b');
  });
});
