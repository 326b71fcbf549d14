import { z } from 'zod';
import type { IncomingActivity } from './activity.ts';

const MENTION = z.looseObject({
  type: z.literal('mention'),
  text: z.string().min(1).max(2_000).nullish(),
  mentioned: z.looseObject({ id: z.string().max(1_000), name: z.string().nullish() }),
});

/**
 * What a person wrote, without the mentions of the bot. Other people's mentions keep their name. Teams writes a mention as
 * `<at>Name</at>` and names it in the activity's entities; some clients leave the tags out.
 */
export function readText(activity: IncomingActivity): string {
  let text = activity.text ?? '';
  for (const entity of activity.entities ?? []) {
    const mention = MENTION.safeParse(entity).data;
    if (!mention || mention.mentioned.id !== activity.recipient.id) continue;
    if (mention.text) text = text.replaceAll(mention.text, ' ');
  }
  const name = activity.recipient.name;
  if (name) text = text.replaceAll(`<at>${name}</at>`, ' ');
  return text.replaceAll(/<\/?at(?: [^<>]{0,200})?>/g, '').trim();
}

/** Whether something other than text came along. Teams sends every message a second time as `text/html`, which does not count. */
export function hasAttachment(activity: IncomingActivity): boolean {
  return (activity.attachments ?? []).some(({ contentType }) => contentType !== 'text/html');
}
