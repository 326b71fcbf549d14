import { z } from 'zod';
import { CLOUD_NAMES } from '../../clouds.ts';
import type { Clock, EpochMs } from '../../time.ts';
import { LIVE_STORY, LIVE_STORY_MS } from './live-story.ts';
import { SERVICE_NAMES, type ServiceId } from './services.ts';
import type { Story, StoryStep } from './story.ts';

/** What happens in the simulated Microsoft 365: what was written for it, and what is told to it while it runs. */
export interface StoryBook {
  list(): readonly Story[];
  /** Adds a story whose minutes count from now; one with the same id before it is replaced. At most 500. */
  tell(story: Story): void;
  /** Tells an outage of three quarters of a minute, unless one is going on. Returns its id. */
  playLive(): string;
}

const MOST_TOLD = 500;

/** @param start the instant that the minutes of `written` count from. */
export function createStoryBook(written: readonly Story[], start: EpochMs, clock: Clock): StoryBook {
  const told = new Map<string, Story>();
  let plays = 0;
  let playedAt = Number.NEGATIVE_INFINITY;
  let all = written;

  function tell(story: Story): void {
    const key = `${story.cloud}:${story.prefix}${story.number}`;
    told.delete(key);
    if (told.size >= MOST_TOLD) told.delete(told.keys().next().value ?? '');
    told.set(key, moveStory(story, (clock() - start) / 60_000));
    all = [...told.values(), ...written];
  }

  return {
    list: () => all,
    tell,
    playLive() {
      if (clock() - playedAt >= LIVE_STORY_MS) {
        playedAt = clock();
        plays += 1;
        tell({ ...LIVE_STORY, number: LIVE_STORY.number + plays });
      }
      return `${LIVE_STORY.prefix}${LIVE_STORY.number + plays}`;
    },
  };
}

function moveStory(story: Story, by: number): Story {
  return {
    ...story,
    startsAt: story.startsAt + by,
    steps: story.steps.map((step): StoryStep => ({ ...step, at: step.at + by })),
  };
}

const STATUSES = [
  'investigating',
  'serviceDegradation',
  'serviceInterruption',
  'restoringService',
  'verifyingService',
  'extendedRecovery',
  'investigationSuspended',
  'serviceRestored',
  'postIncidentReviewPublished',
  'falsePositive',
] as const;
const minute = z.number().min(-1e6).max(1e6);
const text = z.string().min(1).max(100_000);
const kind = z.enum(['incident', 'advisory']);
const keys = z.array(z.string().max(100)).max(10_000);

/** A story as it arrives over HTTP; `hits` are keys of named customers or tenant ids. */
export const STORY = z.object({
  prefix: z.string().regex(/^[A-Z]{2}$/),
  number: z.number().int().min(1).max(99_999_999),
  cloud: z.enum(CLOUD_NAMES).default('global'),
  service: z.custom<ServiceId>((value) => typeof value === 'string' && Object.hasOwn(SERVICE_NAMES, value)),
  kind: kind.default('incident'),
  title: text,
  impact: text.default('Users may notice this.'),
  feature: text.default('Everything'),
  featureGroup: text.default('Everything'),
  scope: text.default('Your organization is affected by this event.'),
  hits: z.union([keys, z.literal('*')]),
  share: z.number().min(0).max(1).default(0),
  startsAt: minute.default(0),
  steps: z
    .array(
      z.object({
        at: minute,
        status: z.enum(STATUSES),
        text,
        title: text.optional(),
        kind: kind.optional(),
        nextUpdateIn: minute.optional(),
        alsoHits: keys.optional(),
      }),
    )
    .min(1)
    .max(1_000),
});
