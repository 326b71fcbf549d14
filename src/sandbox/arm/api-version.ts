import { ArmFailure } from './errors.ts';

/** Microsoft.ResourceHealth, stable versions. */
export const RESOURCE_HEALTH_VERSIONS = [
  '2018-07-01',
  '2022-05-01',
  '2022-10-01',
  '2024-02-01',
  '2025-04-01',
];

/** Microsoft.Resources/subscriptions. */
export const SUBSCRIPTION_VERSIONS = [
  '2014-04-01',
  '2015-11-01',
  '2016-06-01',
  '2018-06-01',
  '2019-06-01',
  '2019-11-01',
  '2020-01-01',
  '2021-01-01',
  '2022-12-01',
];

/** Microsoft.Support, versions seen in Azure's specifications. */
export const SUPPORT_VERSIONS = [
  '2020-04-01',
  '2021-06-01-preview',
  '2022-09-01-preview',
  '2023-06-01-preview',
  '2024-04-01',
  '2025-06-01-preview',
  '2026-06-01',
];

/** Refuses a request without a documented `api-version`. */
export function checkApiVersion(query: URLSearchParams, versions: readonly string[]): void {
  const version = query.get('api-version');
  if (version === null || version === '') {
    throw new ArmFailure(
      400,
      'MissingApiVersionParameter',
      'The api-version query parameter (?api-version=) is required for all requests.',
    );
  }
  if (!versions.includes(version)) {
    throw new ArmFailure(
      400,
      'InvalidApiVersionParameter',
      `The api-version '${version}' is invalid. The supported versions are '${versions.join(',')}'.`,
    );
  }
}
