import { createWriteStream } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { exportAudit } from './cli/export-audit.ts';
import { type AuditCommand, readAuditCommand, USAGE, UsageError } from './cli/read-audit-command.ts';
import { verifyAudit, verifyAuditFile } from './cli/verify-audit.ts';
import { readDatabase } from './database.ts';
import type { Log } from './log.ts';
import { type AuditArchive, openAudit } from './store/open-audit.ts';
import { StoreError } from './store/store-error.ts';

/** Exit codes of `audit:verify`: 0 sound, 1 broken, 2 could not be read. Of `audit:export`: 0 written, 2 not, or not wholly. */
async function main(): Promise<number> {
  try {
    const command = readAuditCommand(process.argv.slice(2));
    if (command.kind === 'help') {
      print(USAGE);
      return 0;
    }
    if (command.kind === 'export') return await runExport(command);
    return (await runVerify(command)) ? 0 : 1;
  } catch (error) {
    if (error instanceof UsageError) tell(`${error.message}\n${USAGE}`);
    // Whoever read has had enough, as `head` does.
    else if (codeOf(error) === 'EPIPE') return 0;
    else tell(explain(error));
    return 2;
  }
}

async function runVerify({ heads, file }: AuditCommand & { readonly kind: 'verify' }): Promise<boolean> {
  if (file !== undefined) return verifyAuditFile(file, { heads, print });
  return withArchive((archive) => verifyAudit(archive, { heads, print }));
}

async function runExport(command: AuditCommand & { readonly kind: 'export' }): Promise<number> {
  return withArchive(async (archive) => {
    const deployment = command.deployment ?? (await findDeployment(archive));
    if (deployment === undefined) {
      tell('There is no line on the audit trail yet.');
      return 0;
    }
    const { out, filter } = command;
    // What was exported before is not written over; nobody but its owner reads it.
    const stream = out === undefined ? process.stdout : createWriteStream(out, { flags: 'wx', mode: 0o600 });
    const { lines, head } = await exportAudit(archive, deployment, filter, stream);
    tell(`${lines} lines exported${head === undefined ? '.' : `; head ${head}`}`);
    return 0;
  });
}

/** undefined: there is none. Throws `UsageError` where it must be said which. */
async function findDeployment(archive: AuditArchive): Promise<string | undefined> {
  const deployments = await archive.listDeployments();
  if (deployments.length <= 1) return deployments[0]?.key;
  const list = deployments.map(
    ({ key, account }) => `  ${key} ${account?.cloud ?? ''} ${account?.tenantId ?? ''}`,
  );
  throw new UsageError(
    `The database holds the trails of several deployments; name one with --deployment:\n${list.join('\n')}\n`,
  );
}

async function withArchive<T>(work: (archive: AuditArchive) => Promise<T>): Promise<T> {
  const problems: string[] = [];
  const database = readDatabase({
    get: (variable) => process.env[variable]?.trim() || undefined,
    problem: (variable, message) => problems.push(`${variable} ${message}`),
    readFile: () => '',
  });
  if (problems.length > 0) throw new UsageError(problems.join('\n'));
  const archive = await openAudit({ database, sleep: (ms) => wait(ms), log: QUIET });
  try {
    return await work(archive);
  } finally {
    await archive.close();
  }
}

/** What goes wrong is told in the end. */
const QUIET: Log = { debug() {}, info() {}, warn() {}, error() {} };

function explain(error: unknown): string {
  if (error instanceof StoreError) return error.message;
  switch (codeOf(error)) {
    case 'ENOENT':
      return 'There is no such file or folder.';
    case 'EEXIST':
      return '--out names a file that is there already: name another one.';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function tell(text: string): void {
  process.stderr.write(`${text}\n`);
}

// Whoever reads may stop at any line: that is no finding.
process.stdout.on('error', () => {});
process.exitCode = await main();
