import { CLOUDS, type CloudName } from '../clouds.ts';
import type { DelegatedAdmin } from '../customers/access.ts';
import type { CustomerRef } from '../customers/customer.ts';
import type { CustomerSource } from '../customers/ports.ts';
import { ReadError } from '../errors.ts';
import type { AzureHealth } from '../health/azure.ts';
import type { ServiceCommunications } from '../health/ports.ts';
import type { PartnerAccount } from '../partner-account.ts';
import type { AzureSupport, PartnerCenterRequests } from '../requests/ports.ts';
import { createReadAzureEvents, type ReadAzureEvents } from './azure/azure-health.ts';
import { createReadEventRows } from './azure/read-event-rows.ts';
import { DEFAULT_TIMINGS, type Observe, type Runtime, type Timings } from './call.ts';
import { type CloudDelegatedAdmin, createDelegatedAdmin } from './graph/delegated-admin.ts';
import { type CloudCommunications, createCloudCommunications } from './graph/service-communications.ts';
import { createAzureSubscriptions } from './partner-center/azure-subscriptions.ts';
import { createReadCollectionPage } from './partner-center/collection-page.ts';
import { createCustomerSource } from './partner-center/customer-source.ts';
import { createReadItems } from './partner-center/read-items.ts';
import {
  type CloudServiceRequests,
  createServiceRequests,
  joinServiceRequests,
} from './partner-center/service-requests.ts';
import type { Send } from './policy/request.ts';
import { createSend } from './policy/send.ts';
import { createAuthorizedSend } from './sign-in/authorized-send.ts';
import { createRequestToken, createRequestUserToken } from './sign-in/request-token.ts';
import { createSignIn } from './sign-in/sign-in.ts';
import { createCloudSupport, joinSupport } from './support/azure-support.ts';

export interface MicrosoftOptions extends Pick<Runtime, 'fetch' | 'clock' | 'sleep' | 'random'> {
  /** At most one a cloud. */
  readonly accounts: readonly PartnerAccount[];
  /** Origin that stands in for every Microsoft host (`MICROSOFT_UPSTREAM`); undefined: the real ones. */
  readonly upstream: string | undefined;
  /** Told of every attempt, for metrics. */
  readonly observe?: Observe;
  /** Default `DEFAULT_TIMINGS`. */
  readonly timings?: Partial<Timings>;
}

/** Everything Microsoft tells. What is asked about a cloud without account, or without the capability it takes, is `notFound`. */
export interface Microsoft {
  /** One an account. */
  readonly customerSources: CustomerSource[];
  /** Of the customers of every account. */
  readonly serviceCommunications: ServiceCommunications;
  /** Of the customers of every account whose cloud has Azure. */
  readonly azureHealth: AzureHealth;
  /** Of every account whose cloud has GDAP. */
  readonly delegatedAdmin: DelegatedAdmin;
  /** For the customers of every account whose cloud has Azure. */
  readonly azureSupport: AzureSupport;
  /** Of every account with a partner user whose cloud has such requests. */
  readonly partnerCenterRequests: PartnerCenterRequests;
}

/** The clients of one account. */
interface CloudClients {
  readonly source: CustomerSource;
  readonly communications: CloudCommunications;
  readonly readAzureEvents: ReadAzureEvents | undefined;
  readonly delegatedAdmin: CloudDelegatedAdmin | undefined;
  readonly support: AzureSupport | undefined;
  readonly serviceRequests: CloudServiceRequests | undefined;
}

/**
 * The clients of Microsoft's services in every cloud there is an account for. Calls of all of them go through one policy; tokens and
 * calls never cross from one account, and so from one cloud, to another.
 */
