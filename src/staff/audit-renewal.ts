import type { CloudName } from '../clouds.ts';
import type { EpochMs } from '../time.ts';
import type { AuditEntry } from './audit.ts';

/** A partner user who has signed in anew, with a browser. */
export interface RenewedSignIn {
  readonly cloud: CloudName;
  readonly tenantId: string;
  /** Entra object id of who asked for it in chat, and of who signed in. */
  readonly askedBy: string;
  readonly signedIn: string;
}

/** The line that tells of it: done by who signed in, asked for by the one whom `request` names. */
export function auditRenewal(
  { tenantId, askedBy, signedIn }: RenewedSignIn,
  at: EpochMs,
  correlation: string,
): AuditEntry {
  return {
    ...{ at, correlation, roles: [], place: undefined, action: 'system:renew-consent' },
    person: { objectId: signedIn, account: '', name: '' },
    ...{ customers: [], customerCount: 0, request: `asked by ${askedBy} for ${tenantId}` },
    ...{ decision: 'allowed', reason: undefined, outcome: 'done', reference: undefined },
  };
}
