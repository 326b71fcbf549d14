import { describe, expect, it } from 'vitest';
import { ReadError, type ReadErrorCode } from '../../src/errors.ts';
import { buildReport, type Reading } from '../../src/health/build-report.ts';
import type { Incident } from '../../src/health/incident.ts';
import type { AzureFindings } from '../../src/health/report-azure.ts';
import { reportIncident } from '../../src/health/report-incident.ts';
import { SERVICE_STATUSES, type ServiceStatus } from '../../src/health/service.ts';
import { decideVerdict, type Verdict } from '../../src/health/verdict.ts';
import { makeAzureIncident, makeAzureReading, PRODUCTION, STAGING } from '../support/health-sources.ts';
import { makeIncident } from '../support/incidents.ts';

const NOW = Date.UTC(2026, 10, 21, 10, 25);
const CONTOSO = { cloud: 'global', tenantId: 't-1', name: 'Contoso', domain: 'contoso.com' } as const;

/** One row of the table. What is not named is read and well. */
interface Case {
  readonly when: string;
  readonly exchange?: ServiceStatus | 'none' | ReadErrorCode;
  readonly incidents?: readonly Partial<Incident>[] | ReadErrorCode;
  readonly changes?: ReadErrorCode;
  /** `none`: the cloud has no Azure. */
  readonly azure?: Partial<AzureFindings> | 'none' | ReadErrorCode;
  readonly skipped?: 'services' | 'incidents' | 'azure';
  readonly answer: Verdict['answer'];
  readonly reason: Verdict['reason'];
  /** Affected of total. */
  readonly counts: readonly [number, number];
}

const unreadStaging = {
  unread: [{ subscription: STAGING, error: new ReadError('forbidden', 'no') }],
};
const event = (
  overrides: Partial<Incident> = {},
  scope: Partial<NonNullable<Incident['azure']>> = {},
): Partial<AzureFindings> => ({ incidents: [reportIncident(makeAzureIncident(overrides, scope))] });

const yes = { answer: 'yes', reason: 'outage' } as const;
const advisory = { answer: 'maybe', reason: 'advisory' } as const;
const clear = { answer: 'noKnownIssue', reason: 'clear' } as const;
const clearExceptAzure = { answer: 'noKnownIssue', reason: 'clearExceptAzure' } as const;
const unread = { answer: 'cannotTell', reason: 'unread' } as const;
const unknownState = { answer: 'maybe', reason: 'unknownState' } as const;
const recovering = { answer: 'maybe', reason: 'recovering' } as const;

