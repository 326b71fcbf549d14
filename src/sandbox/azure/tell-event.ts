import type { EpochMs } from '../../time.ts';
import { spread } from '../spread.ts';
import type { Tenant } from '../tenants/tenant.ts';
import type { WireEvent } from './event.ts';
import { type EventStep, type EventStory, GLOBAL_REGION } from './event-story.ts';
import type { SimulatedSubscription } from './subscription.ts';

const MINUTE_MS = 60_000;
/** How many of the endlessly repeated updates are kept. */
const REPEATS_KEPT = 6;

/** Azure Resource Manager's samples give whole seconds. */
const writeInstant = (at: EpochMs) => `${new Date(at).toISOString().slice(0, 19)}Z`;

/** The event that a story is for a subscription at an instant; undefined: the subscription is not hit, or not yet. */
export function tellEvent(
  story: EventStory,
  tenant: Tenant,
  subscription: SimulatedSubscription,
  start: EpochMs,
  now: EpochMs,
): WireEvent | undefined {
  const minute = (now - start) / MINUTE_MS;
  const reached = story.steps.filter(({ at }) => at <= minute);
  const last = reached.at(-1);
  if (!last || !isHit(story, reached, tenant, subscription)) return undefined;
  const instant = (at: number) => writeInstant(start + at * MINUTE_MS);
  const ended = reached.find(({ isOver }) => isOver)?.at;
  const isOver = ended !== undefined || (story.endsAt !== undefined && story.endsAt <= minute);
  const end = story.endsAt ?? ended;
  const steps = isOver ? reached : [...reached, ...repeatedSteps(story, last, minute)];
  const newest = steps.at(-1) ?? last;
  const status = isOver ? 'Resolved' : 'Active';
  const updates = steps.map(({ at, text }) => ({ summary: text, updateDateTime: instant(at) })).reverse();
  return {
    id: `/providers/Microsoft.ResourceHealth/events/${story.trackingId}`,
    name: story.trackingId,
    type: '/providers/Microsoft.ResourceHealth/events',
    properties: {
      eventType: story.type,
      ...(story.subType && { eventSubType: story.subType }),
      eventSource: 'ServiceHealth',
      ...(story.externalIncidentId && { externalIncidentId: story.externalIncidentId }),
      status,
      title: reached.findLast(({ title }) => title)?.title ?? story.title,
      summary: newest.text,
      header: HEADERS[story.type],
      article: { articleContent: `<html>${newest.text}</html>` },
      links: describeLinks(story.trackingId),
      level: story.level,
      eventLevel: story.eventLevel,
      impactStartTime: instant(story.startsAt),
      ...(end !== undefined && { impactMitigationTime: instant(end) }),
      impact: story.impact.map(({ service, regions }) => ({
        impactedService: service,
        impactedRegions: regions.map((region) => ({
          impactedRegion: region,
          status,
          impactedSubscriptions: [subscription.id],
          impactedTenants: [],
          lastUpdateTime: instant(newest.at),
          updates,
        })),
      })),
      recommendedActions: describeActions(story.actions ?? []),
      faqs: [],
      isHIR: false,
      enableMicrosoftSupport: true,
      enableChatWithUs: false,
      platformInitiated: true,
      priority: story.level === 'Critical' ? 1 : 2,
      lastUpdateTime: instant(newest.at),
      hirStage: isOver ? 'resolved' : 'active',
      ...(end !== undefined && isOver && { duration: Math.round((end - story.startsAt) * 60) }),
      ...(story.maintenance && {
        maintenanceId: story.trackingId,
        maintenanceType: story.maintenance.type,
        impactType: story.maintenance.impact,
      }),
    },
  };
}

const HEADERS: Readonly<Record<EventStory['type'], string>> = {
  ServiceIssue: 'Your service might have been impacted by an Azure service issue',
  PlannedMaintenance: 'Your service might be impacted by planned maintenance',
  HealthAdvisory: 'Your service might be impacted by a change in Azure',
  RCA: 'A root cause analysis is available for an Azure service issue',
  EmergingIssues: 'Your service might have been impacted by an emerging issue',
  SecurityAdvisory: 'Your resources might be affected by a security issue',
};

function isHit(
  story: EventStory,
  reached: readonly EventStep[],
  tenant: Tenant,
  { id, key, region }: SimulatedSubscription,
): boolean {
  const regions = story.impact.flatMap((impact) => impact.regions);
  const isNear = regions.includes(GLOBAL_REGION) || regions.includes(region);
  if (tenant.isGenerated) return isNear && spread(`${story.trackingId}:${id}`) < story.share;
  if (story.hits === '*') return isNear;
  return story.hits.includes(key) || reached.some(({ alsoHits }) => alsoHits?.includes(key));
}

function repeatedSteps({ keepsSaying, steps }: EventStory, last: EventStep, minute: number): EventStep[] {
  if (!keepsSaying || steps.at(-1) !== last) return [];
  const said = Math.floor((minute - last.at) / keepsSaying.everyMinutes);
  const first = Math.max(1, said - REPEATS_KEPT + 1);
  return Array.from({ length: Math.max(0, said - first + 1) }, (_, index) => {
    const time = first + index;
    return {
      at: last.at + time * keepsSaying.everyMinutes,
      text: keepsSaying.texts[(time - 1) % keepsSaying.texts.length] ?? last.text,
    };
  });
}

function describeLinks(trackingId: string): readonly unknown[] {
  const text = (value: string) => ({ value, localizedValue: value });
  return [
    {
      type: 'Hyperlink',
      displayText: text('Request RCA'),
      extensionName: 'Microsoft_Azure_Health',
      bladeName: 'RequestRCABlade',
      parameters: { trackingId, rcaRequested: 'False' },
    },
    {
      type: 'Button',
      displayText: text('Sign up for updates'),
      extensionName: 'Microsoft_Azure_Health',
      bladeName: 'AzureHealthBrowseBlade',
      parameters: { trackingId },
    },
  ];
}

function describeActions(actions: readonly string[]): unknown {
  return {
    message: actions.length > 0 ? 'Recommended actions' : '',
    actions: actions.map((actionText, index) => ({ groupId: 23_243 + index, actionText })),
    localeCode: 'en',
  };
}
