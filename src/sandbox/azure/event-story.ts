import type { Minute } from '../health/story.ts';

/** One of Microsoft's updates on an Azure event in the making, and what changes with it. */
export interface EventStep {
  readonly at: Minute;
  /** HTML, as Microsoft writes it. */
  readonly text: string;
  /** What replaces the story's own title from here on. */
  readonly title?: string;
  /** Subscriptions hit from here on, besides those before. */
  readonly alsoHits?: readonly string[];
  /** The event is over with this update; later ones are reviews. */
  readonly isOver?: boolean;
}

/** The whole life of an event of Azure Service Health, as data. */
export interface EventStory {
  readonly trackingId: string;
  readonly type:
    | 'ServiceIssue'
    | 'PlannedMaintenance'
    | 'HealthAdvisory'
    | 'RCA'
    | 'EmergingIssues'
    | 'SecurityAdvisory';
  readonly subType?: 'Retirement';
  readonly level: 'Critical' | 'Warning';
  readonly eventLevel: 'Critical' | 'Error' | 'Warning' | 'Informational';
  readonly title: string;
  readonly impact: readonly { readonly service: string; readonly regions: readonly string[] }[];
  /** Keys of subscriptions of named customers; `*`: all of them in the story's regions, or anywhere when it is global. */
  readonly hits: readonly string[] | '*';
  /** Part of the generated customers' subscriptions that is hit, from 0 to 1. */
  readonly share: number;
  readonly startsAt: Minute;
  /** When the window, or the retired service, ends: known beforehand, unlike the end of an outage. */
  readonly endsAt?: Minute;
  readonly steps: readonly EventStep[];
  /** After the last step, updates that come again and again while the event is open. */
  readonly keepsSaying?: { readonly everyMinutes: Minute; readonly texts: readonly string[] };
  readonly externalIncidentId?: string;
  readonly maintenance?: { readonly type: string; readonly impact: string };
  readonly actions?: readonly string[];
}

/** The region of events that are not bound to one. */
export const GLOBAL_REGION = 'Global';
