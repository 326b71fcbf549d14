import type { Correlation } from '../../correlation.ts';
import type { CustomerRef } from '../../customers/customer.ts';
import type { Conversation } from '../../delivery/conversation.ts';
import { describeError } from '../../log.ts';
import type { Reader } from '../../reader.ts';
import type { AdmissionRefusal, Staff, StaffAccess } from '../../staff/admission.ts';
import type { AuditTrail } from '../../staff/audit.ts';
import { NotAllowed } from '../../staff/not-allowed.ts';
import type { Person } from '../../staff/person.ts';
import type { EpochMs } from '../../time.ts';
import type { CardLink } from '../cards/incident-links.ts';
import type { ChatContext } from '../context.ts';
import type { Reply } from '../reply.ts';
import { within } from '../requests/within.ts';
import { auditTurn, type LedTurn } from './audit-turn.ts';
import type { Needs } from './command-permissions.ts';
import { DONE, refusedFor } from './ending.ts';
import { limitContext } from './limit-context.ts';
import type { FloodGate } from './limit-floods.ts';
import { sayFailure } from './say-failure.ts';
import { createTellOnce } from './tell-once.ts';

/** One message or press, before it is known whether the person may. */
export interface Turn {
  readonly person: Person;
  readonly conversation: Conversation;
  readonly reader: Reader;
  /** A pressed button waits for an answer, whatever it is; nobody waits for more than a second. */
  readonly isPress: boolean;
  /** The same press once more, for who has to wait; undefined: it cannot be repeated. */
  readonly again?: Omit<CardLink, 'title'> | undefined;
  /** To the card that was pressed, for who may not do it. */
  readonly back?: Omit<CardLink, 'title'> | undefined;
  /** For the audit trail, where it comes no further: `message`, `action:send-request`. */
  readonly action: string;
}

/** What a turn comes to, once it is understood. */
export interface PlannedTurn {
  /** For metrics. */
  readonly kind: string;
  readonly action: string;
  readonly needs: Needs;
  /** What it is about, as far as that can be told before; see `AuditEntry`. */
  readonly subject?: string | undefined;
  /** The customer that a button names, ours or not. */
  readonly customer?: CustomerRef | undefined;
  answer(): Promise<Reply> | Reply;
}

export interface GateParts {
  readonly staff: Staff;
  readonly trail: AuditTrail;
  readonly floods: FloodGate;
  readonly correlation: Correlation;
  /** What all turns work with; each gets it limited to what its person may see and do. */
  readonly context: Omit<ChatContext, 'access' | 'turn'>;
  /** A random GUID, for a turn that nobody gave an id. */
  readonly makeId: () => string;
}

export type PlanTurn = (context: ChatContext) => Promise<PlannedTurn> | PlannedTurn;

export interface Gate {
  /**
   * Lets a turn through to `plan`, which is given what the person may see and do, and must do nothing yet; then what it needs is checked, and
   * it is answered. Everything is on the audit trail, what changes something before it is done. undefined: there is nothing to say. Never
   * rejects: what fails unforeseen is answered with a reference number, which the log and the trail hold too.
   */
  pass(turn: Turn, plan: PlanTurn): Promise<Reply | undefined>;
}

/** Patience with the reading of roles, in milliseconds: it goes on behind, so that the next press finds them. */
const PRESS_MS = 850;
const TYPED_MS = 6_000;

export function createGate({ staff, trail, floods, correlation, context, makeId }: GateParts): Gate {
  const { cards, clock, log, observe } = context;
  const tellOnce = createTellOnce(clock);

  async function pass(turn: Turn, plan: PlanTurn): Promise<Reply | undefined> {
    const { person, conversation, reader, isPress } = turn;
    const startedAt = clock();
    // Told without reading anything, and before they could fill our trail with floods.
    if (!staff.isOwn(conversation.tenantId)) return refuse('foreignTenant', turn);
    const flood = floods.enter(person, conversation, isPress);
    if (flood !== 'in') {
      observe('flood', 0);
      if (flood === 'tell') auditOf(turn, []).end(refusedFor('flood'));
      return flood === 'tell' || isPress ? cards.tooMany(reader) : undefined;
    }
    const admitting = staff.admit(person, conversation.tenantId);
    const admission = await within(admitting, AbortSignal.timeout(isPress ? PRESS_MS : TYPED_MS));
    if (admission === undefined && isPress) return waitFor(turn);
    if (admission?.kind === 'refused') return refuse(admission.reason, turn);
    if (admission?.kind !== 'admitted') {
      auditOf(turn, []).end(refusedFor('unreadable'));
      observe('unreadable', 0);
      return cards.rolesUnread(admission?.retryAt, reader);
    }
    return answer(turn, admission.access, plan, startedAt);
  }

  /** Nothing was done, and nobody refused: roles are still being read, and any press may be repeated. */
  function waitFor({ again, reader }: Turn): Reply {
    observe('unreadable', 0);
    return again ? cards.reading(reader, again) : cards.rolesUnread(undefined, reader);
  }

  function refuse(reason: AdmissionRefusal, turn: Turn): Reply | undefined {
    observe('notAdmitted', 0);
    // Of other organisations nothing is kept but the first: they must not fill our trail.
    const isTold = reason !== 'foreignTenant' || tellOnce(turn.conversation);
    if (isTold) auditOf(turn, []).end(refusedFor(reason));
    return isTold || turn.isPress ? cards.notAdmitted(reason, turn.reader) : undefined;
  }

  async function answer(
    asked: Turn,
    access: StaffAccess,
    plan: PlanTurn,
    startedAt: EpochMs,
  ): Promise<Reply> {
    const { reader } = asked;
    const turn = auditOf(asked, access.roles, startedAt);
    let kind = 'error';
    try {
      const limited = limitContext({ ...context, access, turn }, access);
      const planned = await plan(limited);
      turn.call(planned.action);
      if (planned.subject !== undefined) turn.name(planned.subject);
      const named = planned.customer && limited.directory.get(planned.customer);
      if (named) turn.touch(named);
      access.require(planned.needs.permission);
      if (planned.needs.isAct && !(await begin(turn))) return cards.notRecorded(reader);
      const reply = await planned.answer();
      kind = planned.kind;
      turn.end(reply.ending ?? DONE);
      return reply;
    } catch (error) {
      if (error instanceof NotAllowed) kind = 'notAllowed';
      const reply = sayFailure(error, { reader, back: asked.back, context });
      turn.end(reply.ending ?? DONE);
      return reply;
    } finally {
      observe(kind, clock() - startedAt);
    }
  }

  /** Whether it is on the trail that an act begins. */
  async function begin(turn: LedTurn): Promise<boolean> {
    try {
      await turn.begin();
      return true;
    } catch (error) {
      log.error(describeError(error), 'An act could not be written on the audit trail, and was not done.');
      return false;
    }
  }

  function auditOf(
    { person, conversation, action }: Turn,
    roles: StaffAccess['roles'],
    startedAt = clock(),
  ): LedTurn {
    const id = correlation.current ?? makeId();
    return auditTurn({ trail, clock, correlation: id, person, conversation, roles, action, startedAt });
  }

  return { pass };
}
