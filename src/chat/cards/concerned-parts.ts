import { CLOUDS, type CloudName } from '../../clouds.ts';
import type { Incident } from '../../health/incident.ts';
import type { ReportPart, UnreadPart } from '../../health/unread-part.ts';
import type { AskedOfAll } from './customer-rows.ts';
import type { Scene } from './scene.ts';
import { asRows, type TextRow } from './text-rows.ts';

/**
 * Of what could not be read, that which an answer rests on: of Microsoft 365 the part named, and Azure. `source` is where the service asked
 * about is told of; undefined: it may be in both.
 */
export function listConcerned(
  unread: readonly UnreadPart[],
  part: Exclude<ReportPart, 'azure'>,
  source: Incident['source'] | undefined,
): UnreadPart[] {
  return unread.filter((missing) =>
    missing.part === 'azure' ? source !== 'microsoft365' : missing.part === part && source !== 'azure',
  );
}

/** Azure was asked about where it is never read: that nothing is known of it is no good news. */
export function isAzureElsewhere(cloud: CloudName, source: Incident['source'] | undefined): boolean {
  return source === 'azure' && !CLOUDS[cloud].capabilities.azure;
}

/** A page of an answer over all customers about a service that is not read in every cloud. */
export interface AskedOfClouds extends AskedOfAll {
  /** Clouds of our customers in which the service asked about is never read. Default: none. */
  readonly withoutAzure?: readonly CloudName[];
  /** All customers are in those. Default: false. */
  readonly isNowhere?: boolean;
}

/** Says in which clouds Azure is not read, a line a cloud. */
export function noteWithoutAzure(clouds: readonly CloudName[], { speech: { say } }: Scene): TextRow[] {
  return asRows(clouds.map((cloud) => say('azure.notInCloud', { cloud: say(`cloud.${cloud}`) })));
}
