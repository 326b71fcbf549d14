import type { ReportedIncident } from '../../src/health/report.ts';

/** An active Exchange incident, with what a test wants to be different. */
export function makeIncident(overrides: Partial<ReportedIncident> = {}): ReportedIncident {
  return {
    id: 'EX226574',
    source: 'microsoft365',
    kind: 'incident',
    origin: 'microsoft',
    title: "Some users can't send mail",
    service: 'Exchange Online',
    feature: 'E-Mail and calendar access',
    impact: 'Users may be unable to send mail.',
    status: 'serviceDegradation',
    isResolved: false,
    startedAt: Date.UTC(2026, 10, 21, 8, 15),
    endedAt: undefined,
    updatedAt: Date.UTC(2026, 10, 21, 10, 20),
    posts: [],
    latest: undefined,
    ...overrides,
  };
}
