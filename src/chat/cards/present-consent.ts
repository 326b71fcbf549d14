import type { CloudName } from '../../clouds.ts';
import type { Consent, ConsentState } from '../../staff/consents.ts';
import type { EpochMs } from '../../time.ts';
import type { MessageKey } from '../languages/speech.ts';
import type { Card } from './card.ts';
import type { CardLink, PageLink } from './incident-links.ts';
import { layOutTold, type Told } from './present-staff-notice.ts';
import { sayWhoMay } from './role-words.ts';
import type { Scene } from './scene.ts';

/** A sign-in of a partner user, as it is shown to one person. */
export interface ShownConsent extends Pick<Consent, 'cloud' | 'state' | 'expiresAt'> {
  /** Where the person signs in again; undefined: not here. */
  readonly url: string | undefined;
}

/** A sign-in that lapses soon, or has; `expiresAt` undefined: Microsoft takes it no longer. */
export interface DueConsent {
  readonly cloud: CloudName;
  readonly expiresAt: EpochMs | undefined;
  readonly url: string | undefined;
}

export interface RenewedConsent {
  readonly cloud: CloudName;
  readonly expiresAt: EpochMs | undefined;
}

const STYLES = { ok: 'good', due: 'warning', lapsed: 'attention' } as const;
const STATES_WITHOUT_DATE = {
  ok: 'consent.line.ok',
  due: 'consent.line.due',
  lapsed: 'consent.line.lapsed',
} as const satisfies Readonly<Record<ConsentState, MessageKey>>;

/** Where an operator sets the sign-in, as `config.ts` names it. */
const VARIABLES: Readonly<Record<CloudName, string>> = {
  global: 'PARTNER_GLOBAL_REFRESH_TOKEN',
  china: 'PARTNER_CHINA_REFRESH_TOKEN',
};

/**
 * Until when each sign-in lasts, and the way to renew it. `isPrivate`: nobody but who asked sees the card; elsewhere there are no buttons, for each
 * is made for one person.
 */
export function presentConsents(consents: readonly ShownConsent[], isPrivate: boolean, scene: Scene): Card {
  const { say } = scene.speech;
  const access: CardLink = { title: say('help.access'), verb: 'show-access', data: { offset: 0 } };
  if (consents.length === 0) {
    const title = say('consent.title.none');
    return layOutTold({ style: 'emphasis', title, lines: [say('consent.none')], actions: [access] }, scene);
  }
  const worst = (['lapsed', 'due', 'ok'] as const).find((state) =>
    consents.some((consent) => consent.state === state),
  );
  const state = worst ?? 'ok';
  const told: Told = {
    style: STYLES[state],
    title: say(`consent.title.${state}`, { count: consents.length }),
    lines: [
      ...consents.map((consent) => sayUntil(consent, scene)),
      state === 'ok' ? say('consent.about') : say(`consent.then.${state}`),
      ...(state === 'ok' ? [say('consent.daily')] : sayHow(consents, isPrivate, scene)),
    ],
    links: isPrivate ? listLinks(consents, scene) : [],
    actions: [access],
  };
  return layOutTold(told, scene);
}

/** Asks for a new sign-in before the one there is lapses, or after. */
export function presentConsentDue({ cloud, expiresAt, url }: DueConsent, scene: Scene): Card {
  const { speech, now } = scene;
  const state = expiresAt !== undefined && expiresAt > now ? 'due' : 'lapsed';
  const consent: ShownConsent = { cloud, state, expiresAt, url };
  const told: Told = {
    style: STYLES[state],
    title: speech.say(`consent.title.${state}`),
    lines: [
      sayUntil(consent, scene),
      speech.say(`consent.then.${state}`),
      ...sayWhoMay('renewConsent', cloud, speech),
      // It may be posted where many read it, without the page that is made for one of them.
      url === undefined ? speech.say('consent.privately') : '',
      ...sayHow([consent], true, scene),
    ],
    links: listLinks([consent], scene),
  };
  return layOutTold(told, scene);
}

export function presentConsentRenewed({ cloud, expiresAt }: RenewedConsent, scene: Scene): Card {
  const title = scene.speech.say('consent.renewed.title');
  const line = sayUntil({ cloud, state: 'ok', expiresAt, url: undefined }, scene);
  return layOutTold({ style: 'good', title, lines: [line] }, scene);
}

/** `Global Microsoft cloud: until 12 Feb`. */
function sayUntil({ cloud: name, state, expiresAt }: ShownConsent, { speech, times, now }: Scene): string {
  const cloud = speech.say(`consent.cloud.${name}`);
  // A date that does not go with the state says nothing: Microsoft may refuse a sign-in before its time.
  const isOver = expiresAt !== undefined && expiresAt <= now;
  if (expiresAt === undefined || isOver !== (state === 'lapsed'))
    return speech.say(STATES_WITHOUT_DATE[state], { cloud });
  const date = times.date(expiresAt, now);
  if (state === 'lapsed') return speech.say('consent.line.lapsedAt', { cloud, date });
  return state === 'ok'
    ? speech.say('consent.line.until', { cloud, date })
    : speech.say('consent.line.left', { cloud, date, duration: times.duration(expiresAt - now) });
}

function sayHow(consents: readonly ShownConsent[], isPrivate: boolean, { speech: { say } }: Scene): string[] {
  if (!isPrivate) return [say('consent.privately')];
  const byHand = consents.filter(({ url }) => url === undefined);
  return [
    ...(byHand.length < consents.length ? [say('consent.how')] : []),
    ...byHand.map(({ cloud }) => say('consent.operator', { variable: VARIABLES[cloud] })),
  ];
}

function listLinks(consents: readonly ShownConsent[], { speech: { say } }: Scene): PageLink[] {
  return consents.flatMap(({ cloud, url }) => {
    const title = say(consents.length > 1 ? `consent.buttonIn.${cloud}` : 'consent.button');
    return url === undefined ? [] : [{ title, url }];
  });
}
