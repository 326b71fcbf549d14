import type { Correlation } from './correlation.ts';
import { ReadError } from './errors.ts';
import type { ServiceCommunications } from './health/ports.ts';
import { INCIDENT_REPORT_PATH, type IncidentReports } from './http/incident-report-route.ts';
import { createReportTickets, type ReportSubject, type ReportTicket } from './http/report-tickets.ts';
import type { Staff, StaffAccess } from './staff/admission.ts';
import type { AuditEntry, AuditTrail } from './staff/audit.ts';
import type { Clock } from './time.ts';

export interface IncidentReportsOptions {
  /** At least 32 bytes, the same in every replica. */
  readonly key: Uint8Array;
  /** Where browsers reach this bot; undefined: nobody can. */
  readonly findOrigin: () => string | undefined;
  readonly source: Pick<ServiceCommunications, 'readIncidentReport'>;
  readonly findStaffing: () => {
    readonly staff: Pick<Staff, 'admit'>;
    readonly trail: Pick<AuditTrail, 'note'>;
  };
  readonly correlation: Correlation;
  /** A random GUID. */
  readonly makeId: () => string;
  readonly clock: Clock;
}

/** Links to post-incident reports, and what they open. */
export interface LinkedReports extends IncidentReports {
  /** undefined: nobody could reach it, or it is not known who asks. */
  link(subject: ReportSubject, asker: ReportAsker | undefined): string | undefined;
}

/** Who is shown a link, as the channel names them. */
export interface ReportAsker {
  readonly objectId: string | undefined;
  readonly conversationTenant: string | undefined;
}

/** How long a report file may take, in milliseconds: it is up to 20 MB, and a person waits for a download. */
const FILE_MS = 25_000;

/**
 * A browser does not tell who holds it. So a link is good for an hour, and only while who was shown it may see the customer's health; every download is
 * on the audit trail in their name.
 */
export function createIncidentReports(options: IncidentReportsOptions): LinkedReports {
  const { findOrigin, source, findStaffing, correlation, makeId, clock } = options;
  const tickets = createReportTickets({ key: options.key, clock });

  async function read(ticket: ReportTicket, note: (ending: Ending) => void) {
    const { incident, ...customer } = ticket.subject;
    const { objectId, conversationTenant } = ticket.reader;
    const person = { objectId, account: '', name: '' };
    const admission = await findStaffing().staff.admit(person, conversationTenant);
    if (admission.kind === 'unreadable') {
      note({ decision: 'refused', outcome: 'refused', reason: 'unreadable' });
      return 'unreadable';
    }
    const access = admission.kind === 'admitted' ? admission.access : undefined;
    if (!access?.may('readHealth', customer.cloud) || !access.sees(customer)) {
      const reason = admission.kind === 'refused' ? admission.reason : 'readHealth';
      note({ decision: 'refused', outcome: 'refused', reason, roles: access?.roles ?? [] });
      return 'refused';
    }
    const allowed = { decision: 'allowed', reason: undefined, roles: access.roles } as const;
    try {
      const file = await source.readIncidentReport(customer, incident, AbortSignal.timeout(FILE_MS));
      note({ ...allowed, outcome: 'done' });
      return file;
    } catch (error) {
      const isGone = error instanceof ReadError && error.code === 'notFound';
      note({ ...allowed, outcome: isGone ? 'refused' : 'failed', reason: isGone ? 'gone' : undefined });
      throw error;
    }
  }

  return {
    tickets,
    link(subject, { objectId, conversationTenant } = NOBODY) {
      const origin = findOrigin();
      if (origin === undefined || objectId === undefined) return undefined;
      const reader = { objectId, conversationTenant };
      return `${origin}${INCIDENT_REPORT_PATH}/${tickets.make({ subject, reader })}`;
    },
    read(ticket) {
      const id = makeId();
      const note = (ending: Ending) => findStaffing().trail.note(toEntry(ticket, ending, id, clock()));
      return correlation.run(id, () => read(ticket, note));
    },
  };
}

const NOBODY: ReportAsker = { objectId: undefined, conversationTenant: undefined };

type Ending = Pick<AuditEntry, 'decision' | 'outcome' | 'reason'> & { readonly roles?: StaffAccess['roles'] };

function toEntry(
  { subject: { cloud, tenantId, incident }, reader }: ReportTicket,
  { roles = [], ...ending }: Ending,
  correlation: string,
  at: number,
): AuditEntry {
  return {
    ...{ at, correlation, roles, place: undefined, action: 'system:download-report', reference: undefined },
    person: { objectId: reader.objectId, account: '', name: '' },
    ...{ customers: [{ cloud, tenantId }], customerCount: 1, subject: `incident:${cloud}:${incident}` },
    ...ending,
  };
}
