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

/** Links to files that only the bot may read from Microsoft: each opens one file, for a day, and cannot be made by anybody else. */
export interface ReportTickets {
  make(subject: ReportSubject): string;
  /** undefined: forged, altered or too old. */
  read(ticket: string): ReportSubject | undefined;
}

const VALID_MS = 24 * 3_600_000;
/** Longer than any ticket we make. */
const MAX_LENGTH = 1_000;

const content = z.tuple([
  z.enum(['global', 'china']),
  z.string().min(1).max(64),
  z.string().min(1).max(200),
  z.number(),
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
    make({ cloud, tenantId, incident }) {
      const payload = Buffer.from(JSON.stringify([cloud, tenantId, incident, clock() + VALID_MS])).toString(
        'base64url',
      );
      return `${payload}.${sign(payload).toString('base64url')}`;
    },
    read(ticket) {
      const [payload = '', signature = '', ...rest] = ticket.length > MAX_LENGTH ? [] : ticket.split('.');
      const given = Buffer.from(signature, 'base64url');
      const expected = sign(payload);
      if (rest.length > 0 || given.length !== expected.length || !timingSafeEqual(given, expected)) {
        return undefined;
      }
      const [cloud, tenantId, incident, expiresAt] = content.parse(
        JSON.parse(Buffer.from(payload, 'base64url').toString()),
      );
      return expiresAt > clock() ? { cloud, tenantId, incident } : undefined;
    },
  };
}
