import type { CloudName } from '../clouds.ts';
import type { Clock } from '../time.ts';
import type { AdmissionRefusal } from './admission.ts';
import type { AuditEntry, AuditTrail } from './audit.ts';

/** That a partner user signs in anew, with a browser, as somebody asked for in chat. */
export interface AskedRenewal {
  readonly cloud: CloudName;
  /** The partner's tenant. */
  readonly tenantId: string;
  /** Entra object id. */
  readonly askedBy: string;
}

/**
 * How it ended:
 * - `declined`: the person, or a policy, said no; `notAllowed`: who asked may not, or may no longer;
 * - `foreign`: who signed in is no enabled member of the partner's tenant; `failed`: Microsoft did not give what it takes;
 * - `notRecorded`: the audit trail could not be written, so that nothing was done;
 * - `notKept`: all went well, but the store failed: it counts until this process ends.
 */
export type RenewalEnd =
  | { readonly kind: 'declined' | 'notAllowed' | 'failed' }
  | {
      readonly kind: 'foreign';
      readonly signedIn: string;
      readonly reason: Exclude<AdmissionRefusal, 'anonymous' | 'noRole'>;
    }
  | { readonly kind: 'done' | 'notRecorded' | 'notKept'; readonly signedIn: string };

/** The lines of one renewal. */
export interface RenewalRecord {
  /** Resolves when it is kept for good that this person's sign-in takes the place of the one before. Rejects: then it must not. */
  begin(signedIn: string): Promise<void>;
  /** Returns at once. Never throws. */
  end(end: RenewalEnd): void;
}

export interface RenewalRecordOptions {
  readonly trail: AuditTrail;
  readonly clock: Clock;
  /** A random GUID. */
  readonly makeId: () => string;
}

/** Each is done by who signed in, and asked for by the one whom `subject` names; where nobody signed in, it is that one's. */
export function recordRenewal(asked: AskedRenewal, options: RenewalRecordOptions): RenewalRecord {
  const { trail, clock, makeId } = options;
  const correlation = makeId();
  const makeEntry = (
    signedIn: string,
    ending: Pick<AuditEntry, 'decision' | 'outcome' | 'reason'>,
  ): AuditEntry => ({
    ...{ at: clock(), correlation, roles: [], place: undefined, action: 'system:renew-consent' },
    person: { objectId: signedIn, account: '', name: '' },
    ...{ customers: [], customerCount: 0, subject: `asked by ${asked.askedBy} for ${asked.tenantId}` },
    ...{ ...ending, reference: undefined },
  });
  return {
    begin: (signedIn) =>
      trail.record(makeEntry(signedIn, { decision: 'allowed', outcome: 'begun', reason: undefined })),
    end(end) {
      trail.note(makeEntry('signedIn' in end ? end.signedIn : asked.askedBy, judge(end)));
    },
  };
}

function judge(end: RenewalEnd): Pick<AuditEntry, 'decision' | 'outcome' | 'reason'> {
  switch (end.kind) {
    case 'done':
      return { decision: 'allowed', outcome: 'done', reason: undefined };
    case 'declined':
      return { decision: 'allowed', outcome: 'refused', reason: 'declined' };
    case 'notAllowed':
      return { decision: 'refused', outcome: 'refused', reason: 'renewConsent' };
    case 'foreign':
      return { decision: 'refused', outcome: 'refused', reason: end.reason };
    case 'failed':
      return { decision: 'allowed', outcome: 'failed', reason: undefined };
    case 'notRecorded':
    case 'notKept':
      return { decision: 'allowed', outcome: 'failed', reason: end.kind };
  }
}
