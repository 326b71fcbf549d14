import { describe, expect, it } from 'vitest';
import type { ServiceLink } from '../../src/customers/access.ts';
import { createServiceLinkBook } from '../../src/customers/service-links.ts';
import { ReadError } from '../../src/errors.ts';

const HOUR = 3_600_000;
const CONTOSO = { cloud: 'global', tenantId: 't-1' } as const;
const TEAMS: ServiceLink = {
  service: 'Teams',
  url: 'https://admin.teams.microsoft.com/?delegatedOrg=contoso.com',
};

function setUp(listServiceLinks: () => Promise<readonly ServiceLink[]>) {
  let now = Date.UTC(2026, 10, 21);
  let calls = 0;
  const deadlines: AbortController[] = [];
  const book = createServiceLinkBook({
    admin: {
      listServiceLinks: () => {
        calls += 1;
        return listServiceLinks();
      },
    },
    hasLinks: ({ cloud }) => cloud === 'global',
    clock: () => now,
    createDeadline: () => {
      const controller = new AbortController();
      deadlines.push(controller);
      return controller.signal;
    },
  });
  return { book, deadlines, calls: () => calls, pass: (ms: number) => (now += ms) };
}

describe('a book of service links', () => {
  it('reads the links of a customer once for all who ask at the same time', async () => {
    const { book, calls } = setUp(async () => [TEAMS]);
    expect(book.list(CONTOSO)).toEqual([]);
    await Promise.all([book.load(CONTOSO), book.load(CONTOSO), book.load(CONTOSO)]);
    expect(book.list(CONTOSO)).toEqual([TEAMS]);
    await book.load(CONTOSO);
    expect(calls()).toBe(1);
  });

  it('asks again after a day, or after an hour where there were none', async () => {
    let links: readonly ServiceLink[] = [];
    const { book, calls, pass } = setUp(async () => links);
    await book.load(CONTOSO);
    pass(HOUR - 1);
    await book.load(CONTOSO);
    expect(calls()).toBe(1);
    links = [TEAMS];
    pass(1);
    await book.load(CONTOSO);
    expect(book.list(CONTOSO)).toEqual([TEAMS]);
    pass(24 * HOUR - 1);
    await book.load(CONTOSO);
    expect(calls()).toBe(2);
    pass(1);
    await book.load(CONTOSO);
    expect(calls()).toBe(3);
  });

  it('does without links that cannot be read, and tries again after a minute', async () => {
    const { book, calls, pass } = setUp(async () => {
      throw new ReadError('forbidden', 'no');
    });
    await book.load(CONTOSO);
    pass(59_999);
    await book.load(CONTOSO);
    expect(book.list(CONTOSO)).toEqual([]);
    expect(calls()).toBe(1);
    pass(1);
    await book.load(CONTOSO);
    expect(calls()).toBe(2);
  });

  it('goes on with older links while newer ones cannot be read, for two days', async () => {
    let isBroken = false;
    const { book, calls, pass } = setUp(async () => {
      if (isBroken) throw new ReadError('unavailable', 'no');
      return [TEAMS];
    });
    await book.load(CONTOSO);
    isBroken = true;
    pass(24 * HOUR);
    await book.load(CONTOSO);
    await book.load(CONTOSO);
    expect(calls()).toBe(2);
    pass(24 * HOUR);
    await book.load(CONTOSO);
    expect(book.list(CONTOSO)).toEqual([TEAMS]);
    pass(1);
    expect(book.list(CONTOSO)).toEqual([]);
    isBroken = false;
    pass(60_000);
    await book.load(CONTOSO);
    expect(book.list(CONTOSO)).toEqual([TEAMS]);
  });

  it('gives up a reading that never ends', async () => {
    const { book, deadlines, calls, pass } = setUp(() => new Promise(() => {}));
    const loading = book.load(CONTOSO);
    deadlines[0]?.abort(new Error('too long'));
    await loading;
    pass(60_000);
    const again = book.load(CONTOSO);
    expect(calls()).toBe(2);
    deadlines.at(-1)?.abort(new Error('enough'));
    await again;
  });

  it('keeps nobody waiting for a slow answer, and has it for the next question', async () => {
    const answer = Promise.withResolvers<readonly ServiceLink[]>();
    const { book, deadlines } = setUp(() => answer.promise);
    const loading = book.load(CONTOSO);
    deadlines.at(-1)?.abort(new Error('enough'));
    await loading;
    expect(book.list(CONTOSO)).toEqual([]);
    answer.resolve([TEAMS]);
    await book.load(CONTOSO);
    expect(book.list(CONTOSO)).toEqual([TEAMS]);
  });

  it('asks nothing about a customer whose cloud has no such links', async () => {
    const { book, calls } = setUp(async () => [TEAMS]);
    await book.load({ cloud: 'china', tenantId: 't-2' });
    expect(calls()).toBe(0);
  });
});
