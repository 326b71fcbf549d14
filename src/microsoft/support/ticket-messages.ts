import { z } from 'zod';
import type { AzureSupport, TicketRef } from '../../requests/ports.ts';
import { followLinks } from '../follow-links.ts';
import type { FindTicket } from './create-ticket.ts';
import type { FollowOperation } from './follow-operation.ts';
import { isNameTaken } from './judge-refusal.ts';
import { nameMessage, readMessageRow } from './message-row.ts';
import { passing } from './route-failure.ts';
import { isSuccess, refusalOf, type SupportCalls } from './support-calls.ts';
import { ticketUrl } from './ticket-row.ts';

/** Ten messages come on a page at most. In which order is not documented, so more are read than are told. */
const MAX_PAGES = 50;
const MAX_MESSAGES = 100;

const page = z.object({ value: z.array(z.unknown()), nextLink: z.string().nullish() });

/** https://learn.microsoft.com/rest/api/support/communications */
export function createTicketMessages(
  calls: SupportCalls,
  follow: FollowOperation,
  find: FindTicket,
): Pick<AzureSupport, 'listMessages' | 'addMessage'> {
  const errandOf = ({ customer: { tenantId } }: TicketRef, signal: AbortSignal) => ({ tenantId, signal });

  return {
    async listMessages(ticket, signal) {
      const errand = errandOf(ticket, signal);
      const refuse = (what: string) => passing(`Azure Support: ${what}`);
      let pages = 0;
      async function readPage(link: string | undefined) {
        const url = link ?? ticketUrl(ticket, '/communications');
        const answer = await calls.send(errand, { method: 'GET', url });
        // Only the ticket itself tells that it is gone.
        if (answer.status === 404) return { rows: [], next: undefined };
        if (!isSuccess(answer)) throw calls.refuse(errand, refusalOf(answer), 'ticket');
        const parsed = page.safeParse(answer.body);
        if (!parsed.success) throw refuse('the answer is not a collection');
        pages += 1;
        return {
          rows: parsed.data.value,
          next: pages < MAX_PAGES ? parsed.data.nextLink || undefined : undefined,
        };
      }
      const rows = await followLinks({ readPage, origin: calls.origin, maxPages: MAX_PAGES, refuse });
      return rows
        .flatMap((row) => readMessageRow(row) ?? [])
        .sort((a, b) => (b.at ?? 0) - (a.at ?? 0))
        .slice(0, MAX_MESSAGES);
    },

    async addMessage(ticket, { id, subject, text, sender }, signal) {
      const errand = errandOf(ticket, signal);
      const url = ticketUrl(ticket, `/communications/${encodeURIComponent(nameMessage(id))}`);
      const found = await calls.send(errand, { method: 'GET', url });
      if (isSuccess(found)) return;
      if (found.status !== 404) throw calls.refuse(errand, refusalOf(found), 'ticket');
      // Azure requires the sender of whoever signs in as an application.
      const body = { properties: { subject, body: text, sender } };
      const answer = await calls.send(errand, { method: 'PUT', url, body });
      if (!isSuccess(answer)) {
        const refusal = refusalOf(answer);
        if (isNameTaken(refusal)) return;
        // Only the ticket itself tells that it is gone: while it is there, this passes.
        if (answer.status === 404 && (await find(errand, ticket)))
          throw passing('Azure Support: the messages of the ticket cannot be reached');
        throw calls.refuse(errand, refusal, 'ticket');
      }
      const isUnderWay = answer.status === 202 || answer.headers.has('azure-asyncoperation');
      const end = isUnderWay ? await follow.wait(errand, follow.read(answer)) : undefined;
      if (end?.kind === 'failed' && !isNameTaken(end.refusal))
        throw calls.refuse(errand, end.refusal, 'operation');
      // `unknown`: accepted, and the name makes another attempt the same message.
      if (end?.kind === 'unknown') {
        const added = await calls.send(errand, { method: 'GET', url });
        if (!isSuccess(added)) throw refuseUnseen();
      }
    },
  };
}

function refuseUnseen() {
  return passing('Azure Support: the message was accepted, but is not to be seen yet');
}
