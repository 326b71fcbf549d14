import { z } from 'zod';
import type { PlannedChange } from '../../health/planned-change.ts';
import { date, flag, html, id, oneOf, text } from '../fields.ts';

const names = z.array(z.unknown()).catch([]);

/** Graph's `serviceUpdateMessage`. */
export const messageRow: z.ZodType<PlannedChange> = z
  .object({
    id,
    title: text,
    services: names,
    category: oneOf(['planForChange', 'preventOrFixIssue', 'stayInformed']),
    isMajorChange: flag,
    actionRequiredByDateTime: date,
    startDateTime: date,
    endDateTime: date,
    lastModifiedDateTime: date,
    body: html,
  })
  .transform((row) => ({
    id: row.id,
    source: 'microsoft365' as const,
    title: row.title.trim(),
    services: row.services.filter((name) => typeof name === 'string'),
    category: row.category,
    isMajor: row.isMajorChange ?? false,
    actionRequiredBy: row.actionRequiredByDateTime,
    startsAt: row.startDateTime,
    endsAt: row.endDateTime,
    updatedAt: row.lastModifiedDateTime,
    html: row.body,
  }));
