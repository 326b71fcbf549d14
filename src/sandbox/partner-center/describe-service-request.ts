import type { EpochMs } from '../../time.ts';
import { SEVERITIES, type SimulatedServiceRequest, STATUSES } from './service-request.ts';

/** How "never" is written. */
const NEVER = '0001-01-01T00:00:00';

/** As the sample of a list: few fields, numbers for words, dates without `Z`. */
export function describeListedRequest({
  id,
  title,
  severity,
  status,
  createdAt,
  modifiedAt,
  closedAt,
}: SimulatedServiceRequest) {
  return {
    title,
    severity: SEVERITIES.indexOf(severity),
    id,
    status: STATUSES.indexOf(status),
    primaryContact: { lastName: 'Account', firstName: 'Sandbox' },
    createdDate: bareDate(createdAt),
    lastModifiedDate: bareDate(modifiedAt),
    lastClosedDate: closedAt === undefined ? NEVER : bareDate(closedAt),
    attributes: { objectType: 'ServiceRequest' },
  };
}

/** As the sample of a single answer: words, and dates with `Z` but for those of notes. */
export function describeServiceRequest(request: SimulatedServiceRequest) {
  const { id, title, description, severity, status, supportTopicId, supportTopicName } = request;
  const { createdAt, modifiedAt, closedAt, notes } = request;
  return {
    title,
    description,
    severity,
    supportTopicId,
    supportTopicName,
    id,
    status,
    organization: { name: 'Sandbox Partner' },
    productId: '15960',
    createdDate: `${bareDate(createdAt)}Z`,
    lastModifiedDate: `${bareDate(modifiedAt)}Z`,
    lastClosedDate: closedAt === undefined ? NEVER : `${bareDate(closedAt)}Z`,
    notes: notes.map(({ createdByName, createdAt: at, text }) => ({
      createdByName,
      createdDate: bareDate(at),
      text,
    })),
    attributes: { objectType: 'ServiceRequest' },
  };
}

/** Without `Z`, and without zeros at the end, as in the samples. */
const bareDate = (at: EpochMs) => new Date(at).toISOString().replace(/\.?0*Z$/, '');
