import type { EpochMs } from '../../time.ts';
import type { WireEvent } from '../azure/event.ts';
import type { SandboxRequest } from '../exchange.ts';
import { GraphFailure } from '../graph/errors.ts';
import { readFilter } from '../graph/filter.ts';
import { ArmFailure } from './errors.ts';
import { cutPage, type Page } from './page.ts';

const DAY_MS = 86_400_000;
/** "If queryStartTime is not specified, events of the last three days are returned." */
const DEFAULT_REACH_MS = 3 * DAY_MS;
/** Small, so that callers meet a second page. */
const PAGE = 10;

/** What `$filter` knows; the documented sample: `service eq 'Virtual Machines' or region eq 'West US'`. */
const FILTERED = new Set([
  'service',
  'region',
  'eventType',
  'status',
  'trackingId',
  'lastUpdateTime',
  'impactStartTime',
]);

/** One page of the events of a subscription: those updated since `queryStartTime`, and a link to the next page. */
export function pageEvents(
  request: SandboxRequest,
  events: readonly WireEvent[],
  now: EpochMs,
): Page<WireEvent> {
  const { query } = request;
  const since = readStart(query.get('queryStartTime'), now);
  const fits = readEventFilter(query.get('$filter'));
  const found = events.filter((event) => Date.parse(event.properties.lastUpdateTime) >= since && fits(event));
  return cutPage(request, found, PAGE);
}

/** `7/24/2020` as in the documentation, or ISO 8601. */
function readStart(text: string | null, now: EpochMs): EpochMs {
  if (text === null) return now - DEFAULT_REACH_MS;
  const date = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text.trim());
  const at = date
    ? Date.UTC(Number(date[3]), Number(date[1]) - 1, Number(date[2]))
    : /^\d{4}-\d{2}-\d{2}/.test(text)
      ? Date.parse(text)
      : Number.NaN;
  const isReal = !date || new Date(at).getUTCDate() === Number(date[2]);
  if (Number.isNaN(at) || !isReal)
    throw new ArmFailure(
      400,
      'InvalidQueryStartTime',
      `The value '${text}' of queryStartTime is not a date.`,
    );
  return at;
}

/** An event has several services and regions: it fits when one pair of them does. */
function readEventFilter(text: string | null): (event: WireEvent) => boolean {
  if (text === null || text.trim() === '') return () => true;
  try {
    const fits = readFilter(text.replaceAll(/\bproperties[./](?=\w)/gi, ''), FILTERED);
    return ({ name, properties }) =>
      properties.impact.some(({ impactedService, impactedRegions }) =>
        impactedRegions.some(({ impactedRegion }) =>
          fits({
            service: impactedService,
            region: impactedRegion,
            trackingId: name,
            eventType: properties.eventType,
            status: properties.status,
            lastUpdateTime: new Date(properties.lastUpdateTime).toISOString(),
            impactStartTime: new Date(properties.impactStartTime).toISOString(),
          }),
        ),
      );
  } catch (error) {
    if (error instanceof GraphFailure) throw new ArmFailure(400, 'InvalidFilterInQueryString', error.message);
    throw error;
  }
}
