import { finished } from 'node:stream/promises';
import type restify from 'restify';
import { ReadError } from '../errors.ts';
import type { IncidentReportFile } from '../health/ports.ts';
import { describeError, type Log } from '../log.ts';
import type { ReportSubject, ReportTicket, ReportTickets } from './report-tickets.ts';

/** What the route for post-incident reports works with. */
export interface IncidentReports {
  readonly tickets: ReportTickets;
  /**
   * Reads the file from Microsoft. `refused`: who the link was made for may not see it now; `unreadable`: nobody knows whether they may. Throws
   * `ReadError`.
   */
  readonly read: (ticket: ReportTicket) => Promise<IncidentReportFile | 'refused' | 'unreadable'>;
}

export const INCIDENT_REPORT_PATH = '/incident-reports';

/** File types a report is known to come in; anything else is handed over as plain bytes. */
const EXTENSIONS: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'application/msword': 'doc',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
};

/** Downloads at once: each file may take 20 MB of memory until it is sent. */
const MOST_AT_ONCE = 4;
/** When whoever finds no room should come again, in seconds. */
const RETRY_AFTER_S = 10;
/** Longest time for sending a file, in milliseconds. */
const SEND_MS = 120_000;

/** Answers whoever holds the ticket. Resolves when the answer is sent, or given up; never throws. */
export type AnswerIncidentReport = (ticket: string, res: restify.Response) => Promise<void>;

/** Hands out the files of post-incident reports: always as a download, never as a page, and only a few at the same time. */
export function createIncidentReportRoute(
  { tickets, read }: IncidentReports,
  log: Log,
): AnswerIncidentReport {
  let underWay = 0;

  async function download(ticket: ReportTicket, res: restify.Response): Promise<void> {
    let file: Awaited<ReturnType<IncidentReports['read']>>;
    try {
      file = await read(ticket);
    } catch (error) {
      log.warn(describeError(error), 'A post-incident report could not be read.');
      const isMissing = error instanceof ReadError && error.code === 'notFound';
      return isMissing
        ? tell(res, 404, 'Microsoft has no report for this incident any more.')
        : tell(res, 502, 'The report could not be read from Microsoft. Try again in a few minutes.');
    }
    if (file === 'refused')
      return tell(res, 403, 'Whoever opened this incident in Teams may not see it now.');
    if (file === 'unreadable') {
      res.setHeader('Retry-After', String(RETRY_AFTER_S));
      return tell(res, 503, 'Roles cannot be read just now. Try again in a few seconds.');
    }
    sendFile(res, file, ticket.subject);
    // It is in memory until the last byte has gone.
    await finished(res, { cleanup: true, signal: AbortSignal.timeout(SEND_MS) }).catch(() => res.destroy());
  }

  return async (text, res) => {
    const ticket = tickets.read(text);
    if (!ticket)
      return tell(res, 404, 'This link is too old or not complete. Open the incident in Teams again.');
    if (underWay >= MOST_AT_ONCE) {
      res.setHeader('Retry-After', String(RETRY_AFTER_S));
      return tell(res, 503, 'Several reports are being downloaded just now. Try again in a few seconds.');
    }
    underWay += 1;
    try {
      await download(ticket, res);
    } finally {
      underWay -= 1;
    }
  };
}

function sendFile(res: restify.Response, file: IncidentReportFile, { incident }: ReportSubject): void {
  const type = file.contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  const extension = EXTENSIONS[type];
  const name = `post-incident-report-${incident.replaceAll(/[^A-Za-z0-9_-]/g, '')}`;
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
