import { CHAIN_BEGIN, type ChainEnd, type ChainLine } from '../staff/audit-chain.ts';
import { type ChainFault, createChainCheck } from '../staff/check-chain.ts';
import { customerKeys, readEntry } from '../store/audit-entry.ts';
import type { AuditArchive } from '../store/open-audit.ts';
import type { EpochMs } from '../time.ts';

/**
 * What is wrong with a kept trail, beyond what is wrong with its lines:
 * - `cutOff`: the chain had more lines than there are; `beyond`: there are more lines than the chain has;
 * - `headDiffers`: the chain's own row names another hash than its last line has; `headLost`: there is no such row;
 * - `notFound`: the line is not found under a customer it is about; `wronglyFound`: some line is found under a customer it is not about.
 */
export type AuditFault =
  | ChainFault
  | 'cutOff'
  | 'beyond'
  | 'headDiffers'
  | 'headLost'
  | 'notFound'
  | 'wronglyFound'
  | 'notALine';

/** What a check has found. */
export interface Verification {
  /** The last line that was found right. */
  readonly end: ChainEnd;
  readonly first: EpochMs | undefined;
  readonly last: EpochMs | undefined;
  /** The first thing that is wrong; undefined: nothing is. */
  readonly broken: { readonly sequence: number; readonly fault: AuditFault } | undefined;
}

/** Told of each line that is right, in order. */
export type OnLine = (line: ChainLine) => void;

const PAGE = 1_000;
/** Behind nothing: also lines with impossible numbers are looked at. */
const BEFORE_ALL = Number.MIN_SAFE_INTEGER;

/** Checks a trail as it was when the check began; what is appended meanwhile is not part of it. Memory stays constant. Throws `StoreError`. */
export async function verifyChain(
  archive: AuditArchive,
  deployment: string,
  onLine: OnLine,
): Promise<Verification> {
  const told = await archive.readEnd(deployment);
  const walk = createWalk(onLine);
  if (told === undefined) return walk.finish({ sequence: 1, fault: 'headLost' });
  const links = createLinkCheck(archive, deployment);
  for (let after = BEFORE_ALL; after < told.sequence; ) {
    const page = (await archive.readLines(deployment, after, PAGE)).filter(
      ({ sequence }) => sequence <= told.sequence,
    );
    if (page.length === 0) break;
    for (const line of page) {
      const broken = walk.add(line);
      if (broken) return walk.finish(broken);
    }
    const unfound = await links.findUnfound(page);
    if (unfound !== undefined) return walk.finish({ sequence: unfound, fault: 'notFound' });
    after = walk.end.sequence;
  }
  const { sequence, hash } = walk.end;
  if (sequence < told.sequence) return walk.finish({ sequence: sequence + 1, fault: 'cutOff' });
  if (hash !== told.hash) return walk.finish({ sequence, fault: 'headDiffers' });
  // In this order: whoever appends meanwhile writes both at once.
  const last = await archive.readLastSequence(deployment);
  const now = await archive.readEnd(deployment);
  if (last !== undefined && last > (now?.sequence ?? 0))
    return walk.finish({ sequence: (now?.sequence ?? 0) + 1, fault: 'beyond' });
  if (!(await links.areAll(sequence))) return walk.finish({ sequence, fault: 'wronglyFound' });
  return walk.finish(undefined);
}

/** Checks an export. Throws what reading the file throws. */
export async function verifyFile(
  lines: AsyncIterable<ChainLine | undefined>,
  onLine: OnLine,
): Promise<Verification> {
  const walk = createWalk(onLine);
  for await (const line of lines) {
    const broken = line ? walk.add(line) : { sequence: walk.end.sequence + 1, fault: 'notALine' as const };
    if (broken) return walk.finish(broken);
  }
  return walk.finish(undefined);
}

function createWalk(onLine: OnLine) {
  const check = createChainCheck();
  let first: ChainLine | undefined;
  let last: ChainLine | undefined;
  const instantOf = (line: ChainLine | undefined) => line && readEntry(line.text)?.at;
  return {
    get end() {
      return check.end;
    },
    add(line: ChainLine): Verification['broken'] {
      const broken = check.add(line);
      if (broken) return broken;
      first ??= line;
      last = line;
      onLine(line);
      return undefined;
    },
    finish: (broken: Verification['broken']): Verification => ({
      ...{ end: last ?? CHAIN_BEGIN, broken },
      ...{ first: instantOf(first), last: instantOf(last) },
    }),
  };
}

/** Whether lines are found under the customers they are about, and under no others. */
function createLinkCheck(archive: AuditArchive, deployment: string) {
  let expected = 0;
  let isKnown = true;
  return {
    /** The first line of the page that is not found under one of its customers. */
    async findUnfound(page: readonly ChainLine[]): Promise<number | undefined> {
      const wanted = page.flatMap(({ sequence, text }) => {
        const entry = readEntry(text);
        // Written by a newer version: nobody here knows what it is about.
        if (entry === undefined) isKnown = false;
        return entry ? customerKeys(entry).map((customer) => ({ sequence, customer })) : [];
      });
      expected += wanted.length;
      const [from, to] = [page.at(0)?.sequence ?? 0, page.at(-1)?.sequence ?? 0];
      const customers = [...new Set(wanted.map(({ customer }) => customer))];
      const links = await archive.readLinks(deployment, customers, { from, to });
      const found = new Set(links.map(({ customer, sequence }) => `${sequence} ${customer}`));
      return wanted.find(({ customer, sequence }) => !found.has(`${sequence} ${customer}`))?.sequence;
    },
    areAll: async (to: number) => !isKnown || (await archive.countLinks(deployment, to)) === expected,
  };
}
