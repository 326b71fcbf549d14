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
  const { now, speech, times } = scene;
  const freshness =
    readAt === undefined
      ? speech.say('footer.unread', { time: times.clock(now) })
      : speech.say('footer.read', { time: times.moment(readAt, now), ago: times.ago(readAt, now) });
  return closeFooter(freshness, scene);
}

/** The same of what is told from memory, since Microsoft could not be asked. */
export function sayKept(keptAt: EpochMs | undefined, cloud: CloudName, scene: Scene): string {
  const { now, speech, times } = scene;
  const operator = speech.say(`operator.${cloud}`);
  const kept =
    keptAt === undefined
      ? speech.say('footer.keptUndated', { operator })
      : speech.say('footer.kept', {
          time: times.moment(keptAt, now),
          ago: times.ago(keptAt, now),
          operator,
        });
  return closeFooter(kept, scene);
}

function closeFooter(text: string, scene: Scene): string {
  const marks = [...sayZone(scene), ...sayOrigin(scene)].map((mark) => mark.text);
  return [text, ...marks].join(' · ');
}

/** UTC stands for a zone we do not know: nobody must take the card's times for local ones. */
export function sayZone({ reader, speech: { say } }: Scene): readonly { readonly text: string }[] {
  return reader.timeZone === 'UTC' ? [{ text: say('footer.utc') }] : [];
}

/** The zone of a card's times, always: an answer over all customers is read by colleagues in several. */
export function nameZone({ now, speech: { say }, times }: Scene): readonly { readonly text: string }[] {
  return [{ text: say('footer.zone', { zone: times.zone(now) }) }];
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
