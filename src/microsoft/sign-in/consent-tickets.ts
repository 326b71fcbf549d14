import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { CLOUD_NAMES, type CloudName } from '../../clouds.ts';
import type { Clock, EpochMs } from '../../time.ts';

/** Who may sign a partner user in, and where. */
export interface ConsentTicket {
  readonly cloud: CloudName;
  /** Entra object id of the person who asked. */
  readonly askedBy: string;
}

/** What comes back from Microsoft's page with the answer. */
export interface ConsentState extends ConsentTicket {
  /** Of this one sign-in. */
  readonly id: string;
  /** Until when it counts. */
  readonly expiresAt: EpochMs;
}

/** How long a ticket opens the way to Microsoft's page, and how long signing in there may take. */
export const CONSENT_MS = 10 * 60_000;
/** Longer than any we make. */
const MAX_LENGTH = 600;

/** Signed texts that nobody else can make, in two kinds that do not stand in for each other. */
export interface ConsentTickets {
  makeTicket(ticket: ConsentTicket): string;
  /** undefined: forged, altered, or too old. */
  readTicket(text: string): ConsentTicket | undefined;
  makeState(ticket: ConsentTicket): { readonly text: string; readonly verifier: string };
  readState(text: string): (ConsentState & { readonly verifier: string }) | undefined;
}

const cloudName = z.enum(CLOUD_NAMES);
const ticketContent = z.tuple([z.literal('ticket'), cloudName, z.string(), z.number()]);
const stateContent = z.tuple([z.literal('state'), cloudName, z.string(), z.number(), z.string()]);

/** `key`: at least 32 bytes, the same in every replica. */
export function createConsentTickets(key: Uint8Array, clock: Clock): ConsentTickets {
  const sign = (text: string) => createHmac('sha256', key).update(text).digest();

  function make(content: readonly (string | number)[]): string {
    const payload = Buffer.from(JSON.stringify(content)).toString('base64url');
    return `${payload}.${sign(payload).toString('base64url')}`;
  }

  function open(text: string): unknown {
    const [payload = '', signature = '', ...rest] = text.length > MAX_LENGTH ? [] : text.split('.');
    const given = Buffer.from(signature, 'base64url');
    const expected = sign(payload);
    if (rest.length > 0 || given.length !== expected.length || !timingSafeEqual(given, expected)) {
      return undefined;
    }
    return JSON.parse(Buffer.from(payload, 'base64url').toString());
  }

  /** The proof key of RFC 7636, 43 characters: from the state's id, so that whichever replica gets the answer knows it. */
  const verifierOf = (id: string) => sign(`verifier ${id}`).toString('base64url');

  return {
    makeTicket: ({ cloud, askedBy }) => make(['ticket', cloud, askedBy, clock() + CONSENT_MS]),
    readTicket(text) {
      const content = ticketContent.safeParse(open(text)).data;
      if (!content) return undefined;
      const [, cloud, askedBy, expiresAt] = content;
      return expiresAt > clock() ? { cloud, askedBy } : undefined;
    },
    makeState({ cloud, askedBy }) {
      const id = randomBytes(16).toString('base64url');
      return {
        text: make(['state', cloud, askedBy, clock() + CONSENT_MS, id]),
        verifier: verifierOf(id),
      };
    },
    readState(text) {
      const content = stateContent.safeParse(open(text)).data;
      if (!content) return undefined;
      const [, cloud, askedBy, expiresAt, id] = content;
      return expiresAt > clock() ? { cloud, askedBy, expiresAt, id, verifier: verifierOf(id) } : undefined;
    },
  };
}
