import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  CHAIN_BEGIN,
  type ChainEnd,
  type ChainLine,
  chainLine,
  hashLine,
} from '../../src/staff/audit-chain.ts';
import { createChainCheck } from '../../src/staff/check-chain.ts';

function makeChain(count: number): ChainLine[] {
  let end: ChainEnd = CHAIN_BEGIN;
  return Array.from({ length: count }, (_, at) => {
    const line = chainLine(end, JSON.stringify({ at }));
    end = line;
    return line;
  });
}

describe('the chain', () => {
  it('is what its description says, worked out by other means', () => {
    const nothing = createHash('sha256').digest('hex');
    const first = createHash('sha256').update(`${nothing}\n1\n{"é":1}`, 'utf8').digest('hex');
    expect(CHAIN_BEGIN).toEqual({ sequence: 0, hash: nothing });
    expect(chainLine(CHAIN_BEGIN, '{"é":1}')).toEqual({
      ...{ sequence: 1, text: '{"é":1}' },
      ...{ previousHash: nothing, hash: first },
    });
  });

  it('is sound as it was made', () => {
    const check = createChainCheck();
    for (const line of makeChain(50)) expect(check.add(line)).toBeUndefined();
    expect(check.end.sequence).toBe(50);
  });

  it('shows any change of any line, whichever it is', () => {
    const chain = makeChain(6);
    for (const [at, line] of chain.entries()) {
      for (const changed of [
        { ...line, text: `${line.text} ` },
        { ...line, hash: line.hash.replace(/^./, (first) => (first === '0' ? '1' : '0')) },
        { ...line, previousHash: hashLine('', 0, '') },
        { ...line, sequence: line.sequence + 1 },
        { ...line, sequence: line.sequence - 1 },
      ]) {
        const check = createChainCheck();
        const broken = chain.map((each, place) => check.add(place === at ? changed : each)).find(Boolean);
        expect(broken).toBeDefined();
        expect(check.end.sequence).toBe(at);
      }
    }
  });

  it('tells lines that were taken out or put in, though the others were numbered anew', () => {
    const chain = makeChain(40);
    for (const count of [1, 2, 20]) {
      const out = chain.filter(({ sequence }) => sequence <= 5 || sequence > 5 + count);
      const first = createChainCheck();
      const numbered = out.map((line, at) => ({ ...line, sequence: at + 1 }));
      expect(numbered.map((line) => first.add(line)).find(Boolean)).toEqual({
        sequence: 6,
        fault: 'missing',
      });

      let end: ChainEnd = chain[4] ?? CHAIN_BEGIN;
      const put = Array.from({ length: count }, () => {
        const line = chainLine(end, '{}');
        end = line;
        return line;
      });
      const second = createChainCheck();
      const longer = [...chain.slice(0, 5), ...put, ...chain.slice(5)].map((line, at) => ({
        ...line,
        sequence: at + 1,
      }));
      expect(longer.map((line) => second.add(line)).find(Boolean)).toEqual({ sequence: 6, fault: 'added' });
    }
  });
});
