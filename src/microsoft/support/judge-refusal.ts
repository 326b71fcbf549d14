import type { RouteTroubleCode } from '../../requests/request.ts';
import type { Refusal } from './refusal.ts';

/**
 * What was refused: a list of services or problems, something about a ticket that is there, its creation, or an operation that had
 * been accepted before.
 */
export type RefusedCall = 'list' | 'ticket' | 'create' | 'operation';

interface Tenants {
  readonly partner: string;
  readonly customer: string;
}

/** The support plan: `InvalidSupportPlan`, at once or at the end of the operation. */
const PLAN = /support\s?plan/i;
const CLASSIFICATION =
  /problem\s?classification|\bservice\s?(?:id|name)\b|\bsupport service\b|Microsoft\.Support\/services/i;
const AUXILIARY = /auxiliary/i;
/** Azure Resource Manager checks what a request refers to in another tenant with the auxiliary token. */
const LINKED = /^Linked\w*(?:Authorization|Access)\w*Failed$/i;

/**
 * What a refusal means for whoever wants the ticket. The codes of Azure Support are not documented: what is known of them is
 * `InvalidSupportPlan`, `InvalidParameterValue` and `InvalidData` with the field in their words; the others are Azure Resource Manager's.
 * https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors
 */
export function judgeRefusal(refusal: Refusal, call: RefusedCall, tenants: Tenants): RouteTroubleCode {
  const { status, code, words } = refusal;
  if (PLAN.test(words)) return 'plan';
  if (code === 'MissingSubscriptionRegistration') return 'role';
  if (isAboutPartnerToken(refusal, tenants)) return 'partnerToken';
  if (call === 'ticket' && status === 404) return 'ticketGone';
  if (code === 'AuthorizationFailed' || (status === 403 && call !== 'operation')) return 'role';
  if (status === 401) return 'access';
  if (CLASSIFICATION.test(words) || (call === 'list' && (status === 404 || status === 400)))
    return 'classification';
  return call === 'operation' ? 'failed' : 'invalid';
}

/**
 * Where an auxiliary token is not accepted, the answer is a 401 that names its client and its tenant.
 * https://learn.microsoft.com/azure/azure-resource-manager/management/authenticate-multi-tenant
 */
function isAboutPartnerToken({ status, code, words }: Refusal, { partner, customer }: Tenants): boolean {
  if (LINKED.test(code) || AUXILIARY.test(words)) return true;
  const naming = words.toLowerCase();
  const ours = partner.toLowerCase();
  return (
    status === 401 &&
    code !== 'InvalidAuthenticationTokenTenant' &&
    ours !== customer.toLowerCase() &&
    naming.includes(ours)
  );
}

/** Whether there is something under that name already. */
export function isNameTaken({ status, words }: Refusal): boolean {
  return (
    status === 409 ||
    /already (?:exists|in use|been used|been created)|\bname\b.{0,300}\bnot available/i.test(words)
  );
}
