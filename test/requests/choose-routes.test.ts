import { expect, it } from 'vitest';
import { chooseRoutes } from '../../src/requests/choose-routes.ts';

it.each([
  ['global', true, true, ['azureSupport', 'portal', 'helpdesk']],
  ['global', true, false, ['portal', 'helpdesk']],
  ['global', false, true, ['portal', 'helpdesk']],
  ['china', true, true, ['portal', 'helpdesk']],
  ['china', false, false, ['portal', 'helpdesk']],
] as const)('in %s, of Azure %s, with subscriptions %s: %j', (cloud, isAzure, hasSubscriptions, routes) => {
  expect(chooseRoutes({ cloud, isAzure, hasSubscriptions })).toEqual(routes);
});
