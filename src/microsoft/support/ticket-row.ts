import { z } from 'zod';
import type { AzureTicket, TicketRef } from '../../requests/ports.ts';
import { date, text } from '../fields.ts';
import { severity } from './severity.ts';
import { API_VERSION } from './support-calls.ts';

const row = z.object({
  properties: z.object({
    supportTicketId: z
      .union([z.string(), z.number().transform(String)])
      .optional()
      .catch(undefined),
    status: text,
    severity,
    modifiedDate: date,
  }),
});

/** A ticket as Azure tells it. undefined: that is none. */
export function readTicketRow(value: unknown): AzureTicket | undefined {
  const properties = row.safeParse(value).data?.properties;
  if (!properties) return undefined;
  return {
    number: properties.supportTicketId?.trim() || undefined,
    status: properties.status,
    severity: properties.severity,
    modifiedAt: properties.modifiedDate,
  };
}

/** Where a ticket is, or what is below it. */
export function ticketUrl({ subscriptionId, name }: TicketRef, below = ''): string {
  const subscription = `/subscriptions/${encodeURIComponent(subscriptionId)}`;
  return `${subscription}/providers/Microsoft.Support/supportTickets/${encodeURIComponent(name)}${below}?api-version=${API_VERSION}`;
}
