import { slimChange } from '../health/estate/slim.ts';
import type { PlannedChange } from '../health/planned-change.ts';
import { cleanShown } from './clean-shown.ts';

const TITLE_LENGTH = 2_000;

/** The change to follow, after one that was known: never an older one; the same object where nothing differs. */
export function takeNewerChange(known: PlannedChange, read: PlannedChange): PlannedChange {
  const next = toShownChange({ ...read, updatedAt: read.updatedAt ?? known.updatedAt });
  const isOlder =
    known.updatedAt !== undefined && next.updatedAt !== undefined && next.updatedAt < known.updatedAt;
  return isOlder || describe(next) === describe(known) ? known : next;
}

/** What is followed of a planned change: no subscriptions, and texts as every store keeps them. */
export function toShownChange(change: PlannedChange): PlannedChange {
  const { title, services, html, ...others } = slimChange(change);
  return {
    ...others,
    title: cleanShown(title, TITLE_LENGTH),
    services: services.map((name) => cleanShown(name)),
    html: cleanShown(html),
  };
}

function describe({ title, services, category, isMajor, html, azure, ...dates }: PlannedChange): string {
  const { actionRequiredBy, startsAt, endsAt, updatedAt } = dates;
  return JSON.stringify([
    [title, services, category, isMajor, html, actionRequiredBy, startsAt, endsAt, updatedAt],
    azure && [azure.services, azure.regions, azure.externalId, azure.isCritical],
  ]);
}
