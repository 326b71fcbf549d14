import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { CloudName } from '../clouds.ts';
import type { Clock } from '../time.ts';

/** Whose post-incident report a link opens. */
export interface ReportSubject {
  readonly cloud: CloudName;
  readonly tenantId: string;
  readonly incident: string;
}

/** For whom a link was made: whoever was shown the card. */
export interface ReportReader {
  /** Entra object id. */
  readonly objectId: string;
  /** Of the conversation, as the channel tells it. */
  readonly conversationTenant: string | undefined;
}

/** What a link opens, and for whom. */
export interface ReportTicket {
  readonly subject: ReportSubject;
  readonly reader: ReportReader;
}

/** Links to files that only the bot may read from Microsoft: each opens one file, for an hour, and cannot be made by anybody else. */
export interface ReportTickets {
  make(ticket: ReportTicket): string;
  /** undefined: forged, altered or too old. */
  read(ticket: string): ReportTicket | undefined;
}

const VALID_MS = 3_600_000;
/** Longer than any ticket we make. */
const MAX_LENGTH = 1_000;

const content = z.tuple([
  z.enum(['global', 'china']),
  z.string().min(1).max(64),
  z.string().min(1).max(200),
  z.number(),
  z.string().min(1).max(200),
  z.string().max(200).nullable(),
]);

/** `key`: at least 32 bytes, the same in every replica. */
export function createReportTickets({
  key,
  clock,
}: {
  readonly key: Uint8Array;
  readonly clock: Clock;
}): ReportTickets {
  const sign = (payload: string) => createHmac('sha256', key).update(payload).digest();
  return {
    make({ subject: { cloud, tenantId, incident }, reader: { objectId, conversationTenant } }) {
      const said = [cloud, tenantId, incident, clock() + VALID_MS, objectId, conversationTenant ?? null];
      const payload = Buffer.from(JSON.stringify(said)).toString('base64url');
      return `${payload}.${sign(payload).toString('base64url')}`;
    },
    read(ticket) {
      const [payload = '', signature = '', ...rest] = ticket.length > MAX_LENGTH ? [] : ticket.split('.');
      const given = Buffer.from(signature, 'base64url');
      const expected = sign(payload);
      if (rest.length > 0 || given.length !== expected.length || !timingSafeEqual(given, expected)) {
        return undefined;
      }
      // What an earlier version signed has other parts.
      const read = content.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString())).data;
      if (read === undefined) return undefined;
      const [cloud, tenantId, incident, expiresAt, objectId, conversationTenant] = read;
      const reader = { objectId, conversationTenant: conversationTenant ?? undefined };
      return expiresAt > clock() ? { subject: { cloud, tenantId, incident }, reader } : undefined;
    },
  };
}
