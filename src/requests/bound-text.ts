/**
 * A text that can be kept: at most `most` UTF-16 units, whole characters only (a cut never leaves half of one), and without NUL, which
 * PostgreSQL refuses. Everything else stays as it was typed.
 */
export function boundText(text: string, most: number): string {
  const endsInHalf = text.length > most && /[\uD800-\uDBFF]/.test(text.charAt(most - 1));
  return text
    .slice(0, endsInHalf ? most - 1 : most)
    .replaceAll('\0', '')
    .toWellFormed();
}

/** Whether there is anything to see in a text: blanks, controls and invisible marks alone are nothing. */
export function isBlank(text: string): boolean {
  return !/[\p{L}\p{N}\p{P}\p{S}]/u.test(text);
}
