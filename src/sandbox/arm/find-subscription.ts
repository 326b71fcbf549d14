import type { SimulatedSubscription } from '../azure/subscription.ts';
import { subscriptionsOf } from '../azure/subscriptions.ts';
import type { TokenClaims } from '../sign-in/tokens.ts';
import type { Tenant } from '../tenants/tenant.ts';
import { ArmFailure, subscriptionNotFound } from './errors.ts';

/** The customer's subscription of that id. Throws 404 when there is none, 403 without a role on it. */
export function findSubscription(
  id: string,
  tenant: Tenant,
  claims: TokenClaims,
  action: string,
): SimulatedSubscription {
  const found = subscriptionsOf(tenant).find((candidate) => candidate.id === id.toLowerCase());
  if (!found || found.state === 'deleted') throw subscriptionNotFound(id);
  if (!found.hasRole) throw notAuthorized(claims, action, id);
  return found;
}

export const notAuthorized = ({ appid }: TokenClaims, action: string, subscriptionId: string) =>
  new ArmFailure(
    403,
    'AuthorizationFailed',
    `The client '${appid}' with object id '${appid}' does not have authorization to perform action '${action}' over scope '/subscriptions/${subscriptionId}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
  );
