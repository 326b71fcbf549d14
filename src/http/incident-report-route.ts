import type restify from 'restify';
import { ReadError } from '../errors.ts';
import type { IncidentReportFile } from '../health/ports.ts';
import type { ReportSubject, ReportTickets } from './report-tickets.ts';

/** What the route for post-incident reports works with. */
export interface IncidentReports {
  readonly tickets: ReportTickets;
  /** Reads the file from Microsoft. Throws `ReadError`. */
  readonly read: (subject: ReportSubject) => Promise<IncidentReportFile>;
}

export const INCIDENT_REPORT_PATH = '/incident-reports';

/** File types a report is known to come in; anything else is handed over as plain bytes. */
const EXTENSIONS: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'application/msword': 'doc',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
};

/** Hands the file of a post-incident report to whoever holds its ticket: always as a download, never as a page. */
export async function answerIncidentReport(
  ticket: string,
  res: restify.Response,
  { tickets, read }: IncidentReports,
): Promise<void> {
  const subject = tickets.read(ticket);
  if (!subject)
    return tell(res, 404, 'This link is too old or not complete. Open the incident in Teams again.');
  let file: IncidentReportFile;
  try {
    file = await read(subject);
  } catch (error) {
    const isMissing = error instanceof ReadError && error.code === 'notFound';
    return isMissing
      ? tell(res, 404, 'Microsoft has no report for this incident any more.')
      : tell(res, 502, 'The report could not be read from Microsoft. Try again in a few minutes.');
  }
  const type = file.contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  const extension = EXTENSIONS[type];
  const name = `post-incident-report-${subject.incident.replaceAll(/[^A-Za-z0-9_-]/g, '')}`;
  res.sendRaw(200, Buffer.from(file.content), {
    ...SAFE_HEADERS,
    'Content-Type': extension === undefined ? 'application/octet-stream' : type,
    'Content-Disposition': `attachment; filename="${name}${extension === undefined ? '' : `.${extension}`}"`,
  });
}

/** A file from outside must not act as a page of ours, nor stay in a cache. */
const SAFE_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; sandbox",
  'Cache-Control': 'private, no-store',
};

function tell(res: restify.Response, status: number, text: string): void {
  res.sendRaw(status, `${text}\n`, { ...SAFE_HEADERS, 'Content-Type': 'text/plain; charset=utf-8' });
}
