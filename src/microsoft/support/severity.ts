import type { RequestSeverity } from '../../requests/request.ts';
import { oneOf } from '../fields.ts';

export const SEVERITY_NAMES: Readonly<Record<RequestSeverity, string>> = {
  A: 'critical',
  B: 'moderate',
  C: 'minimal',
};

/** Azure's word for a severity, in any case, as our letter. `highestcriticalimpact` is for those with a premium plan, and an A to us. */
export const severity = oneOf(['minimal', 'moderate', 'critical', 'highestcriticalimpact']).transform(
  (name): RequestSeverity | undefined => {
    if (name === 'critical' || name === 'highestcriticalimpact') return 'A';
    if (name === 'moderate') return 'B';
    return name === 'minimal' ? 'C' : undefined;
  },
);
