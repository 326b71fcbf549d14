import { type Activity, ActivityTypes, type InvokeResponse } from 'botbuilder';
import type { Reply } from '../chat/reply.ts';

const CARD = 'application/vnd.microsoft.card.adaptive';

/** A reply as a message. No text beside the card: Teams would split the message in two and lose its id. */
export function toMessage({ card, summary }: Reply): Partial<Activity> {
  return { type: ActivityTypes.Message, summary, attachments: [{ contentType: CARD, content: card }] };
}

/** A reply as the answer to a pressed button: the card takes the place of the one that held the button. */
export function toInvokeResponse({ card }: Reply): InvokeResponse {
  return { status: 200, body: { statusCode: 200, type: CARD, value: card } };
}

/** The answer to an invoke that this bot does not know. */
export function refuseInvoke(status: number, code: string, message: string): InvokeResponse {
  return {
    status,
    body: { statusCode: status, type: 'application/vnd.microsoft.error', value: { code, message } },
  };
}
