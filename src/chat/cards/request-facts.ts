import type { ServiceRequest } from '../../requests/request.ts';
import type { MessageKey } from '../languages/speech.ts';
import { nameCustomer } from './buttons.ts';
import { plain } from './plain.ts';
import { nameRequest } from './request-terms.ts';
import type { Scene } from './scene.ts';

/** Incident ids that are named in one line. */
const MOST_IDS = 20;

/** Everything a request says besides its title and description, a line each, whole dates with their zone; what is empty is left out. */
export function listRequestFacts(request: ServiceRequest, scene: Scene): string[] {
  const { speech, times } = scene;
  const { customer, service, category, severity, startedAt, affected, azure } = request;
  const line = (key: MessageKey, text: string) => (text === '' ? '' : speech.say(key, { text }));
  const ids = request.incidents.slice(0, MOST_IDS).map((id) => plain(id, 40));
  const isAzure = service.isAzure || azure.subscriptionId !== '';
  return [
    line('request.fact.customer', [nameCustomer(customer), plain(customer.domain, 80)].join(', ')),
    line('request.fact.tenant', plain(customer.tenantId, 64)),
    line('request.fact.service', plain(service.name, 80)),
    line('request.fact.category', category === undefined ? '' : speech.say(`request.category.${category}`)),
    line('request.fact.severity', severity === undefined ? '' : speech.say(`request.severity.${severity}`)),
    line('request.fact.since', startedAt === undefined ? '' : times.stamp(startedAt)),
    line('request.fact.affected', plain(affected, 120)),
    line('request.fact.incidents', ids.join(', ')),
    line('request.fact.subscription', isAzure ? join([azure.subscriptionName, azure.subscriptionId]) : ''),
    line('request.fact.azure', isAzure ? join([azure.serviceName, azure.problemName]) : ''),
    line('request.fact.resource', isAzure ? plain(azure.resourceId, 300) : ''),
    line('request.fact.contact', sayContact(request)),
    line('request.fact.number', nameRequest(request)),
  ].filter((text) => text !== '');
}

function sayContact({ contact: { firstName, lastName, email, phone } }: ServiceRequest): string {
  return join([[firstName, lastName].filter((part) => part.trim() !== '').join(' '), email, phone]);
}

function join(parts: readonly string[]): string {
  return parts
    .map((part) => plain(part, 120))
    .filter((part) => part !== '')
    .join(', ');
}
