import type { ServerResponse } from 'node:http';
import type { FakeMicrosoft, SeenRequest } from '../../support/fake-microsoft.ts';

const HOST = 'management.azure.com';
const SERVICE = '/providers/Microsoft.Support/services/vm';

interface Answer {
  readonly status?: number;
  readonly json?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** How a stand-in for Azure Support behaves; tests change it while it runs. */
export interface SupportBehaviour {
  /** Whether a creation is done with its answer, or accepted first, as Azure does. */
  creation: 'now' | 'accepted';
  /** Looks at an operation before it ends. */
  looks: number;
  /** What an operation ends as. */
  end: unknown;
  /** Whether a ticket is there although its operation failed. */
  isMadeAnyway: boolean;
  /** Looks at a ticket before it has its number. */
  looksWithoutNumber: number;
  /** Headers of what is accepted, for the operation's address. */
  links: (operation: string) => Readonly<Record<string, string>>;
  /** Taken instead of the next answers to what is written, one by one; `lost`: it is done, and no answer arrives. */
  readonly nextWrites: (Answer | 'lost')[];
}

export interface FakeSupport {
  readonly behaviour: SupportBehaviour;
  /** Tickets by path: the properties they were made with. */
  readonly tickets: ReadonlyMap<string, Record<string, unknown>>;
  readonly messages: ReadonlyMap<string, Record<string, unknown>>;
  /** Creations that were begun. */
  readonly created: () => number;
}

/** The address of an operation. */
export const operationUrl = (operation: string) =>
  `https://${HOST}/subscriptions/s/providers/Microsoft.Support/operationsStatus/${operation}?api-version=2024-04-01`;

/** Makes the fake answer for Azure Support: what is written is there afterwards, under its name. */
export function playSupport(fake: FakeMicrosoft): FakeSupport {
  const behaviour: SupportBehaviour = {
    creation: 'accepted',
    looks: 1,
    end: { status: 'Succeeded' },
    isMadeAnyway: false,
    looksWithoutNumber: 0,
    links: (operation) => ({ 'azure-asyncoperation': operationUrl(operation) }),
    nextWrites: [],
  };
  const tickets = new Map<string, Record<string, unknown>>();
  const messages = new Map<string, Record<string, unknown>>();
  const operations = new Map<string, { looks: number; finish: () => void }>();
  const looksAt = new Map<string, number>();
  let created = 0;

  const notFound = { status: 404, json: { error: { code: 'ResourceNotFound', message: 'Not found.' } } };

  function readTicket(path: string): Answer {
    const properties = tickets.get(path);
    if (!properties) return notFound;
    const looks = (looksAt.get(path) ?? 0) + 1;
    looksAt.set(path, looks);
    const number = looks > behaviour.looksWithoutNumber ? { supportTicketId: '119120321001170' } : {};
    return { json: { name: path, properties: { status: 'Open', ...properties, ...number } } };
  }

  function write(into: Map<string, Record<string, unknown>>, path: string, body: string): Answer {
    created += 1;
    const { properties } = JSON.parse(body);
    const finish = () => into.set(path, { modifiedDate: '2026-11-21T10:00:00Z', ...properties });
    if (behaviour.creation === 'now') {
      finish();
      return { json: { name: path, properties } };
    }
    const operation = `op-${operations.size + 1}`;
    operations.set(operation, { looks: 0, finish });
    return { status: 202, headers: behaviour.links(operation) };
  }

  function readOperation(name: string): Answer {
    const operation = operations.get(name);
    if (!operation) return notFound;
    operation.looks += 1;
    if (operation.looks <= behaviour.looks) return { json: { status: 'InProgress' } };
    const { status } = behaviour.end as { status: string };
    if (status === 'Succeeded' || behaviour.isMadeAnyway) operation.finish();
    return { json: behaviour.end };
  }

  function answer({ method, path, body }: SeenRequest): Answer {
    const [bare = ''] = path.split('?');
    if (bare.endsWith('/providers/Microsoft.Support/services')) return { json: { value: [SERVICE_ROW] } };
    if (bare.endsWith('/problemClassifications')) return { json: { value: PROBLEM_ROWS } };
    const operation = /\/operationsStatus\/(.+)$/.exec(bare)?.[1];
    if (operation) return readOperation(operation);
    if (bare.endsWith('/communications')) return { json: { value: [...messages.values()] } };
    const isMessage = bare.includes('/communications/');
    if (method === 'PUT') return write(isMessage ? messages : tickets, bare, body);
    if (isMessage) return messages.has(bare) ? { json: { name: bare } } : notFound;
    if (method === 'PATCH' && tickets.has(bare))
      tickets.set(bare, { ...tickets.get(bare), ...JSON.parse(body) });
    return readTicket(bare);
  }

  fake.on(HOST, (response, request) => {
    const next = request.method === 'GET' ? undefined : behaviour.nextWrites.shift();
    const answered = next === undefined || next === 'lost' ? answer(request) : next;
    if (next !== 'lost') return send(response, answered);
    // The answer never arrives, but what was asked for is done.
    for (const { finish } of operations.values()) finish();
    response.destroy();
  });

  return { behaviour, tickets, messages, created: () => created };
}

export function send(response: ServerResponse, { status = 200, json, headers = {} }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(json === undefined ? '' : JSON.stringify(json));
}

const SERVICE_ROW = {
  id: SERVICE,
  name: 'vm',
  properties: {
    displayName: 'Virtual Machine running Linux',
    resourceTypes: ['MICROSOFT.COMPUTE/VIRTUALMACHINES'],
  },
};
const PROBLEM_ROWS = [
  {
    id: `${SERVICE}/problemClassifications/rdp`,
    name: 'rdp',
    properties: { displayName: 'Connectivity / Cannot connect' },
  },
  {
    id: `${SERVICE}/problemClassifications/consented`,
    name: 'consented',
    properties: {
      displayName: 'Databricks',
      secondaryConsentEnabled: [{ description: 'For faster resolution', type: 'DatabricksConsent' }],
    },
  },
];
