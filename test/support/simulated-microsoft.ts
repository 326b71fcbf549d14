import type { Incident, IncidentKind } from '../../src/health/incident.ts';
import { isOver } from '../../src/health/incident-outcome.ts';
import type { ServiceStatus } from '../../src/health/service.ts';
import type { Clock, EpochMs } from '../../src/time.ts';
import { makeKeptIncident } from './test-store.ts';

/** An incident as Microsoft has it from an instant on. */
export interface IncidentStep {
  readonly at: EpochMs;
  readonly incident: Incident;
  /** Tenant ids of the customers that have it; those that had it at the end, once it is over. */
  readonly hits: ReadonlySet<string>;
}

/** What Microsoft knows: the truth that cards are to show in the end. */
export interface SimulatedMicrosoft {
  readonly ids: readonly string[];
  appear(id: string, known: Pick<Incident, 'kind' | 'service' | 'status'>, hits: readonly string[]): void;
  /** A new update, with a post; later than any before. */
  update(
    id: string,
    change: { readonly status: ServiceStatus; readonly isResolved?: boolean; readonly kind?: IncidentKind },
  ): void;
  /** Who has it from now on; no word of Microsoft's. */
  hit(id: string, hits: readonly string[]): void;
  /** As it was at an instant, by default now; undefined: not yet there. */
  find(id: string, at?: EpochMs): IncidentStep | undefined;
  /** All it ever was, oldest first. */
  history(id: string): readonly IncidentStep[];
  /** Open incidents of a customer, as a list read at that instant tells. */
  list(tenantId: string, at: EpochMs): readonly Incident[];
}

export function createSimulatedMicrosoft(clock: Clock): SimulatedMicrosoft {
  const incidents = new Map<string, IncidentStep[]>();
  const history = (id: string) => incidents.get(id) ?? [];
  const find = (id: string, at = clock()) => history(id).findLast((step) => step.at <= at);

  function add(id: string, incident: Incident, hits: ReadonlySet<string>): void {
    incidents.set(id, [...history(id), { at: clock(), incident, hits }]);
  }
  return {
    get ids() {
      return [...incidents.keys()];
    },
    history,
    find,
    appear(id, known, hits) {
      const now = clock();
      const posts = [{ at: now, html: 'Update 1' }];
      const incident = makeKeptIncident({ id, ...known, startedAt: now - 60_000, updatedAt: now, posts });
      add(id, incident, new Set(hits));
    },
    update(id, { status, isResolved = false, kind }) {
      const last = find(id);
      if (last === undefined) return;
      const { incident, hits } = last;
      const updatedAt = Math.max(clock(), (incident.updatedAt ?? 0) + 1);
      add(
        id,
        {
          ...{ ...incident, status, isResolved, kind: kind ?? incident.kind, updatedAt },
          posts: [{ at: updatedAt, html: `Update ${history(id).length + 1}` }],
          endedAt: isResolved ? (incident.isResolved ? incident.endedAt : updatedAt) : undefined,
        },
        hits,
      );
    },
    hit(id, hits) {
      const last = find(id);
      if (last) add(id, last.incident, new Set(hits));
    },
    list(tenantId, at) {
      return [...incidents.keys()].flatMap((id) => {
        const step = find(id, at);
        return step?.hits.has(tenantId) && !isOver(step.incident) ? step.incident : [];
      });
    },
  };
}
