import type { ServiceRequest } from '../../requests/request.ts';
import type { MessageKey } from '../languages/speech.ts';
import { plain } from './plain.ts';
import type { Scene } from './scene.ts';

/** One thing that is sent. `label` ends with what parts it from the value. */
export interface LookRow {
  readonly label: string;
  readonly value: string;
}

/** Wide enough for every text that may be sent, so that none of them is shortened; in Latin letters. */
const WHOLE = 1_000;
const MOST_INCIDENTS = 20;

type Row = readonly [MessageKey, string];

/** Everything that is sent but the description; what was left out is left out here, too. */
export function listLookRows(draft: ServiceRequest, scene: Scene): LookRow[] {
  const { say } = scene.speech;
  const { severity, startedAt, route } = draft;
  const rows: readonly Row[] = [
    ['request.field.title', plain(draft.title, WHOLE)],
    ...(route === 'azureSupport' ? [] : listOwn(draft, scene)),
    ['request.field.severity', severity === undefined ? '' : say(`request.severity.${severity}`)],
    ['request.field.startedAt', startedAt === undefined ? '' : scene.times.stamp(startedAt)],
    ...(route === 'azureSupport' ? listAzure(draft, scene) : []),
    ['form.contactRow', route === 'helpdesk' ? '' : sayContact(draft)],
  ];
  return labelRows(rows, scene);
}

/** What an Azure ticket has no place for: it stays in our own record. Of other ways nothing. */
export function listKeptRows(draft: ServiceRequest, scene: Scene): LookRow[] {
  return draft.route === 'azureSupport' ? labelRows(listOwn(draft, scene), scene) : [];
}

function labelRows(rows: readonly Row[], { speech: { say } }: Scene): LookRow[] {
  return rows
    .filter(([, value]) => value !== '')
    .map(([key, value]) => ({ label: say('form.label', { label: say(key) }), value }));
}

function listOwn(
  { service, incidents, category, affected }: ServiceRequest,
  { speech: { say } }: Scene,
): readonly Row[] {
  return [
    ['request.field.service', plain(service.name, 200) || say('form.wholeCustomer')],
    ['request.field.incidents', sayIncidents(incidents)],
    ['request.field.category', category === undefined ? '' : say(`request.category.${category}`)],
    ['request.field.affected', plain(affected, 300)],
  ];
}

function listAzure({ azure, reader }: ServiceRequest, { speech: { say } }: Scene): readonly Row[] {
  return [
    [
      'request.field.subscription',
      [plain(azure.subscriptionName, 200), plain(azure.subscriptionId, 200)]
        .filter((part) => part !== '')
        .join(' · '),
    ],
    ['request.field.azureService', plain(azure.serviceName, 200) || plain(azure.serviceId, 200)],
    ['request.field.azureProblem', plain(azure.problemName, 200) || plain(azure.problemId, 200)],
    ['request.field.resource', plain(azure.resourceId, WHOLE)],
    ['request.field.consent', say(azure.diagnosticConsent ? 'form.consentYes' : 'form.consentNo')],
    ['form.zone', reader.timeZone],
  ];
}

function sayIncidents(incidents: readonly string[]): string {
  const shown = incidents.slice(0, MOST_INCIDENTS).map((id) => plain(id, 40));
  return incidents.length > shown.length ? `${shown.join(', ')} …` : shown.join(', ');
}

function sayContact({ contact, route }: ServiceRequest): string {
  const { firstName, lastName, email, phone, country } = contact;
  const name = plain([firstName, lastName].join(' '), 300);
  const parts = [
    name,
    plain(email, 400),
    plain(phone, 100),
    route === 'azureSupport' ? plain(country, 40) : '',
  ];
  return parts.filter((part) => part !== '').join(' · ');
}
