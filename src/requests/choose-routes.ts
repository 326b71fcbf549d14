import { CLOUDS, type CloudName } from '../clouds.ts';
import type { RequestRoute, ServiceRequest } from './request.ts';

/**
 * The routes a request may take, the most fitting first; the helpdesk always is the last. Azure Support takes what is about an Azure service
 * of a customer with a subscription, in a cloud where partners reach their customers' Azure; everything else goes through a portal.
 */
export function chooseRoutes({
  cloud,
  isAzure,
  hasSubscriptions,
}: {
  readonly cloud: CloudName;
  readonly isAzure: boolean;
  readonly hasSubscriptions: boolean;
}): readonly RequestRoute[] {
  return CLOUDS[cloud].capabilities.azure && isAzure && hasSubscriptions
    ? ['azureSupport', 'portal', 'helpdesk']
    : ['portal', 'helpdesk'];
}

/** Whether a route exists for a request, as far as its customer's cloud and its service tell: subscriptions are not looked at. */
export function offersRoute(
  { customer, service }: Pick<ServiceRequest, 'customer' | 'service'>,
  route: RequestRoute,
): boolean {
  const { cloud } = customer;
  return chooseRoutes({ cloud, isAzure: service.isAzure, hasSubscriptions: true }).includes(route);
}
