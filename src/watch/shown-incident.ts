import { slimIncident } from '../health/estate/slim.ts';
import type { Incident } from '../health/incident.ts';
import { isOver } from '../health/incident-outcome.ts';
import type { EpochMs } from '../time.ts';
import { cleanShown } from './clean-shown.ts';

/** Longest texts of an incident that is followed, in UTF-16 units: those of the archive, so that both say the same. */
const TITLE_LENGTH = 2_000;
const NAME_LENGTH = 300;
const IMPACT_LENGTH = 20_000;

/** What is shown of an incident: its newest post alone, no subscriptions, and texts as every store keeps them. */
export function toShown(incident: Incident): Incident {
  const { title, service, feature, impact, posts, azure, ...others } = slimIncident(incident);
  return {
    ...others,
    title: cleanShown(title, TITLE_LENGTH),
    service: cleanShown(service, NAME_LENGTH),
    feature: feature === undefined ? undefined : cleanShown(feature, NAME_LENGTH),
    impact: cleanShown(impact, IMPACT_LENGTH),
    posts: posts.map(({ at, html }) => ({ at, html: cleanShown(html) })),
    azure,
  };
}

/**
 * The incident to show, after one that was shown: never an older one, never an open one after one that is over as of the same update. One
 * without a date is as of the update that is shown. The same object where nothing differs.
 */
export function takeNewer(shown: Incident, read: Incident): Incident {
  const next = { ...toShown(read), updatedAt: read.updatedAt ?? shown.updatedAt };
  if (isLater(shown, next)) return shown;
  if (isOver(shown) && !isOver(next) && !isLater(next, shown)) return shown;
  return looksTheSame(shown, next) ? shown : next;
}

/** Whether Microsoft's update of the first is later than that of the second. False where one has no date. */
export function isLater(a: Pick<Incident, 'updatedAt'>, b: Pick<Incident, 'updatedAt'>): boolean {
  return a.updatedAt !== undefined && b.updatedAt !== undefined && a.updatedAt > b.updatedAt;
}

/** When its newest post was written. */
export function findPostedAt({ posts }: Incident): EpochMs | undefined {
  return posts[0]?.at;
}

function looksTheSame(a: Incident, b: Incident): boolean {
  return describe(a) === describe(b);
}

function describe({ id: _id, source: _source, posts, azure, ...incident }: Incident): string {
  const { kind, origin, title, service, feature, impact, status, isResolved } = incident;
  const { startedAt, endedAt, updatedAt } = incident;
  return JSON.stringify([
    [kind, origin, title, service, feature, impact, status, isResolved, startedAt, endedAt, updatedAt],
    posts.map(({ at, html }) => [at, html]),
    azure && [azure.services, azure.regions, azure.externalId, azure.isCritical],
  ]);
}
