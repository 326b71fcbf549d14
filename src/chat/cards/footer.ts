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
export function sayFreshness(
  readAt: EpochMs | undefined,
  { speech: { say }, times, now, sandbox }: Scene,
): string {
  const freshness =
    readAt === undefined
      ? say('footer.unread', { time: times.clock(now) })
      : say('footer.read', { time: times.moment(readAt, now), ago: times.ago(readAt, now) });
  return sandbox ? `${freshness} · ${say('footer.sandbox')}` : freshness;
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
