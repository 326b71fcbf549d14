/** A name as it is compared: without regard to case and to how much space stands between its words. */
export function foldName(name: string): string {
  return name.trim().replaceAll(/\s+/g, ' ').toLowerCase();
}
