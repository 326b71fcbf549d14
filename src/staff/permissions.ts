import { CLOUD_NAMES, type CloudName } from '../clouds.ts';
import type { Role } from './role.ts';

/** What somebody may do. */
export const PERMISSIONS = [
  'readHealth',
  'readRequests',
  'raiseRequest',
  'workOnRequest',
  'followIncident',
  'setWatch',
  'setHelpdesk',
  'readAudit',
  'renewConsent',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

const ALL: readonly Role[] = ['adminAgent', 'globalAdmin', 'helpdeskAgent', 'salesAgent'];
const AGENTS: readonly Role[] = ['adminAgent', 'helpdeskAgent'];
const same = (roles: readonly Role[]) => ({ global: roles, china: roles });

/**
 * Which roles may do what for customers of a cloud.
 * - Health is for all four ("Check service health" lists Admin agent, Global admin, Helpdesk agent and Sales agent; for 21Vianet every agent).
 * - Requests to the vendor: in the global cloud "Report problems on behalf of a customer" names the Global admin, its newer text the Admin
 *   agent with a GDAP role. For 21Vianet "Create user accounts and set permissions" lets Admin and Helpdesk agents administer on behalf of
 *   customers, whose admin centre is where requests are submitted, and says of Sales agents that they open requests with 21Vianet.
 * - What follows a request (taking it over, notes, numbers, its end) is the helpdesk's, and of those who may raise one.
 * - Watches and the helpdesk's place are for Admin and Helpdesk agents, by the partner's own rule; so is the audit trail for Admin agents.
 */
const MAY: Readonly<Record<Permission, Readonly<Record<CloudName, readonly Role[]>>>> = {
  readHealth: same(ALL),
  readRequests: same(ALL),
  raiseRequest: {
    global: ['adminAgent', 'globalAdmin'],
    china: ['adminAgent', 'helpdeskAgent', 'salesAgent'],
  },
  workOnRequest: {
    global: ['adminAgent', 'globalAdmin', 'helpdeskAgent'],
    china: ['adminAgent', 'helpdeskAgent', 'salesAgent'],
  },
  followIncident: same(['adminAgent', 'globalAdmin', 'helpdeskAgent']),
  setWatch: same(AGENTS),
  setHelpdesk: same(AGENTS),
  readAudit: same(['adminAgent']),
  renewConsent: same(['adminAgent', 'globalAdmin']),
};

/** The roles that may do it for customers of a cloud, in the order in which people are told of them. */
export function rolesFor(permission: Permission, cloud: CloudName): readonly Role[] {
  return MAY[permission][cloud];
}

/** Whether one of the roles allows it: for customers of `cloud`, or, without one, of any cloud. */
export function isPermitted(roles: Iterable<Role>, permission: Permission, cloud?: CloudName): boolean {
  const held = [...roles];
  return (cloud === undefined ? CLOUD_NAMES : [cloud]).some((name) =>
    held.some((role) => MAY[permission][name].includes(role)),
  );
}
