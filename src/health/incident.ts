import type { EpochMs } from '../time.ts';
import type { ServiceStatus } from './service.ts';

/** One of Microsoft's updates on an incident. `html` is as it arrived: never shown without `readableText`. */
export interface Post {
  readonly at: EpochMs | undefined;
  readonly html: string;
}

/** `incident` and `advisory` are Microsoft 365's classifications; `unknown` is a value we have not met. */
export type IncidentKind = 'incident' | 'advisory' | 'unknown';

export type IncidentOrigin = 'microsoft' | 'thirdParty' | 'customer' | 'unknown';

/** Something Microsoft says is wrong now, or was. The same id in many customers is the same incident. */
export interface Incident {
  /** Microsoft's id, for example `EX226574`. */
  readonly id: string;
  readonly kind: IncidentKind;
  readonly origin: IncidentOrigin;
  readonly title: string;
  /** The service's name as Microsoft writes it; matches `ServiceHealth.name`. May be empty. */
  readonly service: string;
  readonly feature: string | undefined;
  /** What users notice, in Microsoft's words. May be empty. */
  readonly impact: string;
  readonly status: ServiceStatus;
  readonly isResolved: boolean;
  readonly startedAt: EpochMs | undefined;
  readonly endedAt: EpochMs | undefined;
  readonly updatedAt: EpochMs | undefined;
  /** Newest first; posts without a date last. */
  readonly posts: readonly Post[];
}
