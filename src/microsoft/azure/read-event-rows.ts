import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { CLOUDS, type CloudName } from '../../clouds.ts';
import type { EpochMs } from '../../time.ts';
import type { Runtime } from '../call.ts';
import { followLinks } from '../follow-links.ts';
import { failure } from '../policy/failure.ts';
import { type ApiPolicy, type MicrosoftRequest, RETRY_STATUSES } from '../policy/request.ts';
import type { AuthorizedSend } from '../sign-in/authorized-send.ts';
import { toArmFailure } from './arm-error.ts';

/** The version whose documented answers this is written from. */
const API_VERSION = '2024-02-01';
const MAX_PAGES = 50;

const page = z.object({ value: z.array(z.unknown()), nextLink: z.string().nullish() });

/** In which tenant, until when, and for how long somebody wants events. */
export type AzureErrand = Pick<MicrosoftRequest, 'tenantId' | 'deadline' | 'signal'>;

/** All rows of Resource Health's events of one subscription, updated since a day. Throws `ReadError`. */
export type ReadEventRows = (
  errand: AzureErrand,
  subscriptionId: string,
  since: EpochMs,
) => Promise<unknown[]>;

/** https://learn.microsoft.com/rest/api/resourcehealth/events/list-by-subscription-id */
export function createReadEventRows(
  { timings }: Pick<Runtime, 'timings'>,
  cloud: CloudName,
  send: AuthorizedSend,
): ReadEventRows {
  const origin = CLOUDS[cloud].arm;
  const policy: ApiPolicy = {
    api: 'arm',
    // No figure is documented for these calls; what `Retry-After` asks for is heeded.
    budget: [],
    retryStatuses: RETRY_STATUSES,
    attemptMs: timings.armAttemptMs,
  };

  return (errand, subscriptionId, since) => {
    const refuse = (what: string) => failure({ policy, cloud }, 'invalidAnswer', what);
    const path = `/subscriptions/${encodeURIComponent(subscriptionId)}/providers/Microsoft.ResourceHealth/events`;
    const first = `${origin}${path}?api-version=${API_VERSION}&queryStartTime=${formatDay(since)}`;

    async function readPage(link: string | undefined) {
      const headers = { accept: 'application/json', 'x-ms-client-request-id': randomUUID() };
      const url = link ?? first;
      const request: MicrosoftRequest = {
        ...errand,
        policy,
        cloud,
        method: 'GET',
        url,
        headers: () => headers,
      };
      const answer = await send(request, `${origin}/.default`);
      if (answer.status < 200 || answer.status > 299) throw toArmFailure(request, answer);
      const parsed = page.safeParse(answer.body);
      if (!parsed.success) throw refuse('the answer is not a collection');
      return { rows: parsed.data.value, next: parsed.data.nextLink || undefined };
    }

    return followLinks({ readPage, origin, maxPages: MAX_PAGES, refuse });
  };
}

/** As documented, `7/24/2020`; the whole day, in UTC. Without it Azure tells of the last three days only. */
function formatDay(instant: EpochMs): string {
  const date = new Date(instant);
  return `${date.getUTCMonth() + 1}/${date.getUTCDate()}/${date.getUTCFullYear()}`;
}
