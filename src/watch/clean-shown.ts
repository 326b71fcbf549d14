/** A text as every store gives it back: without NUL and halves of characters. What is kept then equals what is read again. */
export function cleanShown(text: string, most: number = text.length): string {
  return text.slice(0, most).replaceAll('\0', '').toWellFormed();
}
