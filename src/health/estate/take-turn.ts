import { CLOUDS } from '../../clouds.ts';
import type { Customer } from '../../customers/customer.ts';
import type { Clock, EpochMs } from '../../time.ts';
import type { Keeper } from '../keep-incidents.ts';
import type { AccountGuard } from './account-guard.ts';
import type { WatchedState } from './customer-entry.ts';
import {
  type CustomerPlan,
  createCustomerPlan,
  forgiveMended,
  TURN_PARTS,
  type TurnPart,
} from './customer-plans.ts';
import type { KeptEstate } from './estate.ts';
import type { Hurry } from './ports.ts';
import type { ReadTurn } from './read-turn.ts';
import type { Shares } from './share-customers.ts';
import { limitTurn } from './turn-limit.ts';

const TURN_TIMEOUT_MS = 30_000;
/** In its turn a customer is not read again that was read so lately, so that the period is kept nearly to the second. */
const LATELY_MS = 5_000;
/** A customer is read before its turn so often at most, whatever shows: Microsoft allows 800 calls an hour and tenant. */
const HURRIED_EVERY_MS = 60_000;
/** When a customer that is just being read is looked at again. */
const BUSY_MS = 500;

export interface TurnOptions {
  readonly estate: Pick<KeptEstate, 'findState' | 'note'>;
  readonly shares: Pick<Shares, 'isOurs'>;
  readonly readTurn: ReadTurn;
  readonly guard: AccountGuard;
  readonly keep: Keeper['keep'];
  readonly periodMs: number;
  readonly clock: Clock;
  /** Cuts a turn off after its time; replaced in tests. Default: a timer. */
  readonly createDeadline: ((ms: number) => AbortSignal) | undefined;
  /** Told how long each turn in the round took, in milliseconds. */
  readonly onTurn: (ms: number) => void;
}

/** What is to be read of a customer before its turn, unless it was read since. */
export interface Wish {
  readonly parts: ReadonlySet<TurnPart>;
  readonly since: EpochMs;
}

/** Reads single customers and tells the estate. Each customer is read once at a time. */
export interface Turns {
  /**
   * Takes over a customer that was somebody else's, or nobody's, until now. Whether it is to be read soon, for nobody has tried that in
   * the last half of a period.
   */
  welcome(customer: Customer): boolean;
  /** Its turn in the round. Rejects only with what nobody foresaw. */
  take(customer: Customer, stop: AbortSignal): Promise<void>;
  /** Whether the customer may be hit by what somebody is in a hurry for, and was not read since. */
  isWanted(customer: Customer, hurry: Hurry): boolean;
  /** Reads it before its turn. Returns when to try again; undefined: nothing is left to be done. Rejects as `take` does. */
  hasten(customer: Customer, wish: Wish, stop: AbortSignal): Promise<EpochMs | undefined>;
}

