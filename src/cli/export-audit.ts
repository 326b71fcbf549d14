import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { AuditEntry } from '../staff/audit.ts';
import { readEntry } from '../store/audit-entry.ts';
import type { AuditArchive } from '../store/open-audit.ts';
import type { EpochMs } from '../time.ts';
import { writeFileLine } from './audit-file.ts';

/** Which lines are exported; what is undefined limits nothing. */
export interface ExportFilter {
  readonly since: EpochMs | undefined;
  /** Lines of this instant are not part of it. */
  readonly until: EpochMs | undefined;
  /** Tenant id of a customer, in any cloud. */
  readonly customer: string | undefined;
}

export interface Exported {
  readonly lines: number;
  /** Hash of the last line exported. */
  readonly head: string | undefined;
}

const PAGE = 1_000;

/** Writes a deployment's trail as it was when it began, a page at a time, as fast as it is taken. Throws `StoreError`, or what writing throws. */
export async function exportAudit(
  archive: AuditArchive,
  deployment: string,
  filter: ExportFilter,
  out: Writable,
): Promise<Exported> {
  let lines = 0;
  let head: string | undefined;
  const isWanted = createMatch(filter);

  async function* writePages(): AsyncGenerator<string> {
    const end = (await archive.readLastSequence(deployment)) ?? 0;
    for (let after = Number.MIN_SAFE_INTEGER; after < end; ) {
      const page = await archive.readLines(deployment, after, PAGE);
      after = page.at(-1)?.sequence ?? end;
      const wanted = page.filter(({ sequence, text }) => sequence <= end && isWanted(text));
      lines += wanted.length;
      head = wanted.at(-1)?.hash ?? head;
      if (wanted.length > 0) yield wanted.map(writeFileLine).join('');
    }
  }

  // The process's own output is not ended: nobody could.
  await pipeline(Readable.from(writePages(), { highWaterMark: 1 }), out, { end: out !== process.stdout });
  return { lines, head };
}

/** Lines that cannot be understood pass only where everything does: nobody knows when they are of, or what about. */
function createMatch({ since, until, customer }: ExportFilter): (text: string) => boolean {
  if (since === undefined && until === undefined && customer === undefined) return () => true;
  const tenantId = customer?.toLowerCase();
  const isAbout = ({ customers }: AuditEntry) =>
    tenantId === undefined || customers.some((one) => one.tenantId.toLowerCase() === tenantId);
  return (text) => {
    const entry = readEntry(text);
    return (
      entry !== undefined &&
      entry.at >= (since ?? Number.NEGATIVE_INFINITY) &&
      entry.at < (until ?? Number.POSITIVE_INFINITY) &&
      isAbout(entry)
    );
  };
}