export function createMicrosoft(options: MicrosoftOptions): Microsoft {
  const { fetch, clock, sleep, random, upstream, observe = () => {} } = options;
  const timings = { ...DEFAULT_TIMINGS, ...options.timings };
  const runtime: Runtime = { fetch, clock, sleep, random, upstream, observe, timings };
  const send = createSend(runtime);
  const clouds = new Map<CloudName, CloudClients>(
    options.accounts.map((account) => [account.cloud, createCloudClients(runtime, send, account)]),
  );

  function clientOf<K extends keyof CloudClients>(cloud: CloudName, part: K): NonNullable<CloudClients[K]> {
    const clients = clouds.get(cloud);
    if (!clients) throw new ReadError('notFound', `No partner account is configured for the cloud ${cloud}`);
    const client = clients[part];
    if (client) return client;
    throw new ReadError('notFound', `The cloud ${cloud} has no such service: ${part}`);
  }

  return {
    customerSources: [...clouds.values()].map(({ source }) => source),
    serviceCommunications: {
      listServices: async ({ cloud, tenantId }, signal) =>
        clientOf(cloud, 'communications').listServices(tenantId, signal),
      listActiveIncidents: async ({ cloud, tenantId }, signal) =>
        clientOf(cloud, 'communications').listActiveIncidents(tenantId, signal),
      listIncidents: async ({ cloud, tenantId }, signal) =>
        clientOf(cloud, 'communications').listIncidents(tenantId, signal),
      findIncident: async ({ cloud, tenantId }, id, signal) =>
        clientOf(cloud, 'communications').findIncident(tenantId, id, signal),
      readIncidentReport: async ({ cloud, tenantId }, id, signal) =>
        clientOf(cloud, 'communications').readIncidentReport(tenantId, id, signal),
      listPlannedChanges: async ({ cloud, tenantId }, signal) =>
        clientOf(cloud, 'communications').listPlannedChanges(tenantId, signal),
    },
    azureHealth: {
      readEvents: async ({ cloud, tenantId }, since, signal) =>
        clientOf(cloud, 'readAzureEvents')(tenantId, since, signal),
    },
    delegatedAdmin: {
      listRelationships: async (cloud, signal) => clientOf(cloud, 'delegatedAdmin').listRelationships(signal),
      listServiceLinks: async ({ cloud, tenantId }, signal) =>
        clientOf(cloud, 'delegatedAdmin').listServiceLinks(tenantId, signal),
    },
    azureSupport: joinSupport((cloud) => clouds.get(cloud)?.support),
    partnerCenterRequests: joinServiceRequests((cloud) => clouds.get(cloud)?.serviceRequests),
  };
}

function createCloudClients(runtime: Runtime, send: Send, account: PartnerAccount): CloudClients {
  const { cloud } = account;
  const { capabilities } = CLOUDS[cloud];
  const signIn = createSignIn(runtime, createRequestToken(runtime, send, account));
  const authorizedSend = createAuthorizedSend(send, signIn);
  const readItems = createReadItems(cloud, createReadCollectionPage(runtime, account, authorizedSend));
  const listSubscriptions = createAzureSubscriptions(runtime, account, readItems);
  const createAzure = () =>
    createReadAzureEvents(
      runtime,
      cloud,
      listSubscriptions,
      createReadEventRows(runtime, cloud, authorizedSend),
    );
  const createSupport = () => ({
    ...createCloudSupport(runtime, account, send, signIn),
    listSubscriptions: ({ tenantId }: CustomerRef, signal: AbortSignal) =>
      listSubscriptions(tenantId, signal),
  });
  return {
    source: createCustomerSource(runtime, account, readItems),
    communications: createCloudCommunications(runtime, cloud, authorizedSend),
    readAzureEvents: capabilities.azure ? createAzure() : undefined,
    delegatedAdmin: capabilities.gdap ? createDelegatedAdmin(runtime, account, authorizedSend) : undefined,
    support: capabilities.azure ? createSupport() : undefined,
    serviceRequests: capabilities.partnerRequests ? createUserClients(runtime, send, account) : undefined,
  };
}

/** What only a partner user may do. */
function createUserClients(
  runtime: Runtime,
  send: Send,
  account: PartnerAccount,
): CloudServiceRequests | undefined {
  const { refreshToken } = account;
  if (refreshToken === undefined) return undefined;
  const signIn = createSignIn(runtime, createRequestUserToken(runtime, send, account, refreshToken));
  return createServiceRequests(runtime, account, createAuthorizedSend(send, signIn));
}
