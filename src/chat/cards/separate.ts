/**
 * Marks the rows that a line parts from what is above them: all but the first, and the first too when `below` something else than the
 * coloured head of the card.
 */
export function separateRows<T extends object>(
  rows: readonly T[],
  below: boolean,
): (T & { readonly separate: boolean })[] {
  return rows.map((row, index) => ({ ...row, separate: below || index > 0 }));
}
