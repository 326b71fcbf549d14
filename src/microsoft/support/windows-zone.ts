/** What Windows calls an IANA time zone, for example `Romance Standard Time` for `Europe/Paris`; `UTC` where it has no name for it. */
export async function toWindowsZone(iana: string): Promise<string> {
  // Loaded when the first ticket is opened: its lists are 8 MB in memory.
  const { findWindows } = await import('windows-iana');
  return findWindows(iana)[0] ?? findWindows(canonical(iana))[0] ?? 'UTC';
}

/** The list knows the older names: `Europe/Kiev`. */
function canonical(iana: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: iana }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}
