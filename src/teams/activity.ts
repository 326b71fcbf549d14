import { z } from 'zod';

const account = z.looseObject({
  id: z.string().min(1).max(1_000),
  name: z.string().max(1_000).nullish(),
  /** Empty where the channel does not know it. */
  aadObjectId: z.string().max(200).nullish(),
});

/**
 * What the bot needs of a Bot Framework activity; everything else is kept as it came. Teams' documented messages and the emulators' both
 * fit. Source: Bot Framework Activity schema.
 */
export const ACTIVITY = z.looseObject({
  type: z.string().min(1).max(100),
  id: z.string().max(1_000).nullish(),
  channelId: z.string().min(1).max(100),
  serviceUrl: z.url({ protocol: /^https?$/ }).max(2_000),
  from: account,
  recipient: account,
  conversation: z.looseObject({ id: z.string().min(1).max(2_000) }),
  name: z.string().max(200).nullish(),
  text: z.string().nullish(),
  locale: z.string().max(100).nullish(),
  localTimezone: z.string().max(100).nullish(),
  deliveryMode: z.string().max(100).nullish(),
  replyToId: z.string().max(1_000).nullish(),
  attachments: z
    .array(z.looseObject({ contentType: z.string().nullish() }))
    .max(100)
    .nullish(),
  entities: z
    .array(z.looseObject({ type: z.string().nullish() }))
    .max(200)
    .nullish(),
  membersAdded: z
    .array(z.looseObject({ id: z.string() }))
    .max(1_000)
    .nullish(),
  // botbuilder turns these into dates and must not meet anything else.
  timestamp: z.string().max(100).nullish(),
  localTimestamp: z.string().max(100).nullish(),
  expiration: z.string().max(100).nullish(),
  value: z.unknown().optional(),
});

export type IncomingActivity = z.output<typeof ACTIVITY>;
