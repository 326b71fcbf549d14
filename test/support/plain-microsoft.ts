import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { PartnerAccount } from '../../src/partner-account.ts';
import { createPlainSupport, type PlainSupport } from './plain-support.ts';

/**
 * A second stand-in for Microsoft's cloud, beside the sandbox and sharing nothing with it: only the documented answers, the same for every
 * customer, after a fixed latency. It checks that the bot does not work on the sandbox alone, and carries the bench.
 */
export interface PlainMicrosoft {
  readonly url: string;
  readonly accounts: readonly PartnerAccount[];
  /** `METHOD host/path` of every request so far. */
  readonly requests: string[];
  /** Azure Support, which does everything at once. */
  readonly support: PlainSupport;
  stop(): Promise<void>;
}

export interface PlainMicrosoftOptions {
  readonly customers?: readonly { readonly id: string; readonly name: string; readonly domain: string }[];
  /** Milliseconds before every answer. */
  readonly latencyMs?: number;
  readonly services?: number;
  readonly incidents?: number;
  /** Azure subscriptions of every customer, all in one Azure plan. Default 0. */
  readonly subscriptions?: number;
  /** Accounts beside the one of the global cloud. */
  readonly accounts?: readonly PartnerAccount[];
  /** Answers in place of the documented ones, by `host/path` without query; undefined falls through. */
  readonly answer?: (path: string, res: ServerResponse) => boolean;
}

const PARTNER = '0a1b2c3d-0000-4000-8000-00000000000a';
const CONTOSO = { id: '0a1b2c3d-0000-4000-8000-000000000001', name: 'Contoso', domain: 'contoso.com' };

