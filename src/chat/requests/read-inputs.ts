import { CLOUDS } from '../../clouds.ts';
import { AZURE } from '../../health/name-service.ts';
import type { DraftEdit } from '../../requests/edit-draft.ts';
import {
  CATEGORIES,
  type RequestedService,
  type RequestRoute,
  ROUTES,
  SEVERITIES,
  type ServiceRequest,
} from '../../requests/request.ts';
import type { EpochMs } from '../../time.ts';
import type { FormInputs } from '../actions/request-verbs.ts';
import { isDescriptionInField, WHOLE_CUSTOMER } from '../cards/request-form-view.ts';
import { makeServiceToken } from '../cards/service-token.ts';
import { isAzureName } from '../grammar/service-topics.ts';
import { isRealDay, startOfMinute } from '../period/calendar.ts';

/** Where ids of the inputs get their names from; a name that is not known stays as it was. */
export interface KnownNames {
  readonly services: readonly { readonly name: string; readonly isAzure: boolean }[];
  readonly subscriptions: readonly { readonly id: string; readonly name: string }[];
  readonly azureServices: readonly { readonly id: string; readonly name: string }[];
  readonly azureProblems: readonly { readonly id: string; readonly name: string }[];
}

/** At most so many incidents are kept with a request. */
const MOST_INCIDENTS = 20;

/** What the inputs of a card change in a draft. An input that is not there changes nothing; what is wrong is kept as it was typed. */
export function readInputs(inputs: FormInputs, draft: ServiceRequest, names: KnownNames): DraftEdit {
  const { service, incidents, startedDate, startedTime } = inputs;
  const category = CATEGORIES.find((one) => one === inputs.category);
  const severity = SEVERITIES.find((one) => one === inputs.severity);
  const chosen = service === undefined ? draft.service : readService(service, draft, names);
  const route = readRoute(inputs.route) ?? leadToAzure(chosen, draft);
  // A long description is not in the card: an empty field then means "as it was".
  const isKept = inputs.description === '' && !isDescriptionInField(draft);
  return {
    ...(service === undefined ? {} : { service: chosen }),
    ...(inputs.category === undefined ? {} : { category }),
    ...(incidents === undefined ? {} : { incidents: splitList(incidents) }),
    ...(inputs.title === undefined ? {} : { title: inputs.title.trim() }),
    ...(inputs.description === undefined || isKept ? {} : { description: inputs.description }),
    ...(startedDate === undefined && startedTime === undefined
      ? {}
      : { startedAt: readInstant(startedDate ?? '', startedTime ?? '', draft.reader.timeZone) }),
    ...(inputs.affected === undefined ? {} : { affected: inputs.affected.trim() }),
    ...(inputs.severity === undefined ? {} : { severity }),
    ...(route === undefined ? {} : { route }),
    contact: pick(inputs, ['firstName', 'lastName', 'email', 'phone', 'country']),
    azure: readAzure(inputs, draft, names),
  };
}

/** What turns out to be about Azure is asked of Azure. */
function leadToAzure(
  { isAzure }: RequestedService,
  { service, route }: ServiceRequest,
): RequestRoute | undefined {
  return isAzure && !service.isAzure && route === 'portal' ? 'azureSupport' : undefined;
}

function readRoute(route: string | undefined): RequestRoute | undefined {
  return ROUTES.find((one) => one === route);
}

function readService(typed: string, { service, customer }: ServiceRequest, { services }: KnownNames) {
  const name = typed === WHOLE_CUSTOMER ? '' : typed.trim();
  if (name === service.name || (name !== '' && name === makeServiceToken(service.name))) return service;
  // A choice names a service by its token, which differs from the name only where that is very long or odd.
  const listed = services.find((one) => makeServiceToken(one.name) === name);
  // The list may be late, or the name typed: then it tells by itself.
  return listed ?? { name, isAzure: CLOUDS[customer.cloud].capabilities.azure && saysAzure(name) };
}

function saysAzure(name: string): boolean {
  return name === AZURE || name.startsWith(`${AZURE}: `) || isAzureName(name);
}

function readAzure(
  { subscription, azureService, azureProblem, resource, consent }: FormInputs,
  { azure }: ServiceRequest,
  names: KnownNames,
): NonNullable<DraftEdit['azure']> {
  const subscriptionId = subscription ?? azure.subscriptionId;
  const serviceId = azureService ?? azure.serviceId;
  const problemId = azureProblem ?? azure.problemId;
  return {
    subscriptionId,
    subscriptionName:
      findName(names.subscriptions, subscriptionId) ??
      (subscriptionId === azure.subscriptionId ? azure.subscriptionName : subscriptionId),
    serviceId,
    serviceName:
      findName(names.azureServices, serviceId) ?? (serviceId === azure.serviceId ? azure.serviceName : ''),
    problemId,
    problemName:
      findName(names.azureProblems, problemId) ?? (problemId === azure.problemId ? azure.problemName : ''),
    ...(resource === undefined ? {} : { resourceId: resource.trim() }),
    ...(consent === undefined ? {} : { diagnosticConsent: consent === 'true' }),
  };
}

function findName(
  list: readonly { readonly id: string; readonly name: string }[],
  id: string,
): string | undefined {
  return list.find((one) => one.id === id)?.name;
}

function pick<K extends keyof FormInputs>(
  inputs: FormInputs,
  keys: readonly K[],
): Partial<Record<K, string>> {
  const given: Partial<Record<K, string>> = {};
  for (const key of keys) {
    const value = inputs[key];
    if (typeof value === 'string') given[key] = value.trim();
  }
  return given;
}

function splitList(text: string): string[] {
  return text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
    .slice(0, MOST_INCIDENTS);
}

/** Inputs give `2026-11-21` and `08:15`, in the reader's zone. Without a time: from the beginning of the day. */
function readInstant(date: string, time: string, timeZone: string): EpochMs | undefined {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date.trim()) ?? [];
  const on = { year: Number(year), month: Number(month), day: Number(day) };
  if (day === undefined || !isRealDay(on)) return undefined;
  const [, hour = '0', minute = '0'] = /^([01]?\d|2[0-3]):([0-5]\d)(?::\d{2})?$/.exec(time.trim()) ?? [];
  return startOfMinute({ ...on, hour: Number(hour), minute: Number(minute) }, timeZone);
}
