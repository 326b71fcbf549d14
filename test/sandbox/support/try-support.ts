import { z } from 'zod';
import { CLOUDS } from '../../../src/clouds.ts';
import type { SandboxOptions } from '../../../src/sandbox/sandbox.ts';
import { accountOf, trySandbox } from '../try-sandbox.ts';

export const VERSION = 'api-version=2024-04-01';
const { arm } = CLOUDS.global;

export const ERROR = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    details: z.array(z.object({ code: z.string(), message: z.string() })).optional(),
  }),
});
const NAMED = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    properties: z.looseObject({ displayName: z.string() }),
  }),
);
const TICKET = z.object({ name: z.string(), properties: z.looseObject({ supportTicketId: z.string() }) });
const COMMUNICATIONS = z.object({
  value: z.array(
    z.object({
      name: z.string(),
      properties: z.object({
        communicationType: z.string(),
        communicationDirection: z.string(),
        sender: z.string(),
        subject: z.string(),
        body: z.string(),
        createdDate: z.string(),
      }),
    }),
  ),
  nextLink: z.string().optional(),
});

/** Azure Support in the sandbox, asked as a partner for a customer: with both tokens. */
export async function trySupport(options: Partial<SandboxOptions> = {}) {
  const tried = await trySandbox(options);

  async function tokensOf(key: string): Promise<Record<string, string>> {
    const { tenantId } = tried.tenantOf(key);
    const partner = await tried.signIn('global', accountOf('global').tenantId, arm);
    return {
      ...(await tried.signIn('global', tenantId, arm)),
      'x-ms-authorization-auxiliary': partner.authorization ?? '',
    };
  }
  /** `path` from the root of Azure Resource Manager. */
  async function ask(key: string, method: string, path: string, body?: unknown) {
    const headers = { ...(await tokensOf(key)), 'content-type': 'application/json' };
    const address = path.startsWith('https:') ? path : `${arm}${path}`;
    return tried.call(address, {
      method,
      headers,
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  }
  const below = (key: string, subscription: string, path: string) =>
    `/subscriptions/${tried.subscriptionOf(key, subscription)}/providers/Microsoft.Support/${path}${path.includes('?') ? '&' : '?'}${VERSION}`;

  async function listNamed(path: string) {
    const answer = await ask('contoso', 'GET', `/providers/Microsoft.Support/${path}?${VERSION}`);
    return z.object({ value: NAMED }).parse(await answer.json()).value;
  }
  /** A body that the documentation would accept, on Windows machines. */
  async function makeTicket(change: Record<string, unknown> = {}) {
    const services = await listNamed('services');
    const service = services.find(({ properties }) => properties.displayName.endsWith('running Windows'));
    const [problem] = await listNamed(`services/${service?.name}/problemClassifications`);
    return {
      properties: {
        serviceId: service?.id,
        problemClassificationId: problem?.id,
        title: 'Machines restart',
        description: 'Three machines restarted at 09:10 UTC.',
        severity: 'moderate',
        advancedDiagnosticConsent: 'Yes',
        contactDetails: {
          firstName: 'Adele',
          lastName: 'Vance',
          preferredContactMethod: 'email',
          primaryEmailAddress: 'adele@sandboxpartner.onmicrosoft.com',
          preferredTimeZone: 'W. Europe Standard Time',
          country: 'NLD',
          preferredSupportLanguage: 'en-US',
        },
        ...change,
      },
    };
  }
  /** A ticket in Contoso's Production, made and ready. */
  async function openTicket(name: string, change: Record<string, unknown> = {}) {
    const path = below('contoso', 'Production', `supportTickets/${name}`);
    await ask('contoso', 'PUT', path, await makeTicket(change));
    tried.pass(0.1);
    return TICKET.parse(await (await ask('contoso', 'GET', path)).json());
  }
  async function listCommunications(name: string) {
    const path = below('contoso', 'Production', `supportTickets/${name}/communications`);
    return COMMUNICATIONS.parse(await (await ask('contoso', 'GET', path)).json()).value;
  }
  return { ...tried, ask, below, tokensOf, listNamed, makeTicket, openTicket, listCommunications };
}

export async function readError(answer: Response) {
  const { error } = ERROR.parse(await answer.json());
  return { status: answer.status, ...error };
}
