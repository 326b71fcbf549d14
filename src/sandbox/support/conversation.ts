import type { EpochMs } from '../../time.ts';
import { guidFrom } from '../accounts.ts';
import type { Ticket } from './ticket.ts';

/** A communication on a ticket. */
export interface Communication {
  readonly name: string;
  readonly subject: string;
  /** HTML. */
  readonly body: string;
  readonly sender: string;
  /**
   * Microsoft's samples and recorded answers disagree on which side is which, and an automatic mail of Microsoft's was recorded as
   * inbound: here inbound is what the customer's side wrote, outbound what the engineer did, and who sent it is told by `sender` as well.
   */
  readonly direction: 'inbound' | 'outbound';
  readonly createdAt: EpochMs;
}

const ENGINEER = 'support@mail.support.microsoft.com';

/** What the engineer writes, one after the other: the first by itself, each other after an answer. */
const WORDS: readonly string[] = [
  '<p>Hello,</p><p>thank you for contacting Microsoft Support. To look into this, please tell us:</p><ol><li>when it began, with the time zone;</li><li>the full text of any error;</li><li>whether anything was changed before.</li></ol><p>Kind regards,<br>Azure Support</p>',
  '<p>Hello,</p><p>thank you, that helps. We found the cause and have applied a fix. Please check, and let us know whether it works again.</p><p>Kind regards,<br>Azure Support</p>',
  '<p>Hello,</p><p>good to hear. If nothing else is open, you can close this ticket.</p><p>Kind regards,<br>Azure Support</p>',
];

/** Everything said on a ticket until now, oldest first. */
export function listCommunications(ticket: Ticket, now: EpochMs, engineerMs: number): Communication[] {
  const all = [...listAnswers(ticket, engineerMs), ...ticket.notes.map((note) => describeNote(ticket, note))];
  return all.filter(({ createdAt }) => createdAt <= now).sort((a, b) => a.createdAt - b.createdAt);
}

/** "Actively being worked upon by an Azure support engineer": from the engineer's first words on, until it is closed. */
export function isWorkedUpon({ status, createdAt }: Ticket, now: EpochMs, engineerMs: number): boolean {
  return status === 'Open' && now >= createdAt + engineerMs;
}

/** When the ticket last changed, by us or by the engineer. */
export function readModified(ticket: Ticket, now: EpochMs, engineerMs: number): EpochMs {
  const said = listCommunications(ticket, now, engineerMs).at(-1)?.createdAt ?? 0;
  return Math.max(said, ticket.changedAt);
}

function listAnswers(ticket: Ticket, engineerMs: number): Communication[] {
  const { supportTicketId, content, createdAt, closedAt = Number.POSITIVE_INFINITY } = ticket;
  const answers: Communication[] = [];
  let at: EpochMs | undefined = createdAt + engineerMs;
  for (const [index, body] of WORDS.entries()) {
    if (at === undefined || at > closedAt) break;
    answers.push({
      name: guidFrom(`engineer:${supportTicketId}:${index}`),
      subject: `RE: ${content.title} - TrackingID#${supportTicketId}`,
      body: `<html><body>${body}</body></html>`,
      sender: ENGINEER,
      direction: 'outbound',
      createdAt: at,
    });
    const asked: EpochMs = at;
    const reply = ticket.notes.find((note) => note.createdAt >= asked);
    at = reply && reply.createdAt + engineerMs;
  }
  return answers;
}

/** Subject and text come back changed, as in recorded answers. */
export function describeNote(
  { supportTicketId }: Ticket,
  { name, subject, body, sender, createdAt }: Ticket['notes'][number],
): Communication {
  const text = body.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return {
    name,
    subject: `${subject} - TrackingID#${supportTicketId}`,
    body: `<pre>${text}</pre>`,
    sender,
    direction: 'inbound',
    createdAt,
  };
}