export function createTurns(options: TurnOptions): Turns {
  const { estate, shares, readTurn, guard, keep, periodMs, clock, createDeadline, onTurn } = options;
  /** By what the estate knows of a customer, so that it goes with it. */
  const plans = new WeakMap<WatchedState, CustomerPlan>();
  /** Readings under way. */
  const underWay = new Map<WatchedState, { readonly isTurn: boolean; readonly ended: Promise<unknown> }>();

  function findPlan(state: WatchedState): CustomerPlan {
    const plan = plans.get(state) ?? createCustomerPlan(state);
    plans.set(state, plan);
    return plan;
  }

  function isWithin(ms: number, readAt: EpochMs | undefined): boolean {
    return readAt !== undefined && clock() - readAt < ms;
  }

  /** Tries what is due of these parts, in the time that one customer has. */
  function read(
    customer: Customer,
    state: WatchedState,
    { parts, isTurn }: { readonly parts: ReadonlySet<TurnPart>; readonly isTurn: boolean },
    stop: AbortSignal,
  ): Promise<void> {
    const limit = limitTurn(stop, TURN_TIMEOUT_MS, createDeadline);
    const ended = readTurn(customer, findPlan(state), parts, limit.signal)
      .finally(() => {
        limit.end();
        underWay.delete(state);
      })
      .then((turn) => {
        // What was given up because everything stops says nothing about the customer.
        if (stop.aborted) return;
        guard.note(customer, turn?.credential ?? 'unknown');
        if (turn === undefined) return;
        const { reading, incidents } = turn;
        estate.note(reading);
        if (incidents.length > 0) keep(reading.customer, incidents, reading.triedAt);
      });
    underWay.set(state, { isTurn, ended });
    return ended;
  }

  function markRefused({ cloud, tenantId }: Customer, triedAt: EpochMs): void {
    estate.note({
      customer: { cloud, tenantId },
      triedAt,
      asked: ['incidents'],
      incidents: undefined,
      azureIncidents: undefined,
      changes: undefined,
      unread: [{ part: 'incidents', code: 'credentialRefused', retryAt: undefined }],
    });
  }

  return {
    welcome(customer) {
      const state = estate.findState(customer);
      if (state === undefined) return false;
      // Others may have read it for long: what is planned says nothing any more.
      plans.delete(state);
      return !isWithin(periodMs / 2, state.incidentsTriedAt);
    },
    async take(customer, stop) {
      const state = estate.findState(customer);
      if (state === undefined) return;
      const busy = underWay.get(state);
      // The first turn may still go on when the one in the round comes.
      if (busy?.isTurn) return;
      await busy?.ended;
      if (stop.aborted || !shares.isOurs(customer)) return;
      const now = clock();
      const plan = findPlan(state);
      const isFirst = !plan.isOwn;
      plan.isOwn = true;
      forgiveMended(plan, state);
      // At first, what others have read meanwhile is not repeated at once.
      const freshMs = isFirst ? periodMs / 2 : Math.min(LATELY_MS, periodMs / 2);
      const parts = new Set<TurnPart>(TURN_PARTS);
      if (isWithin(freshMs, isFirst ? state.incidentsTriedAt : state.readAt)) parts.delete('incidents');
      if (isWithin(freshMs, state.azureReadAt)) parts.delete('azure');
      if (![...parts].some((part) => part !== 'services' && plan[part].dueAt <= now)) return;
      if (!guard.mayAsk(customer)) {
        const isMarked = state.unread.some(({ code }) => code === 'credentialRefused');
        if (!isMarked) markRefused(customer, now);
        return;
      }
      await read(customer, state, { parts, isTurn: true }, stop);
      onTurn(clock() - now);
    },
    isWanted(customer, { cloud, source, service, at }) {
      if (customer.cloud !== cloud || !shares.isOurs(customer)) return false;
      const state = estate.findState(customer);
      if (state === undefined) return false;
      if (source === 'azure') {
        const mayHaveAzure = CLOUDS[cloud].capabilities.azure && findPlan(state).hasAzure !== false;
        return mayHaveAzure && (state.azureReadAt ?? 0) < at;
      }
      return (state.readAt ?? 0) < at && (service === '' || mayHave(state, service));
    },
    async hasten(customer, { parts, since }, stop) {
      const state = estate.findState(customer);
      if (stop.aborted || state === undefined || !shares.isOurs(customer)) return undefined;
      const plan = findPlan(state);
      const now = clock();
      if (underWay.has(state)) return now + BUSY_MS;
      forgiveMended(plan, state);
      const isUnread = (part: TurnPart) => (readAtOf(state, part) ?? 0) < since && plan[part].dueAt <= now;
      const wanted = new Set([...parts].filter(isUnread));
      if (wanted.size === 0) return undefined;
      if (now < plan.hurriedAt + HURRIED_EVERY_MS) return plan.hurriedAt + HURRIED_EVERY_MS;
      if (!guard.mayAsk(customer)) return undefined;
      plan.isOwn = true;
      plan.hurriedAt = now;
      await read(customer, state, { parts: wanted, isTurn: false }, stop);
      return undefined;
    },
  };
}

/** A list without any service tells nothing. */
function mayHave({ services }: WatchedState, service: string): boolean {
  return services === undefined || services.size === 0 || services.has(service.toLowerCase());
}

function readAtOf(state: WatchedState, part: TurnPart): EpochMs | undefined {
  return part === 'azure' ? state.azureReadAt : state.readAt;
}