const CASES: readonly Case[] = [
  { when: 'all is read and well', ...clear, counts: [0, 3] },
  { when: 'the cloud has no Azure', azure: 'none', ...clear, counts: [0, 1] },
  { when: 'the customer has no subscription', azure: { subscriptions: [] }, ...clear, counts: [0, 1] },
  { when: 'only announcements are unread', changes: 'timeout', ...clear, counts: [0, 3] },

  { when: 'a service is interrupted', exchange: 'serviceInterruption', ...yes, counts: [1, 3] },
  {
    when: 'a service is degraded and nothing explains it',
    exchange: 'serviceDegradation',
    ...yes,
    counts: [1, 3],
  },
  { when: 'an incident is open', incidents: [{}], ...yes, counts: [1, 3] },
  {
    when: 'an incident is open and services are unread',
    exchange: 'timeout',
    incidents: [{}],
    ...yes,
    counts: [1, 3],
  },
  {
    when: 'an incident is open and Azure is unread',
    incidents: [{}],
    azure: 'forbidden',
    ...yes,
    counts: [1, 1],
  },
  { when: 'an incident’s origin is not stated', incidents: [{ origin: 'unknown' }], ...yes, counts: [1, 3] },
  {
    when: 'an incident’s state is not known to us',
    incidents: [{ status: 'unknown' }],
    ...yes,
    counts: [1, 3],
  },
  { when: 'recovery takes longer', incidents: [{ status: 'extendedRecovery' }], ...yes, counts: [1, 3] },

  { when: 'only an advisory is open', incidents: [{ kind: 'advisory' }], ...advisory, counts: [1, 3] },
  {
    when: 'the overview says degraded for an advisory',
    exchange: 'serviceDegradation',
    incidents: [{ kind: 'advisory' }],
    ...advisory,
    counts: [1, 3],
  },
  {
    when: 'Microsoft only investigates',
    incidents: [{ status: 'investigating' }],
    ...advisory,
    counts: [1, 3],
  },
  { when: 'a third party is at fault', incidents: [{ origin: 'thirdParty' }], ...advisory, counts: [1, 3] },
  {
    when: 'a third party is at fault, and interrupts',
    incidents: [{ origin: 'thirdParty', status: 'serviceInterruption' }],
    ...advisory,
    counts: [1, 3],
  },
  { when: 'the customer is at fault', incidents: [{ origin: 'customer' }], ...advisory, counts: [1, 3] },
  {
    when: 'an advisory is open and services are unread',
    exchange: 'noConsent',
    incidents: [{ kind: 'advisory' }],
    ...advisory,
    counts: [1, 3],
  },

  {
    when: 'an incident is mended but open',
    incidents: [{ status: 'serviceRestored' }],
    ...recovering,
    counts: [0, 3],
  },
  {
    when: 'an incident is mended and Azure is unread',
    incidents: [{ status: 'mitigated' }],
    azure: 'timeout',
    ...recovering,
    counts: [0, 1],
  },
  {
    when: 'an incident was a false alarm',
    incidents: [{ status: 'falsePositive' }],
    ...clear,
    counts: [0, 3],
  },
  { when: 'a service’s state is not known to us', exchange: 'unknown', ...unknownState, counts: [1, 3] },

  { when: 'services are unread', exchange: 'timeout', ...unread, counts: [0, 2] },
  { when: 'incidents are unread', incidents: 'throttled', ...unread, counts: [0, 3] },
  { when: 'a service row is not understood', skipped: 'services', ...unread, counts: [0, 3] },
  { when: 'an incident row is not understood', skipped: 'incidents', ...unread, counts: [0, 3] },
  {
    when: 'nothing is read',
    exchange: 'noConsent',
    incidents: 'noConsent',
    azure: 'noConsent',
    ...unread,
    counts: [0, 0],
  },
  {
    when: 'the customer has no services at all',
    exchange: 'none',
    azure: 'none',
    answer: 'cannotTell',
    reason: 'noServices',
    counts: [0, 0],
  },
  { when: 'the customer has Azure only', exchange: 'none', ...clear, counts: [0, 2] },

  { when: 'Azure has an active service issue', azure: event(), ...yes, counts: [1, 3] },
  { when: 'Azure’s issue is critical', azure: event({}, { isCritical: true }), ...yes, counts: [1, 3] },
  {
    when: 'Azure’s issue hits both',
    azure: event({}, { subscriptions: [PRODUCTION, STAGING] }),
    ...yes,
    counts: [2, 3],
  },
  {
    when: 'Azure has an issue and a subscription is unread',
    azure: { ...event(), ...unreadStaging },
    ...yes,
    counts: [1, 2],
  },
  {
    when: 'Azure has an issue and services are unread',
    exchange: 'timeout',
    azure: event(),
    ...yes,
    counts: [1, 2],
  },
  {
    when: 'Azure’s issue is a third party’s',
    azure: event({ origin: 'thirdParty' }),
    ...advisory,
    counts: [1, 3],
  },
  {
    when: 'Azure’s issue is the customer’s',
    azure: event({ origin: 'customer' }),
    ...advisory,
    counts: [1, 3],
  },
  { when: 'Azure has a health advisory', azure: event({ kind: 'advisory' }), ...advisory, counts: [1, 3] },
  {
    when: 'Azure has a security advisory',
    azure: event({ kind: 'securityAdvisory' }),
    ...advisory,
    counts: [1, 3],
  },
  {
    when: 'Azure has a critical security advisory',
    azure: event({ kind: 'securityAdvisory' }, { isCritical: true }),
    ...advisory,
    counts: [1, 3],
  },
  {
    when: 'Azure says what we do not know',
    azure: event({ kind: 'unknown' }),
    ...unknownState,
    counts: [1, 3],
  },
  { when: 'Azure is mended but open', azure: event({ status: 'mitigated' }), ...recovering, counts: [0, 3] },
  {
    when: 'Azure retires something',
    azure: {
      changes: [
        {
          id: 'R1',
          source: 'azure',
          title: 'Retirement',
          services: [],
          category: 'retirement',
          isMajor: false,
          actionRequiredBy: undefined,
          startsAt: NOW + 86_400_000,
          endsAt: undefined,
          updatedAt: NOW,
          html: '',
        },
      ],
    },
    ...clear,
    counts: [0, 3],
  },
  { when: 'Azure is unread', azure: 'forbidden', ...clearExceptAzure, counts: [0, 1] },
  { when: 'one subscription is unread', azure: unreadStaging, ...clearExceptAzure, counts: [0, 2] },
  { when: 'a row of Azure’s is not understood', skipped: 'azure', ...clearExceptAzure, counts: [0, 1] },
  {
    when: 'Azure and incidents are unread',
    incidents: 'timeout',
    azure: 'timeout',
    ...unread,
    counts: [0, 1],
  },
  {
    when: 'there is only Azure, and it is unread',
    exchange: 'none',
    azure: 'timeout',
    ...unread,
    counts: [0, 0],
  },
  {
    when: 'there is only Azure, and a part is unread',
    exchange: 'none',
    azure: unreadStaging,
    ...unread,
    counts: [0, 1],
  },
];

