/** Whether two different words are one slip apart: a letter wrong, missing or too many, or two letters swapped. */
export function isTypingSlip(typed: string, meant: string): boolean {
  const difference = typed.length - meant.length;
  if (typed === meant || Math.abs(difference) > 1) return false;
  let start = 0;
  while (start < typed.length && start < meant.length && typed[start] === meant[start]) start++;
  if (difference === 1) return typed.slice(start + 1) === meant.slice(start);
  if (difference === -1) return typed.slice(start) === meant.slice(start + 1);
  if (typed.slice(start + 1) === meant.slice(start + 1)) return true;
  const swapped = typed[start] === meant[start + 1] && typed[start + 1] === meant[start];
  return swapped && typed.slice(start + 2) === meant.slice(start + 2);
}
