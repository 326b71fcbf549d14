import { describe, expect, it } from 'vitest';
import { keepDrawn } from '../../../src/chat/cards/keep-drawn.ts';
import type { HealthReport } from '../../../src/health/report.ts';

const READER = { language: 'en', timeZone: 'UTC' } as const;

function setUp() {
  let now = 1_000;
  let drawings = 0;
  const draw = keepDrawn(
    () => now,
    () => {
      drawings += 1;
      return { card: { drawing: drawings }, summary: '' };
    },
  );
  const makeReport = (tenantId = 't'): HealthReport => ({
    customer: { cloud: 'global', tenantId, name: 'Contoso', domain: 'contoso.com' },
    verdict: { answer: 'noKnownIssue', reason: 'clear', affected: 0, total: 1 },
    services: [],
    changes: [],
    unread: [],
    readAt: now,
  });
  return { draw, makeReport, pass: (ms: number) => (now += ms), count: () => drawings };
}

describe('keepDrawn', () => {
  it('draws a report once for readers alike who ask within seconds', () => {
    const { draw, makeReport, count } = setUp();
    const report = makeReport();
    expect(draw(report, READER)).toBe(draw(report, { ...READER }));
    expect(count()).toBe(1);
  });

  it('draws anew for another language, another zone, and after 5 seconds', () => {
    const { draw, makeReport, pass, count } = setUp();
    const report = makeReport();
    draw(report, READER);
    draw(report, { ...READER, language: 'fr' });
    draw(report, { ...READER, timeZone: 'Asia/Seoul' });
    expect(count()).toBe(3);
    pass(5_000);
    draw(report, READER);
    expect(count()).toBe(4);
  });

  it('never shows one report for another', () => {
    const { draw, makeReport, count } = setUp();
    draw(makeReport(), READER);
    draw(makeReport(), READER);
    draw(makeReport('u'), READER);
    expect(count()).toBe(3);
  });
});