function answerTo({
  exchange = 'serviceOperational',
  incidents = [],
  changes,
  azure = {},
  skipped,
}: Case): Verdict {
  const read = <T extends object>(part: string, value: T | ReadErrorCode): Reading<T> =>
    typeof value === 'string'
      ? { ok: false, error: new ReadError(value, 'no') }
      : { ok: true, value, skipped: skipped === part ? 1 : 0, readAt: NOW };
  const isStatus = (text: string): text is ServiceStatus =>
    SERVICE_STATUSES.some((status) => status === text);
  return buildReport(
    CONTOSO,
    {
      services: read(
        'services',
        exchange === 'none'
          ? []
          : isStatus(exchange)
            ? [{ id: 'Exchange', name: 'Exchange Online', status: exchange }]
            : exchange,
      ),
      incidents: read(
        'incidents',
        typeof incidents === 'string' ? incidents : incidents.map((overrides) => makeIncident(overrides)),
      ),
      changes: read('changes', changes ?? []),
      azure:
        azure === 'none'
          ? undefined
          : read(
              'azure',
              typeof azure === 'string' ? azure : { ...makeAzureReading(), incidents: [], ...azure },
            ),
    },
    NOW,
  ).verdict;
}

describe('Is it Microsoft?', () => {
  it.each(CASES)('when $when: $answer, $reason', (row) => {
    const { answer, reason, counts } = row;
    expect(answerTo(row)).toEqual({ answer, reason, affected: counts[0], total: counts[1] });
  });

  it('never says "no known issue" about something unread', () => {
    const severities = ['down', 'degraded', 'advisory', 'unknown', 'recovered', 'healthy'] as const;
    for (const part of ['services', 'incidents'] as const) {
      for (const severity of severities) {
        const verdict = decideVerdict({
          severities: [severity],
          azure: ['healthy'],
          unread: [{ part, code: 'timeout', retryAt: undefined }],
        });
        expect(verdict.answer, `${severity}, ${part} unread`).not.toBe('noKnownIssue');
      }
    }
  });
});
