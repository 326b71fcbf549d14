import type { Limits } from '../staff/limits.ts';
import type { Subject, SubjectState } from './subject.ts';

/**
 * A subject as somebody sees it from whom customers are hidden; undefined: none of its customers is left, and it does not exist for them. What
 * stands still is about no customers.
 */
export function limitSubject(subject: Subject, { access, sees }: Limits): Subject | undefined {
  if (access.seesAll || subject.state.kind === 'standstill') return subject;
  const { cloud } = subject.key;
  const hits = new Map([...subject.hits].filter(([tenantId]) => sees({ cloud, tenantId })));
  if (hits.size === 0) return undefined;
  return { ...subject, hits, state: limitState(subject.state, (tenantId) => sees({ cloud, tenantId })) };
}

function limitState(state: SubjectState, isSeen: (tenantId: string) => boolean): SubjectState {
  if (state.kind !== 'access') return state;
  return {
    ...state,
    reasons: Object.fromEntries(Object.entries(state.reasons).filter(([tenantId]) => isSeen(tenantId))),
    untold: state.untold.filter(isSeen),
  };
}
