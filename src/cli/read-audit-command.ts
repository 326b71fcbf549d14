import { parseArgs } from 'node:util';
import type { EpochMs } from '../time.ts';
import type { ExportFilter } from './export-audit.ts';

/** What was asked for on the command line. */
export type AuditCommand =
  | { readonly kind: 'help' }
  | { readonly kind: 'verify'; readonly heads: readonly string[]; readonly file: string | undefined }
  | {
      readonly kind: 'export';
      readonly filter: ExportFilter;
      readonly out: string | undefined;
      readonly deployment: string | undefined;
    };

/** The arguments do not make a command; the message says what to write instead. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const USAGE = `npm run audit:verify -- [--head HASH]… [--file EXPORT]
  Checks the audit trails of the database (DATABASE_URL), or an export. --head: a hash written down earlier, which must still be that of a line.
npm run --silent audit:export -- [--since TIME] [--until TIME] [--customer TENANT] [--deployment KEY] [--out FILE]
  Writes the trail as JSON lines. TIME: 2026-11-21 (UTC) or 2026-11-21T10:00:00Z; --until is not part of it.`;

const TEXT = { type: 'string' } as const;

/** Throws `UsageError`. */
export function readAuditCommand(args: readonly string[]): AuditCommand {
  const [kind, ...rest] = args;
  try {
    if (kind === 'verify') {
      const { values } = parseArgs({
        args: rest,
        options: { head: { ...TEXT, multiple: true }, file: TEXT, help: { type: 'boolean' } },
      });
      if (values.help) return { kind: 'help' };
      return { kind, heads: (values.head ?? []).map(readHash), file: values.file };
    }
    if (kind === 'export') {
      const { values } = parseArgs({
        args: rest,
        options: {
          ...{ since: TEXT, until: TEXT, customer: TEXT, deployment: TEXT, out: TEXT },
          help: { type: 'boolean' },
        },
      });
      if (values.help) return { kind: 'help' };
      const { customer, deployment, out } = values;
      const filter = {
        since: readTime(values.since),
        until: readTime(values.until),
        customer: readTenant(customer),
      };
      return { kind, filter, deployment, out };
    }
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  throw new UsageError('Say verify or export.');
}

function readHash(text: string): string {
  const hash = text.trim().toLowerCase();
  if (/^[0-9a-f]{64}$/.test(hash)) return hash;
  throw new UsageError('--head must be a hash of 64 hexadecimal digits, as audit:verify prints it.');
}

/** Lines hold tenant ids alone: by a name or a domain nothing would be found, and that would look like nothing done. */
function readTenant(text: string | undefined): string | undefined {
  if (text === undefined || /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) return text;
  throw new UsageError(
    `--customer must be a tenant id such as 0eb9ea99-5eac-4d6d-ad98-41f3ce2cf65f, not ${text}.`,
  );
}

function readTime(text: string | undefined): EpochMs | undefined {
  if (text === undefined) return undefined;
  const isWhole = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d))?$/.test(text);
  const at = isWhole ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(at)) return at;
  throw new UsageError(`A time is written 2026-11-21 or 2026-11-21T10:00:00Z, not ${text}.`);
}
