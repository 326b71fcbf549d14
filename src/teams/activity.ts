import { z } from 'zod';

/** An id is a key of ours, a part of addresses, and shown to nobody: what cannot be seen has no place in one. */
const INVISIBLE = /[\p{Cc}\p{Zl}\p{Zp}]/u;
const id = (most: number) =>
  z
    .string()
    .max(most)
    .refine((text) => !INVISIBLE.test(text));
const neededId = (most: number) => id(most).min(1);

/** Of another type it is as if it had not been told: botbuilder sends it back, and must not meet anything else. */
const told = (most: number) => z.string().max(most).nullish().catch(undefined);

const account = z.looseObject({
  id: neededId(1_000),
  name: z.string().max(1_000).nullish(),
  /** Empty where the channel does not know it. */
  aadObjectId: z.string().max(200).nullish(),
  role: told(100),
  properties: z.record(z.string(), z.unknown()).nullish().catch(undefined),
});

const conversation = z.looseObject({
  id: neededId(2_000),
  conversationType: told(100),
  isGroup: z.boolean().nullish().catch(undefined),
  tenantId: told(200),
  name: told(1_000),
  aadObjectId: told(200),
  role: told(100),
  properties: z.record(z.string(), z.unknown()).nullish().catch(undefined),
});

/** Longest message, in UTF-16 units: Teams takes up to about 100 KB. */
const MOST_TEXT = 100 * 1024;

/**
 * What the bot needs of a Bot Framework activity; everything else is kept as it came. Teams' documented messages and the emulators' both
 * fit. How deep and how large the whole is, the HTTP side has seen to. Source: Bot Framework Activity schema.
 */
export const ACTIVITY = z.looseObject({
  type: z.string().min(1).max(100),
  id: id(1_000).nullish(),
  channelId: neededId(100),
  serviceUrl: z.url({ protocol: /^https?$/ }).max(2_000),
  from: account,
  recipient: account,
  conversation,
  name: z.string().max(200).nullish(),
  text: z.string().max(MOST_TEXT).nullish(),
  locale: z.string().max(100).nullish(),
  localTimezone: z.string().max(100).nullish(),
  deliveryMode: z.string().max(100).nullish(),
  replyToId: id(1_000).nullish(),
  attachments: z
    .array(z.looseObject({ contentType: z.string().max(1_000).nullish() }))
    .max(100)
    .nullish(),
  entities: z
    .array(z.looseObject({ type: z.string().max(1_000).nullish() }))
    .max(200)
    .nullish(),
  membersAdded: z
    .array(z.looseObject({ id: z.string().max(1_000) }))
    .max(1_000)
    .nullish(),
  // botbuilder turns these into dates and must not meet anything else.
  timestamp: z.string().max(100).nullish(),
  localTimestamp: z.string().max(100).nullish(),
  expiration: z.string().max(100).nullish(),
  value: z.unknown().optional(),
});

export type IncomingActivity = z.output<typeof ACTIVITY>;
