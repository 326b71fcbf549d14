import { describe, expect, it } from 'vitest';
import { listServiceNames, nameInAzure } from '../../src/health/name-service.ts';
import { makeIncident } from '../support/incidents.ts';

describe('a name in Azure', () => {
  it.each([
    ['Virtual Machines', 'Azure: Virtual Machines'],
    ['Production, Test', 'Azure: Production, Test'],
    ['Azure Monitor', 'Azure Monitor'],
    ['azure subscription 1', 'azure subscription 1'],
    ['Microsoft Azure', 'Microsoft Azure'],
    // `Azure` alone means all of Azure.
    ['Azure', 'Azure: Azure'],
    ['Azureous', 'Azure: Azureous'],
    ['', 'Azure'],
  ])('"%s" reads "%s"', (name, expected) => {
    expect(nameInAzure(name)).toBe(expected);
  });

  it('is given to each service that an event hits', () => {
    const azure = { services: ['Azure Monitor', 'Storage'], regions: [], subscriptions: [] };
    expect(listServiceNames(makeIncident({ source: 'azure', azure }))).toEqual([
      'Azure Monitor',
      'Azure: Storage',
    ]);
  });
});
