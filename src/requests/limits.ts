/** How long what people write may be, in UTF-16 units. */
export const LIMITS = {
  title: 250,
  description: 20_000,
  affected: 100,
  /** First and last name, each. */
  name: 60,
  email: 254,
  phone: 40,
  service: 250,
  /** An id on one of Azure's lists. */
  azureId: 128,
  resource: 2_000,
  note: 20_000,
  /** What Microsoft said of a failure. */
  cause: 2_000,
  ticketNumber: { least: 4, most: 40 },
  incidents: 20,
  incidentId: 100,
  /** What a draft keeps of each text, so that nothing typed is lost because it is too long to be sent. */
  draft: 100_000,
  /** Messages of the vendor that are remembered as noted. */
  seenMessages: 100,
  /** Keys of notes that are remembered as added. */
  noteKeys: 20,
} as const;

/** A ticket's number as people know it. Every vendor's number has a digit, which keeps out words like `none`. */
export function isTicketNumber(text: string): boolean {
  const { least, most } = LIMITS.ticketNumber;
  return text.length >= least && text.length <= most && /^[A-Za-z0-9#-]+$/.test(text) && /\d/.test(text);
}

/** Whether two numbers name the same ticket: neither case nor blanks count, nor what Microsoft's mails put before it (`TrackingID#1191…`). */
export function isSameNumber(one: string, other: string): boolean {
  return bareNumber(one) === bareNumber(other);
}

function bareNumber(number: string): string {
  return number
    .trim()
    .toLowerCase()
    .replace(/^(?:tracking ?id|ticket|case)?[#:\s]*(?=\d)/, '');
}
