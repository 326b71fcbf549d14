import { expect, it } from 'vitest';
import { incidentStands } from '../../../src/health/estate/stands.ts';
import { makeIncident } from '../../support/incidents.ts';

const AT = Date.parse('2026-11-20T10:00:00Z');
const KEPT = makeIncident({ updatedAt: AT, posts: [{ at: AT, html: 'We look into it.' }] });

it('lets the later update stand, whoever it was read for', () => {
  expect(incidentStands(KEPT, { ...KEPT, updatedAt: AT - 1 })).toBe(true);
  expect(incidentStands(KEPT, { ...KEPT, updatedAt: AT + 1 })).toBe(false);
  expect(incidentStands(KEPT, { ...KEPT, updatedAt: undefined })).toBe(true);
});

it('takes what was read last where the date is the same and anything else is not', () => {
  expect(incidentStands(KEPT, { ...KEPT })).toBe(true);
  for (const change of [
    { status: 'serviceInterruption' as const },
    { kind: 'advisory' as const },
    { title: 'Another title' },
    { isResolved: true },
    { posts: [{ at: AT + 1, html: 'More.' }] },
  ])
    expect(incidentStands(KEPT, { ...KEPT, ...change })).toBe(false);
});

it('keeps the post it knows where a list came without posts', () => {
  expect(incidentStands(KEPT, { ...KEPT, posts: [] })).toBe(true);
  expect(incidentStands({ ...KEPT, posts: [] }, KEPT)).toBe(false);
});

it('lets what Microsoft 365 tells stand against what Azure tells of the same id', () => {
  expect(incidentStands(KEPT, { ...KEPT, source: 'azure', updatedAt: AT + 1 })).toBe(true);
  expect(incidentStands({ ...KEPT, source: 'azure' }, { ...KEPT, updatedAt: AT - 1 })).toBe(false);
});
