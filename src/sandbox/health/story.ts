import type { CloudName } from '../../clouds.ts';
import type { ServiceStatus } from '../../health/service.ts';
import type { ServiceId } from './services.ts';

/** Minutes since the sandbox's start; negative: before. */
export type Minute = number;

/** One of Microsoft's posts in the making, and what changes with it. */
export interface StoryStep {
  readonly at: Minute;
  readonly status: ServiceStatus;
  /** "Current status", or "Final status" once the status is a resolved one. */
  readonly text: string;
  /** What replaces the story's own title, kind or impact from here on. */
  readonly title?: string;
  readonly kind?: 'incident' | 'advisory';
  readonly moreInfo?: string;
  readonly scope?: string;
  readonly rootCause?: string;
  /** Minutes until the next update is promised. Left out: none is promised. */
  readonly nextUpdateIn?: Minute;
  /** Customers hit from here on, besides those before. */
  readonly alsoHits?: readonly string[];
}

/** The whole life of an incident or advisory, as data. */
export interface Story {
  /** Letters of Microsoft's id, for example `EX`. */
  readonly prefix: string;
  readonly number: number;
  readonly cloud: CloudName;
  readonly service: ServiceId;
  readonly kind: 'incident' | 'advisory';
  readonly origin?: 'microsoft' | 'thirdParty' | 'customer';
  readonly title: string;
  readonly impact: string;
  readonly feature: string;
  readonly featureGroup: string;
  readonly scope: string;
  /** Keys of named customers; `*`: everyone who has the service, except quiet customers. */
  readonly hits: readonly string[] | '*';
  /** Part of the generated customers that is hit, from 0 to 1. */
  readonly share: number;
  readonly startsAt: Minute;
  readonly steps: readonly StoryStep[];
  /** After the last step, posts that come again and again while the story is open, so that it never looks forgotten. */
  readonly keepsSaying?: { readonly everyMinutes: Minute; readonly texts: readonly string[] };
  /** After so many minutes the story happens anew, as another incident with the next number. */
  readonly returnsAfter?: Minute;
  /** Microsoft lists it without a single post. */
  readonly isSilent?: boolean;
  /** How the posts are marked up: Microsoft writes both. */
  readonly markup?: 'paragraphs' | 'breaks' | 'newlines';
}

/** Statuses in which an issue counts as resolved. */
export const RESOLVED_STATUSES: ReadonlySet<ServiceStatus> = new Set<ServiceStatus>([
  'serviceRestored',
  'postIncidentReviewPublished',
  'falsePositive',
]);
