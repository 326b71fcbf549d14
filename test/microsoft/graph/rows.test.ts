import { describe, expect, it } from 'vitest';
import { readIssue } from '../../../src/microsoft/graph/issue-row.ts';
import { messageRow } from '../../../src/microsoft/graph/message-row.ts';
import { bySchema, parseRows } from '../../../src/microsoft/graph/parse-rows.ts';
import { serviceRow } from '../../../src/microsoft/graph/service-row.ts';

const NOTHING_SAID = {
  source: 'microsoft365',
  kind: 'unknown',
  origin: 'unknown',
  title: '',
  service: '',
  feature: undefined,
  impact: '',
  status: 'unknown',
  isResolved: false,
  startedAt: undefined,
  endedAt: undefined,
  updatedAt: undefined,
  posts: [],
};

describe('an issue', () => {
  it('needs nothing but an id', () => {
    expect(readIssue({ id: 'EX1' })).toEqual({ id: 'EX1', ...NOTHING_SAID });
  });

  it('may hold null or nonsense anywhere else', () => {
    const names = ['classification', 'origin', 'title', 'service', 'feature', 'impactDescription', 'status'];
    const dates = ['isResolved', 'startDateTime', 'endDateTime', 'lastModifiedDateTime', 'posts'];
    for (const value of [null, 17, {}, []]) {
      const row = Object.fromEntries([...names, ...dates].map((name) => [name, value]));
      expect(readIssue({ id: 'EX1', ...row, somethingNew: value })).toEqual({
        id: 'EX1',
        ...NOTHING_SAID,
      });
    }
  });

  it.each([
    ['Incident', 'ServiceDegradation', 'ThirdParty'],
    ['incident', 'serviceDegradation', 'thirdParty'],
    ['INCIDENT', 'SERVICEDEGRADATION', 'thirdparty'],
  ])('is understood in every spelling: %s, %s, %s', (classification, status, origin) => {
    expect(readIssue({ id: 'EX1', classification, status, origin })).toMatchObject({
      kind: 'incident',
      status: 'serviceDegradation',
      origin: 'thirdParty',
    });
  });

  it('calls values it has not met unknown', () => {
    const row = { id: 'EX1', classification: 'unknownFutureValue', status: 'onFire', origin: 'constructor' };
    expect(readIssue(row)).toMatchObject({ kind: 'unknown', status: 'unknown', origin: 'unknown' });
  });

  it('shows its posts newest first, those without a date last, and skips what is none', () => {
    const post = (createdDateTime: unknown, content: string) => ({
      createdDateTime,
      description: { contentType: 'Html', content },
    });
    const posts = [
      post(null, 'undated'),
      post('2026-11-20T00:00:00Z', 'older'),
      'no post',
      post('2026-11-21T00:00:00.1234567', '<p>newer</p>'),
      { createdDateTime: '2026-11-19T00:00:00Z', description: { contentType: 'text', content: 'a < b\nc' } },
      { createdDateTime: '2026-11-18T00:00:00Z', description: 'bare' },
      { createdDateTime: '2026-11-17T00:00:00Z' },
    ];
    expect(readIssue({ id: 'EX1', posts })?.posts.map(({ html }) => html)).toEqual([
      '<p>newer</p>',
      'older',
      'a &lt; b<br>c',
      'bare',
      '',
      'undated',
    ]);
  });
});

describe('a service', () => {
  it('is called by its id when it has no name', () => {
    expect(serviceRow.parse({ id: 'Exchange' })).toEqual({
      id: 'Exchange',
      name: 'Exchange',
      status: 'unknown',
    });
  });
});

describe('a message', () => {
  it('needs nothing but an id', () => {
    expect(messageRow.parse({ id: 'MC1', services: null, body: null })).toMatchObject({
      title: '',
      services: [],
      category: 'unknown',
      isMajor: false,
      html: '',
    });
  });

  it.each(['PlanForChange', 'planForChange'])('knows the category %s', (category) => {
    expect(messageRow.parse({ id: 'MC1', category })).toMatchObject({ category: 'planForChange' });
  });
});

describe('rows', () => {
  it('that cannot be understood are skipped without losing the others', () => {
    const rows = [null, 'x', { status: 'neither id nor name' }, { id: '' }, { id: 'Exchange' }];
    expect(parseRows('global', bySchema(serviceRow), rows).items).toHaveLength(1);
  });

  it('of which not one can be understood are no answer', () => {
    expect(() => parseRows('global', bySchema(serviceRow), [{}, null])).toThrow(
      expect.objectContaining({ code: 'invalidAnswer' }),
    );
  });

  it('may be none', () =>
    expect(parseRows('global', bySchema(serviceRow), [])).toEqual({ items: [], skipped: 0 }));
});

describe('rows that are odd', () => {
  it('counts those that cannot be understood', () => {
    const rows = [{ id: 'A', service: 'A', status: 'serviceOperational' }, null, 'x', {}];
    expect(parseRows('global', bySchema(serviceRow), rows)).toMatchObject({
      items: [{ id: 'A' }],
      skipped: 3,
    });
  });

  it('knows a service without an id by its name, and takes a number for an id', () => {
    const rows = [
      { id: null, service: 'Exchange Online', status: 'serviceInterruption' },
      { id: 7, service: '', status: 'x' },
    ];
    expect(parseRows('global', bySchema(serviceRow), rows)).toEqual({
      items: [
        { id: 'Exchange Online', name: 'Exchange Online', status: 'serviceInterruption' },
        { id: '7', name: '7', status: 'unknown' },
      ],
      skipped: 0,
    });
  });
});
