import type { TicketOrder } from '../../requests/ports.ts';
import { SEVERITY_NAMES } from './severity.ts';
import { toWindowsZone } from './windows-zone.ts';

/**
 * The body that creates a ticket. `consents`: the services that ask for a consent of their own in this problem.
 * https://learn.microsoft.com/rest/api/support/support-tickets/create
 */
export async function writeTicketBody(order: TicketOrder, consents: readonly string[]) {
  const { contact, diagnosticConsent } = order;
  const consent = diagnosticConsent ? 'Yes' : 'No';
  const phone = contact.phone.trim();
  const resourceId = order.resourceId.trim();
  const service = serviceUrl(order.serviceId);
  return {
    properties: {
      title: order.title,
      description: order.description,
      serviceId: service,
      problemClassificationId: `${service}/problemClassifications/${encodeURIComponent(order.problemId)}`,
      severity: SEVERITY_NAMES[order.severity],
      advancedDiagnosticConsent: consent,
      ...(consents.length > 0
        ? { secondaryConsent: consents.map((type) => ({ type, userConsent: consent })) }
        : {}),
      ...(order.startedAt === undefined ? {} : { problemStartTime: new Date(order.startedAt).toISOString() }),
      contactDetails: {
        firstName: contact.firstName,
        lastName: contact.lastName,
        preferredContactMethod: 'email',
        primaryEmailAddress: contact.email,
        // Azure requires it where the severity is critical.
        ...(phone === '' ? {} : { phoneNumber: phone }),
        preferredTimeZone: await toWindowsZone(order.timeZone),
        preferredSupportLanguage: 'en-US',
        country: contact.country,
      },
      ...(resourceId === '' ? {} : { technicalTicketDetails: { resourceId } }),
    },
  };
}

/** Azure's id of a service, by its last segment. */
export function serviceUrl(serviceId: string): string {
  return `/providers/Microsoft.Support/services/${encodeURIComponent(serviceId)}`;
}
