import { CLOUDS } from '../../clouds.ts';
import type { Customer } from '../../customers/customer.ts';
import type { Incident } from '../../health/incident.ts';
import { listServiceNames } from '../../health/name-service.ts';
import type { HealthReport, ReportedService } from '../../health/report.ts';
import { chooseRoutes } from '../../requests/choose-routes.ts';
import type { DraftEdit } from '../../requests/edit-draft.ts';
import type { RequestContact } from '../../requests/request.ts';
import type { Person } from '../../staff/person.ts';
import type { Asked } from '../actions/with-customer.ts';
import { findServiceByToken } from '../cards/service-token.ts';
import { findServiceName } from '../commands/health.ts';
import { hasIncident } from '../commands/incident.ts';
import { isAzureName } from '../grammar/service-topics.ts';
import type { Reply } from '../reply.ts';
import { judgeAccess } from './judge-access.ts';
import type { AskedRequest } from './parts.ts';
import { readSubscriptions } from './read-subscriptions.ts';
import { showForm } from './show-form.ts';
import { createPatience, within } from './within.ts';

/**
 * Opens a form, prefilled with what is known: the incident, its impact and start, the service, what was checked. What would take long to read
 * is left out. A customer to whom our access is gone is refused, unless only our own helpdesk is to know.
 */
export async function openForm(asked: AskedRequest, by: Asked): Promise<Reply> {
  const { customer, route } = asked;
  const { reader, person, context } = by;
  const { requests, reports, incidents, estate, cards } = context;
  context.access.require('raiseRequest', customer.cloud);
  const patience = createPatience(context.clock, by.isTyped);
  const [report, all, finding] = await Promise.all([
    within(reports.read(customer), patience.createSignal()),
    readSubscriptions(customer, context, patience),
    asked.incident === undefined
      ? undefined
      : within(incidents.find(asked.incident, { cloud: customer.cloud, customer }), patience.createSignal()),
  ]);
  const gone = route === 'helpdesk' ? undefined : judgeAccess(customer, estate);
  if (gone) return cards.requestAccessGone(customer, gone, reader);
  const incident =
    findIncident(report, asked.incident) ??
    (finding?.kind === 'found' && hasIncident(finding.view, customer) ? finding.view.incident : undefined);
  const reported = findService(report, asked.service, incident);
  const service = reported?.name ?? asked.service ?? (incident ? (listServiceNames(incident)[0] ?? '') : '');
  const prefilled = requests.prefill(
    { customer, service, incident, reported, readAt: report?.readAt, isRead: report !== undefined },
    reader,
    context.clock(),
  );
  const isAzure = isInAzure(customer, service, reported, incident);
  const subscriptions = reported?.subscriptions ?? [];
  // Of several none is guessed: a ticket in the wrong one is worse than one more choice.
  const listed = subscriptions.length > 0 ? subscriptions : (all ?? []);
  const [subscription] = incident?.azure?.subscriptions ?? (listed.length === 1 ? listed : []);
  const routes = chooseRoutes({
    cloud: customer.cloud,
    isAzure,
    // What was not read must not close a way.
    hasSubscriptions: all === undefined || all.length > 0,
  });
  const content: DraftEdit = {
    service: { name: service, isAzure },
    incidents: incident ? [incident.id] : [],
    category: incident ? 'performance' : undefined,
    ...{ title: prefilled.title, description: prefilled.description },
    ...{ startedAt: prefilled.startedAt, affected: '', severity: prefilled.severity },
    azure: {
      ...{ subscriptionId: subscription?.id ?? '', subscriptionName: subscription?.name ?? '' },
    },
    route: route ?? routes[0] ?? 'helpdesk',
  };
  const draft = await requests.desk.openForm({
    ...{ customer, raisedBy: person, reader, content },
    newcomer: introduce(person, requests.contact),
  });
  return showForm({ draft, step: 'what', problems: [], find: '', offset: 0 }, by, patience);
}

function findIncident(report: HealthReport | undefined, id: string | undefined): Incident | undefined {
  const wanted = id?.toLowerCase();
  return report?.services
    .flatMap(({ incidents }) => incidents)
    .find((one) => one.id.toLowerCase() === wanted);
}

function findService(
  report: HealthReport | undefined,
  words: string | undefined,
  incident: Incident | undefined,
): ReportedService | undefined {
  if (!report) return undefined;
  if (words !== undefined) return findServiceByToken(report, findServiceName(report, words));
  return incident && report.services.find(({ incidents }) => incidents.some(({ id }) => id === incident.id));
}

function isInAzure(
  { cloud }: Customer,
  name: string,
  reported: ReportedService | undefined,
  incident: Incident | undefined,
): boolean {
  if (!CLOUDS[cloud].capabilities.azure) return false;
  if (reported) return reported.subscriptions.length > 0;
  return incident?.source === 'azure' || isAzureName(name);
}

/** Whoever raises a request for the first time is introduced by the name Teams gives. */
function introduce(
  { name }: Person,
  { email, phone, country }: Omit<RequestContact, 'firstName' | 'lastName'>,
): RequestContact {
  const words = name.trim().split(/\s+/);
  return { firstName: words[0] ?? '', lastName: words.slice(1).join(' '), email, phone, country };
}
