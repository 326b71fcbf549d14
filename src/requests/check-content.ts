import type { EpochMs } from '../time.ts';
import { isBlank } from './bound-text.ts';
import { isCountry, isEmail } from './contact.ts';
import { type ContentField, type FormStep, fieldsOf, isRequired } from './form-steps.ts';
import { LIMITS } from './limits.ts';
import type { RequestContent } from './request.ts';

export { type ContentField, type FormStep, fieldsOf, isRequired, stepsOf } from './form-steps.ts';
export { isTicketNumber, LIMITS } from './limits.ts';

/** What keeps a form from being sent. `most` and `length`, in UTF-16 units, are told with `tooLong`. */
export interface ContentProblem {
  readonly field: ContentField;
  readonly code: 'missing' | 'tooLong' | 'invalid' | 'future';
  readonly most?: number;
  readonly length?: number;
}

type Finding = Omit<ContentProblem, 'field'>;
type Check = (content: RequestContent, now: EpochMs) => Finding | undefined;

const INVALID: Finding = { code: 'invalid' };
const MISSING: Finding = { code: 'missing' };

/** Clocks differ; and who writes "now" means the minute they look at. */
const TOLERANCE_MS = 5 * 60_000;
/** No trouble began before: what is older is a slip in the year. */
const EARLIEST = Date.UTC(2010, 0, 1);

/** What is wrong with each field; `missing` only counts where the field is required. */
const CHECKS: Readonly<Record<ContentField, Check>> = {
  service: ({ service, route }) =>
    route === 'azureSupport' && !service.isAzure ? INVALID : checkText(service.name, LIMITS.service),
  title: ({ title }) => checkText(title, LIMITS.title),
  description: ({ description }) => checkText(description, LIMITS.description),
  category: ({ category }) => (category === undefined ? MISSING : undefined),
  startedAt: ({ startedAt }, now) => (startedAt === undefined ? MISSING : checkStart(startedAt, now)),
  affected: ({ affected }) => checkText(affected, LIMITS.affected),
  subscription: ({ azure }) => checkText(azure.subscriptionId, LIMITS.azureId, isAzureId),
  azureService: ({ azure }) => checkText(azure.serviceId, LIMITS.azureId, isAzureId),
  azureProblem: ({ azure }) => checkText(azure.problemId, LIMITS.azureId, isAzureId),
  resource: ({ azure }) =>
    checkText(azure.resourceId, LIMITS.resource, (id) => isResourceOf(id, azure.subscriptionId)),
  severity: ({ severity }) => (severity === undefined ? MISSING : undefined),
  firstName: ({ contact }) => checkText(contact.firstName, LIMITS.name),
  lastName: ({ contact }) => checkText(contact.lastName, LIMITS.name),
  email: ({ contact }) => checkText(contact.email, LIMITS.email, isEmail),
  phone: ({ contact }) => checkText(contact.phone, LIMITS.phone, isPhone),
  country: ({ contact }) => {
    if (isBlank(contact.country)) return MISSING;
    return isCountry(contact.country.trim()) ? undefined : INVALID;
  },
};

/**
 * What keeps a form from being sent over its route, in the order of the form; empty: nothing. With `part`, only what that step asks for.
 * Fields that the route does not ask for may be anything.
 */
export function checkContent(
  content: RequestContent,
  now: EpochMs,
  part: FormStep = 'look',
): readonly ContentProblem[] {
  return fieldsOf(part, content.route).flatMap((field) => {
    const finding = CHECKS[field](content, now);
    if (finding === undefined) return [];
    return finding.code === 'missing' && !isRequired(field, content) ? [] : [{ field, ...finding }];
  });
}

function checkText(
  text: string,
  most: number,
  isValid: (text: string) => boolean = () => true,
): Finding | undefined {
  if (isBlank(text)) return MISSING;
  if (text.length > most) return { code: 'tooLong', most, length: text.length };
  return isValid(text.trim()) ? undefined : INVALID;
}

function checkStart(startedAt: EpochMs, now: EpochMs): Finding | undefined {
  if (!Number.isFinite(startedAt) || startedAt < EARLIEST) return INVALID;
  return startedAt > now + TOLERANCE_MS ? { code: 'future' } : undefined;
}

/** At least five digits, with what people write between them, and an extension at most (`+33 1 23 45 67 89 ext. 12`). */
function isPhone(text: string): boolean {
  const digits = text.replaceAll(/\D/g, '').length;
  return digits >= 5 && /^[+(]?[\d\s()./-]*(?:(?:x|ext\.?|,|;|#)\s*\d{1,8})?$/i.test(text);
}

/** An id of Azure's goes into an address: nothing that could lead elsewhere. */
function isAzureId(text: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(text);
}

/** A resource (or its group) of the chosen subscription, by its Azure resource id. */
function isResourceOf(id: string, subscriptionId: string): boolean {
  const start = `/subscriptions/${subscriptionId.trim()}/resourcegroups/`;
  return id.toLowerCase().startsWith(start.toLowerCase()) && !/[\s?#\\]|\/\/|\/\.{1,2}(?:\/|$)/.test(id);
}
