import type { SandboxAnswer } from '../exchange.ts';
import { GraphFailure } from './errors.ts';

/** `GET …/issues/{id}/incidentReport`: "only when the status is postIncidentReviewPublished" (serviceHealthIssue: incidentReport). */
export function answerIncidentReport(issue: {
  readonly id: string;
  readonly status?: string;
  readonly title?: string;
}): SandboxAnswer {
  if (issue.status !== 'postIncidentReviewPublished') {
    throw new GraphFailure(404, 'NotFound', `No post-incident review is published for '${issue.id}'.`);
  }
  return {
    status: 200,
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="${issue.id} post-incident review.pdf"`,
    },
    body: writePdf([`Post-incident review of ${issue.id}`, issue.title ?? '']),
  };
}

/** A PDF of one page. Its second line is not UTF-8, as in most PDFs, so that whoever treats it as text breaks it. */
function writePdf(lines: readonly string[]): Uint8Array {
  const shown = lines.map(
    (line) => `(${line.replaceAll(/[^ -~]/g, '?').replaceAll(/[()\\]/g, '\\$&')}) Tj T*`,
  );
  const page = `BT /F1 12 Tf 14 TL 56 780 Td ${shown.join(' ')} ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${page.length} >>\nstream\n${page}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let file = '%PDF-1.4\n%\xE2\xE3\xCF\xD3\n';
  const places = objects.map((object, index) => {
    const place = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}`;
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
  return Buffer.from(file + table + trailer, 'latin1');
}
