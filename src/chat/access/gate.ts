import type { Correlation } from '../../correlation.ts';
import type { Conversation } from '../../delivery/conversation.ts';
import { describeError } from '../../log.ts';
import type { Reader } from '../../reader.ts';
import type { Admission, AdmissionRefusal, Staff, StaffAccess } from '../../staff/admission.ts';
import type { AuditTrail } from '../../staff/audit.ts';
import { NotAllowed } from '../../staff/not-allowed.ts';
import type { Person } from '../../staff/person.ts';
import type { ChatContext } from '../context.ts';
import type { Reply } from '../reply.ts';
import { within } from '../requests/within.ts';
import { type AuditedTurn, auditTurn } from './audit-turn.ts';
import type { Needs } from './command-permissions.ts';
import { limitContext } from './limit-context.ts';
import type { FloodGate } from './limit-floods.ts';
import { makeReference } from './make-reference.ts';
import { createTellOnce } from './tell-once.ts';

/** One message or press, before it is known whether the person may. */
export interface Turn {
  readonly person: Person;
  readonly conversation: Conversation;
  readonly reader: Reader;
  /** A pressed button waits for an answer, whatever it is; nobody waits for more than a second. */
  readonly isPress: boolean;
  /** For the audit trail, where it comes no further: `message`, `action:send-request`. */
  readonly action: string;
}

/** What a turn comes to, once it is understood. */
export interface PlannedTurn {
  /** For metrics. */
  readonly kind: string;
  readonly action: string;
  readonly needs: Needs;
  /** The service request that it is about. */
  readonly request?: string | undefined;
  answer(): Promise<Reply> | Reply;
}

export interface GateParts {
  readonly staff: Staff;
  readonly trail: AuditTrail;
  readonly floods: FloodGate;
  readonly correlation: Correlation;
  /** What all turns work with; each gets it limited to what its person may see and do. */
  readonly context: Omit<ChatContext, 'access'>;
  /** A random GUID, for a turn that nobody gave an id. */
  readonly makeId: () => string;
}

export interface Gate {
  /**
   * Lets a turn through to `plan`, which is given what the person may see and do, and must do nothing yet; then what it needs is checked, and
   * it is answered. Everything is on the audit trail, what changes something before it is done. undefined: there is nothing to say. Never
   * rejects: what fails unforeseen is answered with a reference number, which the log and the trail hold too.
   */
  pass(turn: Turn, plan: (context: ChatContext) => PlannedTurn): Promise<Reply | undefined>;
}

/** Patience with the reading of roles, in milliseconds: it goes on behind, so that the next press finds them. */
const PRESS_MS = 700;
const TYPED_MS = 6_000;

export function createGate({ staff, trail, floods, correlation, context, makeId }: GateParts): Gate {
  const { cards, clock, random, log, observe } = context;
  const tellOnce = createTellOnce(clock);

  async function pass(turn: Turn, plan: (context: ChatContext) => PlannedTurn): Promise<Reply | undefined> {
    const { person, conversation, reader, isPress } = turn;
    const flood = floods.enter(person, conversation, isPress);
    if (flood !== 'in') {
      observe('flood', 0);
      if (flood === 'tell')
        auditOf(turn, []).end({ decision: 'refused', reason: 'flood', outcome: 'refused' });
      return flood === 'tell' || isPress ? cards.tooMany(reader) : undefined;
    }
    const admitting = staff.admit(person, conversation.tenantId);
    const admission: Admission = (await within(
      admitting,
      AbortSignal.timeout(isPress ? PRESS_MS : TYPED_MS),
    )) ?? { kind: 'unreadable', retryAt: undefined };
    if (admission.kind === 'refused') return refuse(admission.reason, turn);
    if (admission.kind === 'unreadable') {
      auditOf(turn, []).end({ decision: 'refused', reason: 'unreadable', outcome: 'refused' });
      observe('unreadable', 0);
      return cards.rolesUnread(admission.retryAt, reader);
    }
    return answer(turn, admission.access, plan);
  }

  function refuse(reason: AdmissionRefusal, turn: Turn): Reply | undefined {
    observe('notAdmitted', 0);
    // Of other organisations nothing is kept but the first: they must not fill our trail.
    const isTold = reason !== 'foreignTenant' || tellOnce(turn.conversation);
    if (isTold) auditOf(turn, []).end({ decision: 'refused', reason, outcome: 'refused' });
    return isTold || turn.isPress ? cards.notAdmitted(reason, turn.reader) : undefined;
  }

  async function answer(
    turn: Turn,
    access: StaffAccess,
    plan: (context: ChatContext) => PlannedTurn,
  ): Promise<Reply> {
    const startedAt = clock();
    let audited = auditOf(turn, access.roles);
    let kind = 'error';
    try {
      const limited = limitContext({ ...context, access }, access, (customer) => audited.touch(customer));
      const planned = plan(limited);
      audited = auditOf({ ...turn, action: planned.action }, access.roles);
      if (planned.request !== undefined) audited.name(planned.request);
      access.require(planned.needs.permission);
      if (planned.needs.isAct && !(await begin(audited))) return cards.notRecorded(turn.reader);
      const reply = await planned.answer();
      kind = planned.kind;
      audited.end({ decision: 'allowed', outcome: 'done' });
      return reply;
    } catch (error) {
      if (error instanceof NotAllowed) {
        kind = 'notAllowed';
        audited.end({ decision: 'refused', reason: error.permission, outcome: 'refused' });
        return cards.notAllowed(error, turn.reader);
      }
      const reference = makeReference(random);
      log.error({ reference, ...describeError(error) }, 'An answer failed in an unforeseen way.');
      audited.end({ decision: 'allowed', outcome: 'failed', reference });
      return cards.error(reference, turn.reader);
    } finally {
      observe(kind, clock() - startedAt);
    }
  }

  /** Whether it is on the trail that an act begins. */
  async function begin(audited: AuditedTurn): Promise<boolean> {
    try {
      await audited.begin();
      return true;
    } catch (error) {
      log.error(describeError(error), 'An act could not be written on the audit trail, and was not done.');
      return false;
    }
  }

  function auditOf({ person, conversation, action }: Turn, roles: StaffAccess['roles']): AuditedTurn {
    const id = correlation.current ?? makeId();
    return auditTurn({ trail, clock, correlation: id, person, conversation, roles, action });
  }

  return { pass };
}
