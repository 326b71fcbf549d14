import type { CloudName } from '../../clouds.ts';
import type { EpochMs } from '../../time.ts';
import type { MessageKey } from '../languages/speech.ts';
import type { Scene } from './scene.ts';

/** Where the portal cannot be entered at the right page, the way there in words. */
const PORTAL_HINTS: Readonly<Record<CloudName, MessageKey | undefined>> = {
  global: undefined,
  china: 'portal.china',
};

/** How fresh an answer is, and that it comes from the sandbox when it does. `readAt` undefined: nothing was read. */
export function sayFreshness(readAt: EpochMs | undefined, scene: Scene): string {
  const { now, reader, sandbox, speech, times } = scene;
  const freshness =
    readAt === undefined
      ? speech.say('footer.unread', { time: times.clock(now) })
      : speech.say('footer.read', { time: times.moment(readAt, now), ago: times.ago(readAt, now) });
  // UTC stands for a zone we do not know: nobody must take the card's times for local ones.
  const zone = reader.timeZone === 'UTC' ? [speech.say('footer.utc')] : [];
  const origin = sandbox ? [speech.say('footer.sandbox')] : [];
  return [freshness, ...zone, ...origin].join(' · ');
}

/** The lines that tell the way through the customer's portal; none where a link leads straight there. */
export function sayPortalHints(
  cloud: CloudName,
  { speech: { say } }: Scene,
): readonly { readonly text: string }[] {
  const hint = PORTAL_HINTS[cloud];
  return hint === undefined ? [] : [{ text: say(hint) }];
}

/** The note under a card that was not read from Microsoft. */
export function sayOrigin({ speech: { say }, sandbox }: Scene): readonly { readonly text: string }[] {
  return sandbox ? [{ text: say('footer.sandbox') }] : [];
}
