import type { CloudName } from '../clouds.ts';
import { ReadError } from '../errors.ts';
import { describeError, type Log } from '../log.ts';
import type { Clock } from '../time.ts';
import { createAccess } from './access.ts';
import type { Admission, AdmissionRefusal, SeenCustomer, Staff } from './admission.ts';
import { createFreshAnswers, type FreshAnswer } from './fresh-answers.ts';
import { isObjectId } from './object-id.ts';
import type { StaffDirectory, StaffRecord } from './ports.ts';
import { createScopes, type StaffScope } from './scopes.ts';

export interface StaffOptions {
  readonly directory: StaffDirectory;
  /** Ids of the partner's own tenants, in any case. */
  readonly ownTenants: readonly string[];
  /** Whether a conversation without a tenant is a stranger's: where activities are signed, the channel always tells it. */
  readonly requiresTenant: boolean;
  readonly scopes: readonly StaffScope[];
  /** The domain of a customer that is asked about without it; a scope may name it by its domain. Default: not known. */
  readonly findDomain?: (customer: SeenCustomer) => string | undefined;
  /** The clouds of this deployment. */
  readonly clouds: readonly CloudName[];
  readonly clock: Clock;
  readonly log: Log;
  /** Longest reading of a person, in milliseconds. Default 5,000. */
  readonly readMs?: number;
}

type Judged = Exclude<Admission, { readonly kind: 'unreadable' }>;

const READ_MS = 5_000;
/** Roles are never older. */
const KEEP_MS = 5 * 60_000;
/** Whoever has just been given a role is not kept out for long. */
const KEEP_OUT_MS = 60_000;
/** Before the end of their time roles are read anew behind the answer, so that nobody waits for it. */
const RENEW_MS = 60_000;
const PAUSE_MS = 2_000;
const MAX_PEOPLE = 5_000;

/** Tells who may do what, from what the partner's tenant knows of them, kept for five minutes. */
export function createStaff(options: StaffOptions): Staff {
  const { directory, clouds, clock, log } = options;
  const ownTenants = new Set(options.ownTenants.map((tenant) => tenant.trim().toLowerCase()));
  const scopes = createScopes(options.scopes, options.findDomain);
  let isOut = false;

  const people = createFreshAnswers<Judged>({
    read: async (objectId, signal) => judge(await directory.read(objectId, signal)),
    keepMs: (judged) => (mayChangeSoon(judged) ? KEEP_OUT_MS : KEEP_MS),
    renewMs: (judged) => (mayChangeSoon(judged) ? 0 : RENEW_MS),
    readMs: options.readMs ?? READ_MS,
    pauseMs: PAUSE_MS,
    max: MAX_PEOPLE,
    clock,
    onRead: noteOutage,
  });

  function judge(record: StaffRecord | undefined): Judged {
    if (!record) return refuse('unknown');
    if (record.userType !== 'member') return refuse('guest');
    if (!record.isEnabled) return refuse('disabled');
    if (record.roles.length === 0) return refuse('noRole');
    return { kind: 'admitted', access: createAccess(record.roles, scopes.sightOf(record.groups), clouds) };
  }

  /** Logged once, not for every question. */
  function noteOutage(answer: FreshAnswer<Judged>): void {
    if (answer.kind === 'failed' && !isOut) {
      const { error } = answer;
      const why = error instanceof ReadError ? error.message : undefined;
      log.error({ ...describeError(error), why }, 'Roles cannot be read: whoever asks is refused for now.');
    }
    if (answer.kind === 'read' && isOut) log.info({}, 'Roles can be read again.');
    isOut = answer.kind === 'failed';
  }

  function isOwn(tenantId: string | undefined): boolean {
    const tenant = tenantId?.trim().toLowerCase() ?? '';
    return tenant === '' ? !options.requiresTenant : ownTenants.has(tenant);
  }

  return {
    async admit({ objectId = '' }, tenantId) {
      if (!isOwn(tenantId)) return refuse('foreignTenant');
      if (objectId.trim() === '') return refuse('anonymous');
      if (!isObjectId(objectId)) return refuse('unknown');
      const answer = await people.get(objectId.toLowerCase());
      if (answer.kind === 'read') return answer.value;
      return { kind: 'unreadable', retryAt: readRetryAt(answer.error) };
    },
    isOwn,
  };

  function readRetryAt(error: unknown): number | undefined {
    const retryAt = error instanceof ReadError ? error.retryAt : undefined;
    return retryAt !== undefined && retryAt > clock() ? retryAt : undefined;
  }
}

function refuse(reason: AdmissionRefusal): Judged {
  return { kind: 'refused', reason };
}

function mayChangeSoon(judged: Judged): boolean {
  return judged.kind === 'refused' && (judged.reason === 'unknown' || judged.reason === 'noRole');
}
