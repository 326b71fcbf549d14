import { describe, expect, it } from 'vitest';
import { SERVICE_STATUSES } from '../../src/health/service.ts';
import { rateIncident, rateService } from '../../src/health/severity.ts';
import { makeAzureIncident } from '../support/health-sources.ts';
import { makeIncident } from '../support/incidents.ts';

describe('rateIncident', () => {
  it.each([
    ['incident', 'microsoft', 'serviceInterruption', 'down'],
    ['incident', 'microsoft', 'serviceDegradation', 'degraded'],
    ['incident', 'microsoft', 'investigating', 'advisory'],
    ['incident', 'microsoft', 'investigationSuspended', 'advisory'],
    ['incident', 'microsoft', 'mitigated', 'recovered'],
    ['incident', 'microsoft', 'resolvedExternal', 'recovered'],
    ['incident', 'microsoft', 'serviceOperational', 'recovered'],
    ['incident', 'microsoft', 'extendedRecovery', 'degraded'],
    ['incident', 'microsoft', 'unknown', 'degraded'],
    ['incident', 'unknown', 'serviceDegradation', 'degraded'],
    ['incident', 'thirdParty', 'serviceInterruption', 'advisory'],
    ['incident', 'customer', 'serviceDegradation', 'advisory'],
    ['advisory', 'microsoft', 'serviceDegradation', 'advisory'],
    ['advisory', 'microsoft', 'investigating', 'advisory'],
    ['incident', 'microsoft', 'serviceRestored', 'recovered'],
    ['incident', 'microsoft', 'falsePositive', 'healthy'],
    ['unknown', 'microsoft', 'serviceDegradation', 'degraded'],
    ['unknown', 'microsoft', 'unknown', 'unknown'],
    ['incident', 'unknown', 'active', 'degraded'],
    ['advisory', 'unknown', 'active', 'advisory'],
    ['securityAdvisory', 'unknown', 'active', 'advisory'],
    ['unknown', 'unknown', 'active', 'unknown'],
    ['incident', 'unknown', 'resolved', 'recovered'],
  ] as const)('rates an %s of %s origin that is %s as %s', (kind, origin, status, severity) => {
    expect(rateIncident({ kind, origin, status })).toBe(severity);
  });

  it.each([
    ['incident', 'active', 'down'],
    ['advisory', 'active', 'advisory'],
    ['securityAdvisory', 'active', 'advisory'],
    ['unknown', 'active', 'unknown'],
    ['incident', 'resolved', 'recovered'],
  ] as const)('rates an %s of Azure that is critical and %s as %s', (kind, status, severity) => {
    expect(rateIncident(makeAzureIncident({ kind, status }, { isCritical: true }))).toBe(severity);
  });
});

describe('rateService', () => {
  it('gives every status Microsoft names a severity', () => {
    for (const status of SERVICE_STATUSES) expect(rateService(status, []), status).toMatch(/^[a-z]+$/);
  });

  it('calls a service that only advisories explain an advisory, though the overview says degraded', () => {
    expect(rateService('serviceDegradation', [makeIncident({ kind: 'advisory' })])).toBe('advisory');
  });

  it('keeps calling it degraded while Microsoft investigates an incident of its own', () => {
    expect(rateService('serviceDegradation', [makeIncident({ status: 'investigating' })])).toBe('degraded');
    expect(rateService('serviceOperational', [makeIncident({ status: 'investigating' })])).toBe('advisory');
  });

  it('calls a service degraded when the overview says so and no incident explains it', () => {
    expect(rateService('serviceDegradation', [])).toBe('degraded');
  });

  it('lets an interruption stand whatever the incidents say', () => {
    expect(rateService('serviceInterruption', [makeIncident({ kind: 'advisory' })])).toBe('down');
  });

  it('takes the incident when the overview has not caught up', () => {
    expect(rateService('serviceOperational', [makeIncident({ kind: 'incident' })])).toBe('degraded');
  });

  it('does not know a service that nothing was read about', () => {
    expect(rateService(undefined, [])).toBe('unknown');
  });
});
