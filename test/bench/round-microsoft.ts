import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSeededRandom, generateCustomers, pick } from '../support/generate-customers.ts';

/**
 * Microsoft for a round of all customers, as a process of its own: each has 40 of some 400 issues, always the same ones. `CUSTOMERS`: how
 * many there are. `/requests` lists the paths and tenants asked for since it was last asked, a line each, sign-ins left out. After `/change`
 * no answer is byte for byte what it was.
 */
const SEED = 20_265;
const ISSUES = 400;
const ISSUES_OF_ONE = 40;
const MESSAGES_OF_ONE = 12;
const SERVICES = [
  ...['Exchange Online', 'Microsoft Teams', 'SharePoint Online', 'Microsoft Intune', 'Microsoft Entra'],
  ...['OneDrive for Business', 'Microsoft 365 apps', 'Power BI', 'Microsoft Copilot', 'Planner'],
];
const WORDS =
  'we are reviewing service telemetry and the reports of customers to find out what part of the infrastructure is impacted while users may be unable to reach their mailbox from any connection method until the affected servers have been restarted and traffic was moved away from them'.split(
    ' ',
  );
const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 21, 10);

let requests: string[] = [];
/** Whether every answer differs from the one before, by a word that means nothing. */
let isChanging = false;
let answers = 0;

const random = createSeededRandom(SEED);
const customers = generateCustomers(Number(process.env.CUSTOMERS ?? 10_000), SEED);
const issues = Array.from({ length: ISSUES }, (_, at) => Buffer.from(JSON.stringify(makeIssue(at))));
const issuesOf = new Map(customers.map(({ tenantId }) => [tenantId, pickIssues()]));
const messages = toBody(
  Array.from({ length: MESSAGES_OF_ONE }, (_, at) => Buffer.from(JSON.stringify(makeMessage(at)))),
);
const overviews = toBody(
  SERVICES.map((service, at) =>
    Buffer.from(JSON.stringify({ service, status: 'serviceDegradation', id: `Service${at}` })),
  ),
);
const listed = Buffer.from(
  JSON.stringify({
    totalCount: customers.length,
    items: customers.map(({ tenantId, domain, name }) => ({
      id: tenantId,
      companyProfile: { tenantId, domain, companyName: name },
      relationshipToPartner: 'reseller',
    })),
  }),
);
const nothing = Buffer.from('{"value":[],"items":[],"totalCount":0}');

const server = createServer((req, res) => {
  req.resume();
  req.on('end', () => {
    const body = answer(req);
    res.writeHead(200, { 'content-type': 'application/json', 'content-length': body.byteLength });
    res.end(body);
  });
});
server.keepAliveTimeout = 120_000;
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}` })}\n`);
});

function answer({ url = '', headers }: IncomingMessage): Buffer {
  const path = url.split('?')[0] ?? '';
  if (path.endsWith('/token')) return makeToken(path.split('/')[2] ?? '');
  if (path === '/requests') {
    const asked = requests;
    requests = [];
    return Buffer.from(asked.join('\n'));
  }
  if (path === '/change') {
    isChanging = true;
    return nothing;
  }
  // The token names the tenant, as a real one does.
  const tenantId = headers.authorization?.split('.')[1] ?? '';
  requests.push(`${url} ${tenantId}`);
  if (path.endsWith('/issues')) return toBody(issuesOf.get(tenantId) ?? []);
  if (path.endsWith('/messages')) return messages;
  if (path.endsWith('/healthOverviews')) return overviews;
  return path.endsWith('/v1/customers') ? listed : nothing;
}

/** About as long as real ones. */
function makeToken(tenantId: string): Buffer {
  const access_token = `token.${tenantId}.${'x'.repeat(1_800)}`;
  return Buffer.from(JSON.stringify({ token_type: 'Bearer', expires_in: 3_599, access_token }));
}

function toBody(rows: readonly Buffer[]): Buffer {
  const parts = rows.flatMap((row, at) => (at === 0 ? [row] : [Buffer.from(','), row]));
  answers += isChanging ? 1 : 0;
  const begin = `{"@odata.context":"${answers}","value":[`;
  return Buffer.concat([Buffer.from(begin), ...parts, Buffer.from(']}')]);
}

function pickIssues(): readonly Buffer[] {
  const picked = new Set<Buffer>();
  // The squared number makes some issues common and most rare.
  while (picked.size < ISSUES_OF_ONE) {
    const issue = issues[Math.floor(random() ** 2 * ISSUES)];
    if (issue) picked.add(issue);
  }
  return [...picked];
}

function makeIssue(at: number): object {
  const startedAt = NOW - Math.floor(random() * 30 * DAY);
  const posts = Array.from({ length: 1 + Math.floor(random() * 7) }, (_, post) => ({
    createdDateTime: writeDate(startedAt + post * 7_000_000),
    postType: 'regular',
    description: { contentType: 'html', content: writePost(at, 500 + random() * 1_000) },
  }));
  return {
    startDateTime: writeDate(startedAt),
    endDateTime: null,
    lastModifiedDateTime: writeDate(startedAt + posts.length * 7_000_000),
    title: `Some users may be unable to do what they do in case number ${at}`,
    id: `EX${1_200_000 + at}`,
    impactDescription: `Users may be unable to do what they do in case number ${at}.`,
    classification: at % 3 === 0 ? 'incident' : 'advisory',
    origin: 'microsoft',
    status: 'serviceDegradation',
    service: pick(SERVICES, random),
    feature: 'E-Mail and calendar access',
    featureGroup: 'E-Mail and calendar access',
    isResolved: false,
    highImpact: null,
    details: [{ name: 'NotifyInApp', value: 'True' }],
    posts,
  };
}

function writePost(at: number, length: number): string {
  let text = `Title: Some users may be unable to do what they do in case number ${at}\n\nUser impact: `;
  while (text.length < length) text += `${pick(WORDS, random)}${random() < 0.05 ? '.\n\n' : ' '}`;
  // Hardly a body is without such a character, and one makes a string take twice the memory.
  const apostrophe = random() < 0.1 ? '\u2019' : "'";
  return `${text}\n\nMore: <a href="https://learn.microsoft.com/">the organisation${apostrophe}s page</a>`;
}

/** With as many digits as Microsoft happens to write: mostly two or three of a fraction. */
function writeDate(instant: number): string {
  const date = new Date(instant).toISOString();
  return random() < 0.3 ? date.replace(/\.\d+/, '') : date;
}

function makeMessage(at: number): object {
  return {
    id: `MC${1_172_850 + at}`,
    title: `Plan for change number ${at}`,
    category: 'planForChange',
    severity: 'normal',
    isMajorChange: at === 0,
    actionRequiredByDateTime: null,
    services: [pick(SERVICES, random)],
    startDateTime: '2026-11-01T00:00:00Z',
    endDateTime: '2099-06-01T00:00:00Z',
    lastModifiedDateTime: '2026-11-02T00:00:00Z',
    body: { contentType: 'html', content: writePost(at, 1_500) },
  };
}
