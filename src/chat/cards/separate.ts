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

/** Parts the notes that close a card from what they follow, as one block: a line above the first, none between them. */
export function separateNotes<T extends object>(
  notes: readonly T[],
  below: boolean,
): (T & { readonly separate: boolean; readonly spacing: 'medium' | 'small' })[] {
  return notes.map((note, index) => {
    const separate = below && index === 0;
    return { ...note, separate, spacing: separate ? 'medium' : 'small' };
  });
}
