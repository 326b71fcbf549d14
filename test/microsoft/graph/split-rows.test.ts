import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { splitRows } from '../../../src/microsoft/graph/split-rows.ts';

function split(body: string) {
  const found = splitRows(Buffer.from(body));
  return found && { rows: found.rows.map(String), rest: String(found.rest) };
}

describe('rows of a collection', () => {
  it.each([
    ['{"value":[]}', [], '{"value":[]}'],
    [
      '{"a":1,"value":[{"b":[{}]},{"c":"}]"}],"d":2}',
      ['{"b":[{}]}', '{"c":"}]"}'],
      '{"a":1,"value":[],"d":2}',
    ],
    ['{ "value" : [ {} , {} ] }', ['{}', '{}'], '{ "value" : [] }'],
    [
      '{"a":{"value":[1]},"b":["value",{}],"value":[{"ä":"\\"{"}]}',
      ['{"ä":"\\"{"}'],
      '{"a":{"value":[1]},"b":["value",{}],"value":[]}',
    ],
  ])('are found in %s', (body, rows, rest) => {
    expect(split(body)).toEqual({ rows, rest });
  });

  it.each([
    ...[
      '',
      'value',
      '[]',
      '{}',
      '{"value":',
      '{"value":{}}',
      '{"value":[1]}',
      '{"value":[{},null]}',
      '{"value":[{}',
    ],
    ...['{"value":[{},]}', '{"value":[{}{}]}', '{"value":[{"a":"', '{"a":[{"value":[]}', '{"a":"value'],
  ])('are not looked for in %s', (body) => {
    expect(split(body)).toBeUndefined();
  });
});
