import type { ServiceStatus } from '../../health/service.ts';
import type { Clock, EpochMs } from '../../time.ts';
import type { Tenant } from '../tenants/tenant.ts';
import { ACTIVE_ADVISORIES } from './active-advisories.ts';
import { ACTIVE_INCIDENTS } from './active-stories.ts';
import { listAnnouncements, type WireMessage } from './announcements.ts';
import { CHINA_STORIES } from './china-stories.ts';
import type { WireIssue } from './issue.ts';
import { LONG_STORIES } from './long-stories.ts';
import { RESOLVED_STORIES } from './resolved-stories.ts';
import { SCENARIO } from './scenario.ts';
import { SERVICE_NAMES } from './services.ts';
import type { Story } from './story.ts';
import type { StoryBook } from './story-book.ts';
import { tellStory } from './tell-story.ts';

/** `serviceHealth` as Graph writes it, enums in camelCase. */
export interface WireService {
  readonly service: string;
  readonly status: string;
  readonly id: string;
}

/** What Microsoft says about a tenant at this instant. */
export interface SimulatedHealth {
  listServices(tenant: Tenant): WireService[];
  /** Open and resolved ones, the last changed first. */
  listIssues(tenant: Tenant): WireIssue[];
  listMessages(tenant: Tenant): WireMessage[];
}

/** A restored service stays marked as restored for so long. */
const RESTORED_FOR_MS = 30 * 60_000;

/** Microsoft does not say how long its list remembers what is over; ours does so for 90 days. */
const LISTED_FOR_MS = 90 * 86_400_000;

/** Worst first; a service shows the worst of its open issues. */
const WORST: readonly ServiceStatus[] = [
  'serviceInterruption',
  'serviceDegradation',
  'restoringService',
  'extendedRecovery',
  'verifyingService',
  'investigating',
];

export const STORIES: readonly Story[] = [
  ...SCENARIO,
  ...ACTIVE_INCIDENTS,
  ...ACTIVE_ADVISORIES,
  ...CHINA_STORIES,
  ...LONG_STORIES,
  ...RESOLVED_STORIES,
];

/** @param start the instant that the minutes of the stories count from. */
export function createSimulatedHealth(
  stories: Pick<StoryBook, 'list'>,
  start: EpochMs,
  clock: Clock,
): SimulatedHealth {
  const listIssues = (tenant: Tenant) =>
    stories
      .list()
      .flatMap((story) => tellStory(story, tenant, start, clock()))
      .filter(
        ({ isResolved, lastModifiedDateTime }) =>
          !isResolved || Date.parse(lastModifiedDateTime) > clock() - LISTED_FOR_MS,
      )
      .sort((a, b) => b.lastModifiedDateTime.localeCompare(a.lastModifiedDateTime));
  return {
    listIssues,
    listMessages: (tenant) => listAnnouncements(tenant, start, clock()),
    listServices(tenant) {
      const issues = listIssues(tenant);
      return tenant.services.map((id) => {
        const service = SERVICE_NAMES[id];
        const own = issues.filter((issue) => issue.service === service);
        return { service, status: statusOf(own, clock()), id };
      });
    },
  };
}

function statusOf(issues: readonly WireIssue[], now: EpochMs): string {
  const open = issues.filter(({ isResolved }) => !isResolved);
  const worst = WORST.find((status) => open.some((issue) => issue.status === status));
  if (worst) return worst;
  const restored = issues.some(
    ({ status, endDateTime }) =>
      status === 'serviceRestored' && endDateTime !== null && Date.parse(endDateTime) > now - RESTORED_FOR_MS,
  );
  return restored ? 'serviceRestored' : 'serviceOperational';
}
