import { z } from 'zod';
import type { PartnerCenterRequest } from '../../requests/ports.ts';
import { date, id, text } from '../fields.ts';

/** Partner Center's numbers for its words: its lists have been seen to tell the one, its single requests the other. */
const SEVERITIES = ['unknown', 'critical', 'moderate', 'minimal'] as const;
const STATUSES = ['none', 'open', 'closed', 'attention_needed'] as const;

const note = z.object({ createdByName: text, createdDate: date, text });
const row = z.object({
  id,
  title: text,
  description: text,
  severity: z
    .unknown()
    .optional()
    .transform((value) => readEnum(SEVERITIES, value)),
  status: z
    .unknown()
    .optional()
    .transform((value) => readEnum(STATUSES, value)),
  createdDate: date,
  lastModifiedDate: date,
  notes: z.array(note.catch({ createdByName: '', createdDate: undefined, text: '' })).catch([]),
});

/** A request as Partner Center tells it; undefined: it cannot be understood. */
export function readServiceRequest(value: unknown): PartnerCenterRequest | undefined {
  const { data } = row.safeParse(value);
  if (!data) return undefined;
  return {
    id: data.id,
    title: data.title,
    description: data.description,
    severity: data.severity ?? 'unknown',
    status: toStatus(data.status),
    createdAt: data.createdDate,
    modifiedAt: data.lastModifiedDate,
    notes: data.notes
      .filter((one) => one.text !== '')
      .map((one) => ({ by: one.createdByName, at: one.createdDate, text: one.text })),
  };
}

function toStatus(status: (typeof STATUSES)[number] | undefined): PartnerCenterRequest['status'] {
  if (status === 'attention_needed') return 'attentionNeeded';
  return status === undefined || status === 'none' ? 'unknown' : status;
}

/** By its number, or by its word in any case and with or without its underscore. */
function readEnum<const T extends string>(words: readonly T[], value: unknown): T | undefined {
  const spelled = typeof value === 'string' ? value.trim() : value;
  if (typeof spelled === 'number' || (typeof spelled === 'string' && /^\d+$/.test(spelled)))
    return words[Number(spelled)];
  return typeof spelled === 'string' ? words.find((word) => fold(word) === fold(spelled)) : undefined;
}

function fold(word: string): string {
  return word.toLowerCase().replaceAll('_', '');
}
