import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';

const SCHEMAS = '@microsoft/app-manifest/build/json-schemas/teams/v1.19/';
const require = createRequire(import.meta.url);

function readPackage(name: string): Record<string, unknown> {
  const filled = readFileSync(new URL(`../../appPackage/${name}`, import.meta.url), 'utf8')
    .replaceAll('${{MicrosoftAppId}}', '11111111-1111-4111-8111-111111111111')
    .replaceAll(/\$\{\{\w+_URL\}\}/g, 'https://partner.example/page');
  return JSON.parse(filled);
}

function compileSchema(name: string): ValidateFunction {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  const file = require
    .resolve('@microsoft/app-manifest/package.json')
    .replace('@microsoft/app-manifest/package.json', SCHEMAS + name);
  const schema = JSON.parse(readFileSync(file, 'utf8'));
  delete schema.$schema;
  return ajv.compile(schema);
}

describe('the Teams app package', () => {
  it("has a manifest that Microsoft's own schema accepts", () => {
    const validate = compileSchema('MicrosoftTeams.schema.json');
    validate(readPackage('manifest.json'));
    expect(validate.errors ?? []).toEqual([]);
  });

  it.each([
    'fr.json',
    'ko.json',
    'zh-cn.json',
  ])('has texts in %s that keep within the manifest’s lengths', (name) => {
    const texts = readPackage(name);
    expect(String(texts['description.short']).length).toBeLessThanOrEqual(80);
    expect(String(texts['name.short']).length).toBeLessThanOrEqual(30);
    for (let at = 0; at < 8; at += 1) {
      expect(String(texts[`bots[0].commandLists[0].commands[${at}].title`]).length).toBeLessThanOrEqual(32);
      expect(String(texts[`bots[0].commandLists[0].commands[${at}].description`]).length).toBeLessThanOrEqual(
        128,
      );
    }
  });
});
