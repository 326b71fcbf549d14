import type { EpochMs } from '../time.ts';
import type { Incident, IncidentKind } from './incident.ts';
import { isOver } from './incident-outcome.ts';
import { listServiceNames } from './name-service.ts';
import { readNextUpdate } from './next-update.ts';
import { readPostStatus } from './post-status.ts';
import { readableText } from './readable.ts';
import type { ServiceStatus } from './service.ts';

/** What a notice to a customer may say of an incident: nothing that Microsoft does not say. All texts are outside text. */
export interface CustomerFacts {
  readonly id: string;
  readonly kind: IncidentKind;
  /** As in `listServiceNames`; empty where the incident names none. */
  readonly services: readonly string[];
  /** Of Azure only. */
  readonly regions: readonly string[];
  /** May be empty. */
  readonly title: string;
  /** What users notice. May be empty. */
  readonly impact: string;
  readonly status: ServiceStatus;
  readonly startedAt: EpochMs | undefined;
  readonly isOver: boolean;
  /** undefined while it is not over, or where Microsoft dates no end. */
  readonly endedAt: EpochMs | undefined;
  /** What the newest post says is being done, as plain text; undefined where there is none. */
  readonly latest: { readonly at: EpochMs | undefined; readonly text: string } | undefined;
  /** When Microsoft tells more, as its newest post says; undefined where it says nothing, that has passed, or it is over. */
  readonly nextUpdateAt: EpochMs | undefined;
}

/** Selects the facts by rule; nothing is added, rounded or concluded. */
export function selectCustomerFacts(incident: Incident, now: EpochMs): CustomerFacts {
  const { id, kind, title, impact, status, startedAt, azure, posts } = incident;
  const over = isOver(incident);
  const [post] = posts;
  const text = post ? readableText(post.html) : '';
  const nextUpdateAt = over ? undefined : readNextUpdate(text);
  const hasService = incident.source === 'azure' || incident.service !== '' || incident.feature;
  return {
    id,
    kind,
    services: hasService ? listServiceNames(incident) : [],
    regions: azure?.regions ?? [],
    title,
    impact,
    status,
    startedAt,
    isOver: over,
    endedAt: over ? incident.endedAt : undefined,
    latest: post && text !== '' ? { at: post.at, text: readPostStatus(text) } : undefined,
    nextUpdateAt: nextUpdateAt !== undefined && nextUpdateAt > now ? nextUpdateAt : undefined,
  };
}
