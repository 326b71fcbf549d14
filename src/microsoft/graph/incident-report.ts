import type { CloudName } from '../../clouds.ts';
import { ReadError } from '../../errors.ts';
import type { IncidentReportFile } from '../../health/ports.ts';
import { isIssueId } from './find-incident.ts';
import type { GraphErrand, ReadFile } from './graph-client.ts';
import { GraphRefusal } from './graph-error.ts';

const MAX_REPORT_BYTES = 20 * 1024 * 1024;

/** Reads the post-incident report of an issue. Throws `ReadError`, `notFound` where there is none. */
export type ReadIncidentReport = (errand: GraphErrand, id: string) => Promise<IncidentReportFile>;

/**
 * https://learn.microsoft.com/graph/api/servicehealthissue-incidentreport: an error, which one is not documented, unless the issue's
 * status is `postIncidentReviewPublished`. So every refusal that is not about us means that there is no report.
 */
export function createReadIncidentReport(
  cloud: CloudName,
  issues: string,
  readFile: ReadFile,
): ReadIncidentReport {
  const missing = (cause?: unknown) =>
    new ReadError('notFound', `Microsoft Graph (${cloud}): there is no post-incident report`, { cause });
  return async (errand, id) => {
    if (!isIssueId(id)) throw missing();
    try {
      const path = `${issues}/${encodeURIComponent(id)}/incidentReport`;
      const { content, contentType } = await readFile(errand, path, MAX_REPORT_BYTES);
      if (content.byteLength === 0) throw missing();
      return { content, contentType: contentType ?? 'application/octet-stream' };
    } catch (error) {
      const refused = error instanceof GraphRefusal && (error.status ?? 0) >= 400;
      throw refused && (error.code === 'notFound' || error.code === 'invalidAnswer') ? missing(error) : error;
    }
  };
}
