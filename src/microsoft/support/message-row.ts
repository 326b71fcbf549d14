import { z } from 'zod';
import { readableText } from '../../health/readable.ts';
import type { TicketMessage } from '../../requests/ports.ts';
import { date, id, text } from '../fields.ts';

const MAX_TEXT = 20_000;

/**
 * Before the ids of our own messages. Azure gives names of its own to what people write by e-mail, GUIDs, and has been seen to refuse a
 * GUID of ours ("Communication resource name is invalid").
 */
const OURS = 'partner-health-';

/** Domains Microsoft's support writes from: "microsoftsupport.com and microsoft.com are both valid email domains" (its first mail). */
const VENDOR = /@(?:[\w-]+\.)*(?:microsoft|microsoftsupport)\.com>?\s*$/i;

const row = z.object({
  name: id,
  properties: z.object({
    communicationDirection: text,
    sender: text,
    subject: text,
    body: text,
    createdDate: date,
  }),
});

/** What one of our messages is called at Azure. */
export function nameMessage(messageId: string): string {
  return `${OURS}${messageId}`;
}

/**
 * A message of a ticket; undefined: it cannot be understood. Who wrote it is told by its sender: Azure calls everything `Inbound`, its own
 * mails included, where the documented samples call a customer's message `outbound`. A sender that is no address, or none, says nothing: then
 * what is not ours and not `outbound` is taken for the vendor's, since a word too many does less harm than silence.
 */
export function readMessageRow(value: unknown): TicketMessage | undefined {
  const { data } = row.safeParse(value);
  if (!data) return undefined;
  const { name, properties } = data;
  const { sender, subject, body, createdDate, communicationDirection } = properties;
  const isOurs = name.toLowerCase().startsWith(OURS);
  const isVendors = sender.includes('@')
    ? VENDOR.test(sender)
    : communicationDirection.toLowerCase() !== 'outbound';
  return {
    id: isOurs ? name.slice(OURS.length) : name,
    isFromVendor: isVendors && !isOurs,
    text: cutText(readableText(body) || subject.trim()),
    at: createdDate,
  };
}

function cutText(whole: string): string {
  return whole.length <= MAX_TEXT
    ? whole
    : `${whole.slice(0, MAX_TEXT - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
