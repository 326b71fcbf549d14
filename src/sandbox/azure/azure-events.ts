import type { Clock, EpochMs } from '../../time.ts';
import type { Tenant } from '../tenants/tenant.ts';
import { ACTIVE_EVENTS } from './active-events.ts';
import type { WireEvent } from './event.ts';
import type { EventStory } from './event-story.ts';
import { PLANNED_EVENTS } from './planned-events.ts';
import { RESOLVED_EVENTS } from './resolved-events.ts';
import type { SimulatedSubscription } from './subscription.ts';
import { tellEvent } from './tell-event.ts';

/** What Azure Service Health says about a subscription at this instant. */
export interface SimulatedAzure {
  /** All events however old, the last updated first. */
  listEvents(tenant: Tenant, subscription: SimulatedSubscription): WireEvent[];
}

export const EVENT_STORIES: readonly EventStory[] = [...ACTIVE_EVENTS, ...PLANNED_EVENTS, ...RESOLVED_EVENTS];

/** @param start the instant that the minutes of the stories count from. */
export function createSimulatedAzure(
  stories: readonly EventStory[],
  start: EpochMs,
  clock: Clock,
): SimulatedAzure {
  return {
    listEvents: (tenant, subscription) =>
      stories
        .flatMap((story) => tellEvent(story, tenant, subscription, start, clock()) ?? [])
        .sort((a, b) => b.properties.lastUpdateTime.localeCompare(a.properties.lastUpdateTime)),
  };
}
