import type { Finding } from './examine.ts';

const MARKS: Readonly<Record<Finding['status'], string>> = {
  ok: '✓',
  warning: '!',
  failed: '✗',
  skipped: '–',
};

/** What was found, for people: a line for each check, with how to mend what is wrong below it. */
export function printFindings(findings: readonly Finding[]): string {
  const lines: string[] = [];
  for (const [topic, members] of Map.groupBy(findings, (finding) => finding.topic)) {
    lines.push('', topic);
    for (const { status, name, says, mend, tookMs } of members) {
      const took = tookMs >= 1_000 ? ` (${(tookMs / 1_000).toFixed(1)} s)` : '';
      lines.push(`  ${MARKS[status]} ${name}: ${says}${took}`);
      if (mend !== undefined) lines.push(`      → ${mend}`);
    }
  }
  const count = (status: Finding['status']) => findings.filter((finding) => finding.status === status).length;
  const failed = count('failed');
  const warned = count('warning');
  const sum = [
    failed > 0 ? `${failed} to mend` : 'Nothing to mend',
    ...(warned > 0 ? [`${warned} to know`] : []),
  ];
  return [...lines.slice(1), '', `${sum.join(', ')}.`, ''].join('\n');
}

/** The same for programs. */
export function toJson(findings: readonly Finding[]): string {
  return `${JSON.stringify({ ok: isWell(findings), findings }, undefined, 2)}\n`;
}

export function isWell(findings: readonly Finding[]): boolean {
  return findings.every(({ status }) => status !== 'failed');
}
