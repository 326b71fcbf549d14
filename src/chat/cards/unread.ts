import type { CloudName } from '../../clouds.ts';
import type { Customer } from '../../customers/customer.ts';
import type { ReadErrorCode } from '../../errors.ts';
import type { UnreadPart } from '../../health/unread-part.ts';
import { sayNames } from './name-list.ts';
import { plain } from './plain.ts';
import type { Scene } from './scene.ts';

/** One cause, the parts it kept from being read, and what mends it. */
export interface UnreadNote {
  readonly what: string;
  readonly why: string;
  /** One row of buttons, or none. */
  readonly fixes: readonly { readonly title: string; readonly url: string }[];
}

/** Says what could not be read, why, and what mends it; parts with the same cause share a note. */
export function noteUnread(customer: Customer, unread: readonly UnreadPart[], scene: Scene): UnreadNote[] {
  const { say, list } = scene.speech;
  return groupByCause(unread).map((group) => {
    // What is missing in Azure is a role in the subscription: the consent page does not give it.
    const url = group.isAzureRole || group.isOwnAccess ? undefined : scene.links.fix(customer, group.code);
    return {
      what: say('unread.parts', { parts: list(group.parts.map((part) => sayPart(part, scene))) }),
      why: sayCause(group, customer.cloud, scene),
      fixes: url === undefined ? [] : [{ title: say('button.consent'), url }],
    };
  });
}

/** Subscriptions that are named; the rest is counted. */
const MOST_NAMES = 3;

function sayPart({ part, subscriptions }: UnreadPart, scene: Scene): string {
  const { say } = scene.speech;
  if (subscriptions === undefined || subscriptions.length === 0) return say(`part.${part}`);
  const shown = subscriptions.slice(0, MOST_NAMES).map((name) => plain(name, 40));
  return say('part.azureOf', { names: sayNames(shown, subscriptions.length - shown.length, scene) });
}

function sayCause(
  { code, retryAt, isAzureRole, isOwnAccess }: Group,
  cloud: CloudName,
  scene: Scene,
): string {
  const { say } = scene.speech;
  if (isAzureRole) return say('why.azureRole');
  if (isOwnAccess) return say('why.ownAccess', { operator: say(`operator.${cloud}`) });
  return sayWhy(code, cloud, retryAt, scene);
}

function sayWhy(code: ReadErrorCode, cloud: CloudName, retryAt: number | undefined, scene: Scene): string {
  const { say } = scene.speech;
  const operator = say(`operator.${cloud}`);
  if (retryAt === undefined || retryAt <= scene.now) return say(`why.${code}`, { operator });
  // The next full minute: at the minute that is under way it would be too early.
  const time = scene.times.moment(Math.ceil(retryAt / MINUTE_MS) * MINUTE_MS, scene.now);
  if (code === 'throttled') return say('why.throttledUntil', { operator, time });
  return `${say(`why.${code}`, { operator })} ${say('why.askedUntil', { operator, time })}`;
}

const MINUTE_MS = 60_000;

interface Group {
  readonly code: ReadErrorCode;
  /** A role in a subscription is missing. */
  readonly isAzureRole: boolean;
  /** Partner Center refused our application. */
  readonly isOwnAccess: boolean;
  readonly parts: UnreadPart[];
  retryAt: number | undefined;
}

function groupByCause(unread: readonly UnreadPart[]): Group[] {
  const groups = new Map<string, Group>();
  for (const part of unread) {
    const { code, retryAt } = part;
    // Without names it was Partner Center that refused to tell the subscriptions, which a role in one of them does not mend.
    const isAzureRole = part.part === 'azure' && code === 'forbidden' && part.subscriptions !== undefined;
    const isOwnAccess = part.part === 'azure' && code === 'forbidden' && !isAzureRole;
    const key = `${code} ${isAzureRole} ${isOwnAccess}`;
    const group = groups.get(key) ?? { code, isAzureRole, isOwnAccess, parts: [], retryAt };
    groups.set(key, group);
    group.parts.push(part);
    // The last of several waits: asking earlier would meet the same answer.
    if (retryAt !== undefined) group.retryAt = Math.max(retryAt, group.retryAt ?? retryAt);
  }
  return [...groups.values()];
}
