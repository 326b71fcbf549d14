import { z } from 'zod';
import type { EpochMs } from '../../time.ts';
import { date, flag, id, oneOf, optionalText, text } from '../fields.ts';

const list = z.array(z.unknown()).catch([]);

const update = z.object({ summary: text, updateDateTime: date });
const region = z.object({ impactedRegion: text, updates: list });
const impact = z.object({ impactedService: text, impactedRegions: list });

/** One of Microsoft's updates on an event. */
export interface EventUpdate {
  readonly summary: string;
  readonly updateDateTime: EpochMs | undefined;
}

/** What an event hits, and the updates on it, each as often as it comes for a service and region. */
export interface EventImpact {
  readonly services: readonly string[];
  readonly regions: readonly string[];
  readonly updates: readonly EventUpdate[];
}

const properties = z.object({
  eventType: oneOf([
    'ServiceIssue',
    'PlannedMaintenance',
    'HealthAdvisory',
    'RCA',
    'EmergingIssues',
    'SecurityAdvisory',
  ]),
  eventSubType: oneOf(['Retirement']),
  status: oneOf(['Active', 'Resolved']),
  title: text,
  summary: text,
  header: text,
  article: z.object({ articleContent: text }).catch({ articleContent: '' }),
  level: text,
  eventLevel: text,
  impactStartTime: date,
  impactMitigationTime: date,
  lastUpdateTime: date,
  platformInitiated: flag,
  externalIncidentId: optionalText,
  impact: list.transform(readImpact),
});

/** A row of Resource Health's events; whatever is missing or not as documented is empty, undefined or `unknown`. Its id is the tracking id. */
export const eventRow = z
  .object({ id: z.unknown().optional(), name: z.unknown().optional(), properties })
  .transform((row) => ({ ...row.properties, id: readTrackingId(row.name, row.id) }))
  .refine((row) => row.id !== '');

export type EventRow = z.output<typeof eventRow>;

function readTrackingId(name: unknown, path: unknown): string {
  const stated = id.safeParse(name).data;
  if (stated !== undefined) return stated;
  return id.safeParse(path).data?.split('/').filter(Boolean).at(-1) ?? '';
}

function readImpact(rows: readonly unknown[]): EventImpact {
  const hits = parseAll(impact, rows);
  const regions = hits.flatMap(({ impactedRegions }) => parseAll(region, impactedRegions));
  return {
    services: distinct(hits.map(({ impactedService }) => impactedService)),
    regions: distinct(regions.map(({ impactedRegion }) => impactedRegion)),
    updates: regions.flatMap(({ updates }) => parseAll(update, updates)),
  };
}

function parseAll<T>(schema: z.ZodType<T>, rows: readonly unknown[]): T[] {
  return rows.map((row) => schema.safeParse(row).data).filter((row) => row !== undefined);
}

function distinct(names: readonly string[]): string[] {
  return [...new Set(names.map((name) => name.trim()).filter(Boolean))];
}
