import { afterEach } from 'vitest';
import { z } from 'zod';
import { CLOUDS, type CloudName } from '../../src/clouds.ts';
import { SANDBOX_ACCOUNTS } from '../../src/sandbox/accounts.ts';
import { subscriptionsOf } from '../../src/sandbox/azure/subscriptions.ts';
import { createSandbox, type SandboxOptions } from '../../src/sandbox/sandbox.ts';

const TOKEN = z.object({ access_token: z.string() });

/** The sandbox over HTTP, with a clock that stands still until it is moved; stopped after the test. */
export async function trySandbox(options: Partial<SandboxOptions> = {}) {
  let now = Date.parse('2026-11-21T10:00:00Z');
  const waits: number[] = [];
  const sandbox = createSandbox({
    clock: () => now,
    sleep: async (ms) => {
      waits.push(ms);
    },
    ...options,
  });
  const { url } = await sandbox.start();
  stops.push(() => sandbox.stop());

  const call = (address: string, init?: RequestInit) => fetch(address.replace(/^https:\//, url), init);

  function requestToken(
    cloud: CloudName,
    tenant: string,
    resource: string,
    fields: Record<string, string> = {},
  ) {
    const account = accountOf(cloud);
    return call(`${CLOUDS[cloud].authority}/${tenant}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: account.clientId,
        client_secret: account.credential.kind === 'secret' ? account.credential.secret : '',
        scope: `${resource}/.default`,
        ...fields,
      }),
    });
  }
  async function signIn(cloud: CloudName, tenant: string, resource: string): Promise<Record<string, string>> {
    const { access_token } = TOKEN.parse(await (await requestToken(cloud, tenant, resource)).json());
    return { authorization: `Bearer ${access_token}` };
  }
  /** Reads a path below `/v1.0/admin/serviceAnnouncement/` of a named customer. */
  async function readGraph(key: string, path: string, headers: Record<string, string> = {}) {
    const { cloud, tenantId } = tenantOf(key);
    const { graph } = CLOUDS[cloud];
    return call(`${graph}/v1.0/admin/serviceAnnouncement/${path}`, {
      headers: { ...(await signIn(cloud, tenantId, graph)), ...headers },
    });
  }
  async function readPartnerCenter(cloud: CloudName, path: string, headers: Record<string, string> = {}) {
    const { partnerCenter } = CLOUDS[cloud];
    return call(`${partnerCenter}${path}`, {
      headers: { ...(await signIn(cloud, accountOf(cloud).tenantId, partnerCenter)), ...headers },
    });
  }
  /** Reads a path below `/subscriptions/` with a named customer's token for Azure Resource Manager. */
  async function readArm(key: string, path: string, headers: Record<string, string> = {}) {
    const { cloud, tenantId } = tenantOf(key);
    const { arm } = CLOUDS[cloud];
    return call(`${arm}/subscriptions/${path}`, {
      headers: { ...(await signIn(cloud, tenantId, arm)), ...headers },
    });
  }
  /** Azure's id of a named customer's subscription. */
  function subscriptionOf(key: string, name: string): string {
    const found = subscriptionsOf(tenantOf(key)).find((subscription) => subscription.name === name);
    if (!found) throw new Error(`No subscription ${name} of ${key}`);
    return found.id;
  }
  function tenantOf(key: string) {
    for (const cloud of ['global', 'china'] as const) {
      for (const tenant of sandbox.tenants.list(cloud)) if (tenant.key === key) return tenant;
    }
    throw new Error(`No customer with key ${key}`);
  }
  return {
    sandbox,
    url,
    waits,
    call,
    requestToken,
    signIn,
    readGraph,
    readPartnerCenter,
    readArm,
    subscriptionOf,
    tenantOf,
    pass(minutes: number) {
      now += minutes * 60_000;
    },
  };
}

export function accountOf(cloud: CloudName) {
  const account = SANDBOX_ACCOUNTS.find((candidate) => candidate.cloud === cloud);
  if (!account) throw new Error(`No account in ${cloud}`);
  return account;
}

const stops: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});
