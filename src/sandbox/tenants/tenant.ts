import type { CloudName } from '../../clouds.ts';
import type { ServiceId } from '../health/services.ts';

/**
 * How a tenant treats the bot:
 * - `noConsent`: the application is not in its directory: sign-in fails with AADSTS700016;
 * - `forbidden`: signs in, but Graph answers 403: the permission was never granted;
 * - `slow`: Graph takes long.
 */
export type TenantBehaviour = 'normal' | 'noConsent' | 'forbidden' | 'slow';

/** A customer of the sandbox's partner, or the partner itself. */
export interface Tenant {
  /** A short name by which incidents say whom they hit; generated customers have one too. */
  readonly key: string;
  readonly cloud: CloudName;
  readonly tenantId: string;
  readonly name: string;
  readonly domain: string;
  /** ISO 3166 code. */
  readonly country: string;
  readonly services: readonly ServiceId[];
  /** Microsoft's documentation shows both spellings of enums: `Incident` in samples, `incident` in the metadata. */
  readonly spelling: 'PascalCase' | 'camelCase';
  readonly behaviour: TenantBehaviour;
  /** The partner's own tenant: signs in, but is nobody's customer. */
  readonly isPartner: boolean;
  /** Derived on demand from an index; hit by incidents by chance rather than by name. */
  readonly isGenerated: boolean;
}
