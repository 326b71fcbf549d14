import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { CloudName } from '../clouds.ts';
import { customerKey } from '../customers/customer.ts';
import { foldText } from '../customers/fold-text.ts';
import { type Conversation, conversationKey } from '../delivery/conversation.ts';
import { readSubjectState } from '../watch/read-subject-state.ts';
import { type Hits, SUBJECT_KINDS, type Subject, type SubjectKey } from '../watch/subject.ts';
import type { Transition } from '../watch/transition.ts';
import { PARK_REASONS, type Place, WATCH_SCOPES, type Watch, type WatchRule } from '../watch/watch.ts';
import { cleanInstant, cleanText } from './clean.ts';
import { jsonOf, optional, readJson, writeJson } from './json.ts';
import { digest } from './reading.ts';
import { writeKey } from './request-row.ts';
import { conversationSchema, readerSchema } from './request-schemas.ts';
import { customersSchema, transitionSchema } from './watch-schemas.ts';
import type { PlaceTable, SubjectTable, WatchTable } from './watch-tables.ts';

/** Longest words for a service, in UTF-16 units: Microsoft's names are below 100. */
const SERVICE_LENGTH = 300;

/** What makes a conversation one place: a thread belongs to its channel. */
export function placeKey({ channel, id }: Pick<Conversation, 'channel' | 'id'>): string {
  return writeKey(conversationKey({ channel, id, thread: undefined }));
}

/** A conversation as it is kept: the channel, not one of its threads. */
export function writePlace(conversation: Conversation): string {
  return writeJson({ ...conversation, thread: undefined });
}

export const PLACE_COLUMNS = ['id', 'conversation', 'reader', 'parked_reason', 'parked_at'] as const;

const placeSchema = z.object({
  id: z.number(),
  conversation: jsonOf(conversationSchema),
  reader: jsonOf(readerSchema),
  parked_reason: optional(z.string()),
  parked_at: optional(z.number()),
});

/** Undefined for a row that cannot be understood. A reason that only a newer version knows reads as `refused`. */
export function readPlace(
  row: Pick<Selectable<PlaceTable>, (typeof PLACE_COLUMNS)[number]>,
): Place | undefined {
  const kept = placeSchema.safeParse(row).data;
  if (kept === undefined) return undefined;
  const { parked_reason: word, parked_at: at, ...place } = kept;
  if (word === undefined || at === undefined) return { ...place, parked: undefined };
  return { ...place, parked: { reason: PARK_REASONS.find((each) => each === word) ?? 'refused', at } };
}

/** The columns of a rule. The same rule has the same key, in whatever order and case it was written. */
export function writeRule({
  scope,
  customers,
  service,
  groups = [],
}: WatchRule): Pick<WatchTable, 'rule_key' | 'scope' | 'customers' | 'service' | 'staff_groups'> {
  const unique = customers && new Map(customers.map((each) => [customerKey(each), each]));
  const folded = service === undefined ? undefined : foldText(service);
  const own = [...new Set(groups)].sort();
  return {
    rule_key: digest([scope, unique && [...unique.keys()].sort(), folded, ...(own.length > 0 ? [own] : [])]),
    staff_groups: own.length > 0 ? writeJson(own) : null,
    scope,
    customers:
      unique === undefined
        ? null
        : writeJson(
            [...unique.values()].map(({ cloud, tenantId }) => ({ cloud, tenantId: tenantId.toLowerCase() })),
          ),
    service: service === undefined ? null : cleanText(service, SERVICE_LENGTH),
  };
}

const watchSchema = z.object({
  id: z.number(),
  scope: z.enum(WATCH_SCOPES),
  customers: optional(jsonOf(customersSchema)),
  service: optional(z.string()),
  set_by: z.string(),
  set_by_id: optional(z.string()),
  set_at: z.number(),
  staff_groups: optional(jsonOf(z.array(z.string()))),
});

/** Undefined for a row that cannot be understood: never a watch of all customers by mistake. */
export function readWatch(row: Selectable<WatchTable>, place: Place): Watch | undefined {
  const kept = watchSchema.safeParse(row).data;
  if (kept === undefined) return undefined;
  const { id, scope, customers, service, set_at, staff_groups: groups } = kept;
  const set = { setBy: kept.set_by, setById: kept.set_by_id, setAt: set_at };
  return { id, place, scope, customers, service, ...(groups && { groups }), ...set };
}

/** What makes a subject one within its account. */
export function writeSubjectKey({ kind, id }: Pick<SubjectKey, 'kind' | 'id'>): string {
  return writeKey(`${kind}:${id.toLowerCase()}`);
}

export const KEY_COLUMNS = ['account_id', 'kind', 'subject'] as const;

/** Undefined for a kind that only a newer version knows. */
export function readSubjectKey(
  { kind: word, subject: id }: Pick<Selectable<SubjectTable>, 'kind' | 'subject'>,
  cloud: CloudName | undefined,
): SubjectKey | undefined {
  const kind = SUBJECT_KINDS.find((each) => each === word);
  return kind && cloud && { kind, cloud, id };
}

const anyJson = z.unknown();

/** Undefined for a row that cannot be understood: it was damaged, or a newer version wrote it. */
export function readSubject(
  row: Selectable<SubjectTable>,
  cloud: CloudName | undefined,
  hits: Hits,
): Subject | undefined {
  const key = readSubjectKey(row, cloud);
  const state = readSubjectState(readJson(anyJson, row.state));
  if (key === undefined || state?.kind !== key.kind) return undefined;
  const { version, sequence, revision } = row;
  return { key, state, hits, version, sequence, revision, dueAt: row.due_at ?? undefined };
}

export function writeTransition(transition: Transition): string {
  return writeJson({ ...transition, happenedAt: cleanInstant(transition.happenedAt) });
}

/** Undefined for a text that cannot be understood. */
export function readTransition(text: string): Transition | undefined {
  return readJson(transitionSchema, text);
}
