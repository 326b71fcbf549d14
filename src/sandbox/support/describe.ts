import type { EpochMs } from '../../time.ts';
import type { Tenant } from '../tenants/tenant.ts';
import { problemIdOf, serviceIdOf } from './catalogue.ts';
import { type Communication, isWorkedUpon, readModified } from './conversation.ts';
import type { Operation, Ticket } from './ticket.ts';

const MINUTE_MS = 60_000;
/** Minutes until the first answer, of a Premier plan; the documented sample has 240 for `moderate`. */
const SLA_MINUTES = { minimal: 480, moderate: 240, critical: 60, highestcriticalimpact: 15 };

/** Samples write `moderate`, recorded answers `Minimal`: some customers have one, some the other. */
function spell(word: string, { spelling }: Tenant): string {
  return spelling === 'PascalCase' ? word.charAt(0).toUpperCase() + word.slice(1) : word;
}

/** Without milliseconds, as Azure writes them. */
const dateOf = (at: EpochMs) => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');

export const providerPathOf = (subscriptionId: string) =>
  `/subscriptions/${subscriptionId}/providers/Microsoft.Support`;

export function describeTicket(ticket: Ticket, tenant: Tenant, now: EpochMs, engineerMs: number) {
  const { content, service, problem, supportTicketId, createdAt } = ticket;
  const slaMinutes = SLA_MINUTES[content.severity];
  return {
    id: `${providerPathOf(ticket.subscriptionId)}/supportTickets/${ticket.name}`,
    name: ticket.name,
    type: 'Microsoft.Support/supportTickets',
    properties: {
      ...content,
      severity: spell(content.severity, tenant),
      contactDetails: {
        ...content.contactDetails,
        preferredContactMethod: spell(content.contactDetails.preferredContactMethod, tenant),
      },
      serviceId: serviceIdOf(service),
      serviceDisplayName: service.displayName,
      problemClassificationId: problemIdOf(service, problem),
      problemClassificationDisplayName: problem.displayName,
      enrollmentId: '',
      supportTicketId,
      fileWorkspaceName: content.fileWorkspaceName ?? supportTicketId,
      supportPlanType: ticket.planType,
      supportPlanDisplayName: ticket.planType,
      serviceLevelAgreement: {
        startTime: dateOf(createdAt),
        expirationTime: dateOf(createdAt + slaMinutes * MINUTE_MS),
        slaMinutes,
      },
      supportEngineer: {
        emailAddress: isWorkedUpon(ticket, now, engineerMs) ? 'support@mail.support.microsoft.com' : null,
      },
      status: ticket.status,
      createdDate: dateOf(createdAt),
      modifiedDate: dateOf(readModified(ticket, now, engineerMs)),
    },
  };
}

export function describeCommunication(ticket: Ticket, said: Communication, tenant: Tenant) {
  return {
    id: `${providerPathOf(ticket.subscriptionId)}/supportTickets/${ticket.name}/communications/${said.name}`,
    name: said.name,
    type: 'Microsoft.Support/communications',
    properties: {
      communicationType: spell('web', tenant),
      communicationDirection: spell(said.direction, tenant),
      sender: said.sender,
      subject: said.subject,
      body: said.body,
      createdDate: dateOf(said.createdAt),
    },
  };
}

/** The state of an operation, as recorded where it succeeded. */
export function describeOperation(
  { id, subscriptionId, readyAt, failure, supportTicketId }: Operation,
  now: EpochMs,
) {
  const base = { id: `${providerPathOf(subscriptionId)}/operationsStatus/${id}` };
  if (now < readyAt) return { ...base, status: 'InProgress' };
  if (failure) return { ...base, status: 'Failed', error: failure };
  return { ...base, status: 'Succeeded', properties: { supportTicketCreationWarning: '', supportTicketId } };
}