export async function startPlainMicrosoft(options: PlainMicrosoftOptions = {}): Promise<PlainMicrosoft> {
  const { customers = [CONTOSO], latencyMs = 0, services = 25, incidents = 5, subscriptions = 0 } = options;
  const requests: string[] = [];
  const overviews = Array.from({ length: services }, (_, at) => ({
    service: at === 0 ? 'Exchange Online' : `Service number ${at}`,
    status: at < incidents ? 'serviceDegradation' : 'serviceOperational',
    id: at === 0 ? 'Exchange' : `Service${at}`,
  }));
  const issues = Array.from({ length: incidents }, (_, at) => makeIssue(at, overviews[at]?.service ?? ''));
  const bodies: Readonly<Record<string, object>> = {
    healthOverviews: { value: overviews },
    issues: { value: issues },
    messages: { value: Array.from({ length: 10 }, (_, at) => makeMessage(at)) },
  };

  const support = createPlainSupport(`token.${PARTNER}`);

  const server = createServer(async (req, res) => {
    const { method = 'GET', headers } = req;
    const [path = '', query = ''] = (req.url ?? '').slice(1).split('?');
    requests.push(`${method} ${path}`);
    const text = await readText(req);
    if (latencyMs > 0) await wait(latencyMs);
    if (options.answer?.(path, res)) return;
    const json = (status: number, body: object) => {
      res.writeHead(status, { 'content-type': 'application/json' });
      res.end(JSON.stringify(body));
    };
    if (path.endsWith('/token')) {
      const access_token = `token.${path.split('/')[1]}`;
      return json(200, { token_type: 'Bearer', expires_in: 3599, access_token });
    }
    if (!headers.authorization?.startsWith('Bearer token.'))
      return json(401, { error: { code: 'InvalidAuthenticationToken' } });
    const [host, ...rest] = path.split('/');
    const asked = { method, path: rest.join('/'), query: new URLSearchParams(query), headers, body: text };
    const told = host === 'management.azure.com' ? support.answer(asked) : undefined;
    if (told) return json(told.status, told.body);
    const staff = answerStaff(decodeURIComponent(path));
    if (staff) return json(200, staff);
    if (path.endsWith('/v1/customers')) {
      return json(200, {
        totalCount: customers.length,
        items: customers.map(({ id, name, domain }) => ({
          id,
          companyProfile: { tenantId: id, domain, companyName: name },
          relationshipToPartner: 'reseller',
        })),
      });
    }
    if (path.endsWith('/subscriptions')) return json(200, list(subscriptions > 0 ? [AZURE_PLAN] : []));
    if (path.endsWith(`/subscriptions/${AZURE_PLAN.id}/azureentitlements`))
      return json(200, list(Array.from({ length: subscriptions }, (_, at) => makeEntitlement(at))));
    if (path.startsWith('management.azure.com/') && path.endsWith('/Microsoft.ResourceHealth/events'))
      return json(200, { value: [makeEvent(path.split('/')[2] ?? '')] });
    if (path.endsWith('/delegatedAdminRelationships')) return json(200, { value: [] });
    const body = bodies[path.split('/').at(-1) ?? ''];
    return body ? json(200, body) : json(404, { error: { code: 'NotFound' } });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    accounts: [
      {
        cloud: 'global',
        tenantId: PARTNER,
        clientId: '0a1b2c3d-0000-4000-8000-00000000000b',
        credential: { kind: 'secret', secret: 'plain-secret' },
        refreshToken: undefined,
      },
      ...(options.accounts ?? []),
    ],
    requests,
    support,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The person whose object id ends in 20 is an Admin agent, as in the Playground; there is nobody else. */
function answerStaff(path: string): object | undefined {
  const [, objectId, what] = /^graph\.microsoft\.com\/v1\.0\/users\/([^/]+)(?:\/(.+))?$/.exec(path) ?? [];
  if (path === 'graph.microsoft.com/v1.0/groups') return { value: [ADMIN_AGENTS] };
  if (!objectId?.endsWith('0000000020')) return undefined;
  if (what === undefined) return { id: objectId, userType: 'Member', accountEnabled: true };
  return { value: [{ '@odata.type': '#microsoft.graph.group', ...ADMIN_AGENTS }] };
}

const ADMIN_AGENTS = {
  id: '0a1b2c3d-0000-4000-8000-0000000000e1',
  displayName: 'AdminAgents',
  securityEnabled: true,
  mailEnabled: false,
  groupTypes: [],
};

const AZURE_PLAN = {
  id: '0a1b2c3d-0000-4000-8000-0000000000f0',
  offerName: 'Azure plan',
  friendlyName: 'Azure plan',
  status: 'active',
  unitType: 'none',
  billingType: 'none',
};

function list(items: readonly object[]): object {
  return { totalCount: items.length, items, attributes: { objectType: 'Collection' } };
}

function makeEntitlement(at: number): object {
  return {
    id: `0a1b2c3d-0000-4000-8000-0000000000a${at}`,
    friendlyName: `Subscription ${at}`,
    status: 'active',
    subscriptionId: AZURE_PLAN.id,
  };
}

/** One service issue, the same in every subscription. */
function makeEvent(subscription: string): object {
  return {
    id: `/subscriptions/${subscription}/providers/Microsoft.ResourceHealth/events/PLN1-XK8`,
    name: 'PLN1-XK8',
    type: '/providers/Microsoft.ResourceHealth/events',
    properties: {
      eventType: 'ServiceIssue',
      eventSource: 'ServiceHealth',
      status: 'Active',
      title: 'Virtual machines may restart in West Europe',
      summary: '<p>A subset of virtual machines may have restarted.</p>',
      header: 'Your service might have been impacted by an Azure service issue',
      level: 'Warning',
      eventLevel: 'Error',
      impactStartTime: '2026-11-21T07:00:00Z',
      lastUpdateTime: '2026-11-21T09:30:00Z',
      priority: 2,
      isHIR: false,
      impact: [
        {
          impactedService: 'Virtual Machines',
          impactedRegions: [
            {
              impactedRegion: 'West Europe',
              status: 'Active',
              impactedSubscriptions: [subscription],
              lastUpdateTime: '2026-11-21T09:30:00Z',
              updates: [
                {
                  summary: '<p>We are restarting the affected hosts.</p>',
                  updateDateTime: '2026-11-21T09:30:00Z',
                },
              ],
            },
          ],
        },
      ],
    },
  };
}

function makeIssue(at: number, service: string): object {
  return {
    id: `EX22657${at}`,
    title: `Some users can't send mail, in case number ${at}`,
    service,
    status: 'serviceDegradation',
    classification: at % 2 === 0 ? 'incident' : 'advisory',
    origin: 'microsoft',
    feature: 'E-Mail and calendar access',
    featureGroup: 'E-Mail and calendar access',
    impactDescription: "Users can't send mail from any connection method.",
    isResolved: false,
    startDateTime: '2026-11-21T08:15:00Z',
    endDateTime: null,
    lastModifiedDateTime: '2026-11-21T10:20:00.123Z',
    details: [],
    posts: Array.from({ length: 4 }, (_, post) => ({
      createdDateTime: `2026-11-21T0${9 - post}:00:00Z`,
      postType: 'regular',
      description: {
        contentType: 'html',
        content: `<p>Title: Some users can't send mail</p><p>Current status: ${'We are restarting the affected servers. '.repeat(20)}</p>`,
      },
    })),
  };
}

function makeMessage(at: number): object {
  return {
    id: `MC17285${at}`,
    title: `Plan for change number ${at}`,
    category: 'planForChange',
    severity: 'normal',
    isMajorChange: at === 0,
    actionRequiredByDateTime: at === 0 ? '2099-01-01T00:00:00Z' : null,
    services: ['Exchange Online'],
    startDateTime: '2026-11-01T00:00:00Z',
    endDateTime: '2099-06-01T00:00:00Z',
    lastModifiedDateTime: '2026-11-02T00:00:00Z',
    body: { contentType: 'html', content: '<p>Something changes.</p>' },
  };
}

async function readText(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}
