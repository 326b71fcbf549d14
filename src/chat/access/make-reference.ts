import type { Random } from '../../time.ts';

/** Six letters and digits that a person can tell an operator, who finds them in the log and on the audit trail. */
export function makeReference(random: Random): string {
  return Math.floor(random() * 36 ** 6)
    .toString(36)
    .toUpperCase()
    .padStart(6, '0');
}
