import { z } from 'zod';
import type { AzureSubscription } from '../health/azure.ts';
import type { AzureScope } from '../health/incident.ts';
import type { UnreadPart } from '../health/unread-part.ts';
import { cleanText } from './clean.ts';
import { readJson } from './json.ts';

/** How many items a list in a column holds at most, and how long each may be, in UTF-16 units. */
const MOST_ITEMS = 5_000;
const ITEM_LENGTH = 300;

const names = z.array(z.string());
const subscriptions = z.array(z.object({ id: z.string(), name: z.string() }));
const scope = z.object({
  services: names,
  regions: names,
  externalId: z.string().optional(),
  isCritical: z.boolean().optional(),
});
const unreadParts = z.array(
  z.object({
    part: z.enum(['services', 'incidents', 'changes', 'azure']),
    code: z.enum([
      'noConsent',
      'credentialRefused',
      'signInBlocked',
      'forbidden',
      'notFound',
      'throttled',
      'timeout',
      'unavailable',
      'invalidAnswer',
    ]),
    retryAt: z.number().optional(),
    subscriptions: names.optional(),
  }),
);

export function writeNames(list: readonly string[]): string {
  return JSON.stringify(cleanNames(list));
}

/** Undefined when the text is not a list of names. */
export function readNames(text: string): readonly string[] | undefined {
  return readJson(names, text);
}

export function writeScope(hit: Omit<AzureScope, 'subscriptions'>): string {
  const { services, regions, externalId, isCritical } = hit;
  return JSON.stringify({
    services: cleanNames(services),
    regions: cleanNames(regions),
    externalId: externalId === undefined ? undefined : cleanText(externalId, ITEM_LENGTH),
    isCritical,
  });
}

export function readScope(text: string): Omit<AzureScope, 'subscriptions'> | undefined {
  return readJson(scope, text);
}

/** Both lists as one, each subscription once, under the name of the later list. */
export function joinSubscriptions(
  before: readonly AzureSubscription[],
  now: readonly AzureSubscription[],
): readonly AzureSubscription[] {
  return [...new Map([...before, ...now].map((each) => [each.id.toLowerCase(), each])).values()];
}

export function writeSubscriptions(list: readonly AzureSubscription[]): string {
  return JSON.stringify(
    list
      .slice(0, MOST_ITEMS)
      .map(({ id, name }) => ({ id: cleanText(id, ITEM_LENGTH), name: cleanText(name, ITEM_LENGTH) })),
  );
}

/** Empty for a text that cannot be understood. */
export function readSubscriptions(text: string | null): readonly AzureSubscription[] {
  return (text === null ? undefined : readJson(subscriptions, text)) ?? [];
}

export function writeUnread(parts: readonly UnreadPart[]): string {
  return JSON.stringify(
    parts.slice(0, MOST_ITEMS).map(({ part, code, retryAt, subscriptions: named }) => ({
      part,
      code,
      retryAt,
      subscriptions: named && cleanNames(named),
    })),
  );
}

/** Undefined when the text is not a list of unread parts. */
export function readUnread(text: string): readonly UnreadPart[] | undefined {
  return readJson(unreadParts, text)?.map(({ part, code, retryAt, subscriptions: named }) => ({
    part,
    code,
    retryAt,
    ...(named && { subscriptions: named }),
  }));
}

function cleanNames(list: readonly string[]): string[] {
  return list.slice(0, MOST_ITEMS).map((name) => cleanText(name, ITEM_LENGTH));
}
