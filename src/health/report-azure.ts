import type { ReadErrorCode } from '../errors.ts';
import type { AzureSubscription, UnreadSubscription } from './azure.ts';
import { nameInAzure } from './name-service.ts';
import type { PlannedChange } from './planned-change.ts';
import type { Reading } from './reading.ts';
import type { ReportedIncident, ReportedService } from './report.ts';
import { rateService, type Severity } from './severity.ts';
import { labelSubscriptions } from './subscription-labels.ts';
import type { UnreadPart } from './unread-part.ts';

/** What a report takes from a reading of Azure. */
export interface AzureFindings {
  readonly subscriptions: readonly AzureSubscription[];
  readonly unread: readonly UnreadSubscription[];
  /** Open ones. */
  readonly incidents: readonly ReportedIncident[];
  readonly changes: readonly PlannedChange[];
}

/** Azure's part of a report. */
export interface AzureRows {
  readonly rows: readonly ReportedService[];
  /** One a subscription that was read or hit. */
  readonly severities: readonly Severity[];
}

interface Group {
  readonly subscriptions: readonly AzureSubscription[];
  readonly incidents: ReportedIncident[];
}

/**
 * Incidents that hit the same subscriptions share a row, so that none is shown twice; each healthy subscription has a row of its own,
 * and one that could not be read, or not wholly, has none. `isTwin` tells incidents that Microsoft 365 shows already: they count, and are not shown.
 */
export function reportAzure(
  { subscriptions, unread, incidents }: AzureFindings,
  isTwin: (incident: ReportedIncident) => boolean,
  isWhole = true,
): AzureRows {
  const labels = labelSubscriptions([
    ...subscriptions,
    ...incidents.flatMap(({ azure }) => azure?.subscriptions ?? []),
  ]);
  const groups = groupBySubscriptions(incidents);
  const hit = new Map<string, ReportedIncident[]>();
  for (const group of groups) {
    for (const { id } of group.subscriptions) hit.set(id, [...(hit.get(id) ?? []), ...group.incidents]);
  }
  const unreadIds = new Set(unread.map(({ subscription }) => subscription.id));
  // While a row could not be understood, no subscription is known to be healthy.
  const healthy = isWhole ? subscriptions.filter(({ id }) => !hit.has(id) && !unreadIds.has(id)) : [];
  const taken = new Set<string>();
  const name = (of: readonly AzureSubscription[]) =>
    takeName(nameInAzure(labels.join(of.map(({ id }) => id))), taken);
  const rows = [
    ...healthy.map((subscription) => makeRow(name([subscription]), [subscription], 'healthy', [])),
    ...groups.map((group) =>
      makeRow(
        name(group.subscriptions),
        group.subscriptions,
        rateService(undefined, group.incidents),
        group.incidents.filter((incident) => !isTwin(incident)),
        group.incidents.filter(isTwin),
      ),
    ),
  ];
  const nowhere = groups.filter((group) => group.subscriptions.length === 0);
  return {
    rows,
    severities: [
      ...healthy.map(() => 'healthy' as const),
      ...[...hit.values()].map((of) => rateService(undefined, of)),
      ...nowhere.map((group) => rateService(undefined, group.incidents)),
    ],
  };
}

/** One part an error code, with the names of the subscriptions. */
export function listUnreadAzure(
  reading: Reading<Pick<AzureFindings, 'subscriptions' | 'unread'>>,
): UnreadPart[] {
  if (!reading.ok) {
    return [{ part: 'azure', code: reading.error.code, retryAt: reading.error.retryAt }];
  }
  const { subscriptions, unread } = reading.value;
  const labels = labelSubscriptions([...subscriptions, ...unread.map(({ subscription }) => subscription)]);
  const byCode = new Map<ReadErrorCode, { readonly ids: string[]; retryAt: number | undefined }>();
  for (const { subscription, error } of unread) {
    const part = byCode.get(error.code) ?? { ids: [], retryAt: undefined };
    byCode.set(error.code, part);
    part.ids.push(subscription.id);
    // When asking again makes sense for all of them.
    if (error.retryAt !== undefined) part.retryAt = Math.max(part.retryAt ?? 0, error.retryAt);
  }
  if (reading.skipped > 0) {
    // Which of them a row that cannot be understood is about cannot be told: none of those that were read is read for certain.
    const unreadIds = new Set(unread.map(({ subscription }) => subscription.id));
    const part = byCode.get('invalidAnswer') ?? { ids: [], retryAt: undefined };
    byCode.set('invalidAnswer', part);
    part.ids.push(...subscriptions.filter(({ id }) => !unreadIds.has(id)).map(({ id }) => id));
  }
  return [...byCode].map(([code, { ids, retryAt }]) => ({
    part: 'azure',
    code,
    retryAt,
    subscriptions: ids.map((id) => labels.of(id)).sort(compareText),
  }));
}

function groupBySubscriptions(incidents: readonly ReportedIncident[]): Group[] {
  const groups = new Map<string, Group>();
  for (const incident of incidents) {
    const subscriptions = incident.azure?.subscriptions ?? [];
    const key = subscriptions
      .map(({ id }) => id)
      .sort()
      .join();
    const group = groups.get(key) ?? { subscriptions, incidents: [] };
    groups.set(key, group);
    group.incidents.push(incident);
  }
  // In an order that does not rest on that of the incidents, so that a name that needs a number keeps it.
  return [...groups].sort(([a], [b]) => compareText(a, b)).map(([, group]) => group);
}

function makeRow(
  name: string,
  subscriptions: readonly AzureSubscription[],
  severity: Severity,
  incidents: readonly ReportedIncident[],
  twins: readonly ReportedIncident[] = [],
): ReportedService {
  const shownElsewhere = twins.map((incident) => ({
    ...incident,
    id: incident.azure?.externalId ?? incident.id,
  }));
  return {
    ...{ name, subscriptions, health: undefined, severity, incidents },
    ...(twins.length > 0 && { shownElsewhere }),
  };
}

function takeName(wanted: string, taken: Set<string>): string {
  let name = wanted;
  for (let at = 2; taken.has(name); at += 1) name = `${wanted} (${at})`;
  taken.add(name);
  return name;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
