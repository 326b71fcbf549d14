import type { Consents } from '../../staff/consents.ts';
import type { Clock } from '../../time.ts';
import type { ConsentFlow } from './consent-flow.ts';
import type { PartnerUser } from './partner-user.ts';
import { judgeRefreshToken } from './refresh-token-standing.ts';

/** How the partner users' sign-ins stand, by what is kept of them. */
export function createConsents(
  clock: Clock,
  users: readonly PartnerUser[],
  flow: Pick<ConsentFlow, 'makeUrl'> | undefined,
): Consents {
  return {
    list: () =>
      Promise.all(
        users.map(async ({ account: { cloud }, keeper }) => ({
          cloud,
          ...judgeRefreshToken(await keeper.look(), clock()),
          makeUrl: ({ objectId }) => (objectId === undefined ? undefined : flow?.makeUrl(cloud, objectId)),
        })),
      ),
  };
}
