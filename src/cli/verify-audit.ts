import type { AuditArchive } from '../store/open-audit.ts';
import type { EpochMs } from '../time.ts';
import { readFileLines } from './audit-file.ts';
import { type AuditFault, type Verification, verifyChain, verifyFile } from './verify-chain.ts';

export interface VerifyOptions {
  /** Hashes written down earlier: each must be that of some line. */
  readonly heads: readonly string[];
  readonly print: (line: string) => void;
}

/** Checks every trail of the database, and prints what it finds. Returns whether all is sound. Throws `StoreError`. */
export async function verifyAudit(archive: AuditArchive, { heads, print }: VerifyOptions): Promise<boolean> {
  const missing = new Set(heads);
  let isSound = true;
  const deployments = await archive.listDeployments();
  if (deployments.length === 0) print('There is no line on the audit trail yet.');
  for (const { key, account } of deployments) {
    const found = await verifyChain(archive, key, ({ hash }) => missing.delete(hash));
    const whose = account ? ` (${account.cloud}, ${account.tenantId})` : '';
    printFinding(`Deployment ${key}${whose}`, found, print);
    isSound &&= found.broken === undefined;
  }
  return printMissing(missing, print) && isSound;
}

/** The same for an export. Throws what reading the file throws. */
export async function verifyAuditFile(path: string, { heads, print }: VerifyOptions): Promise<boolean> {
  const missing = new Set(heads);
  const found = await verifyFile(readFileLines(path), ({ hash }) => missing.delete(hash));
  printFinding(path, found, print);
  // Whoever empties a file wants it to look sound.
  if (found.end.sequence === 0 && found.broken === undefined) print('  EMPTY: there is no line in it.');
  return printMissing(missing, print) && found.broken === undefined && found.end.sequence > 0;
}

function printFinding(
  name: string,
  { end, first, last, broken }: Verification,
  print: (line: string) => void,
) {
  print(name);
  print(`  lines  ${end.sequence}${broken ? ' are right before it breaks' : ''}`);
  print(`  first  ${writeInstant(first)}`);
  print(`  last   ${writeInstant(last)}`);
  print(`  head   ${end.sequence === 0 ? '–' : end.hash}`);
  print(broken ? `  BROKEN at line ${broken.sequence}: ${WORDS[broken.fault]}` : '  sound');
}

function printMissing(missing: ReadonlySet<string>, print: (line: string) => void): boolean {
  for (const head of missing)
    print(
      `BROKEN: no line that is right has the hash ${head}: the trail was cut off before it, or written anew.`,
    );
  return missing.size === 0;
}

const WORDS: Readonly<Record<AuditFault, string>> = {
  changed: 'this line was changed (its text, its hash or the hash it follows).',
  missing: 'this line is missing, and perhaps some after it.',
  added: 'this line was put in.',
  unlinked: 'this line does not follow the one before it: one of the two was put in the place of another.',
  cutOff: 'the end is cut off: the chain had more lines than there are.',
  beyond: 'this line and those after it were put in behind the end of the chain.',
  headDiffers:
    'the last line is not the one that the chain ends with: it was replaced, or the row of audit_chains was changed.',
  headLost: 'the row of audit_chains is missing: nobody can tell where the chain ended.',
  notFound: 'the line is right, but is no longer found under a customer it is about (audit_customers).',
  wronglyFound:
    'the lines are right, but up to here some are found under customers they are not about (audit_customers).',
  notALine: 'this is not a line as the export writes it.',
};

function writeInstant(at: EpochMs | undefined): string {
  return at === undefined || Number.isNaN(new Date(at).getTime()) ? '–' : new Date(at).toISOString();
}
