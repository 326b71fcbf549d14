import type { BotIdentity, BotTokens } from '../bot-identity.ts';
import { CLOUDS, type CloudName } from '../clouds.ts';
import type { DelegatedAdmin } from '../customers/access.ts';
import type { CustomerRef } from '../customers/customer.ts';
import type { CustomerSource } from '../customers/ports.ts';
import { ReadError } from '../errors.ts';
import type { AzureHealth } from '../health/azure.ts';
import type { ServiceCommunications } from '../health/ports.ts';
import type { IdentityEndpoint, PartnerAccount } from '../partner-account.ts';
import type { AzureSupport, PartnerCenterRequests } from '../requests/ports.ts';
import type { Consents } from '../staff/consents.ts';
import type { StaffDirectory } from '../staff/ports.ts';
import { createReadAzureEvents, type ReadAzureEvents } from './azure/azure-health.ts';
import { createReadEventRows } from './azure/read-event-rows.ts';
import { DEFAULT_TIMINGS, type Observe, type Runtime, type Timings } from './call.ts';
import { type CloudDelegatedAdmin, createDelegatedAdmin } from './graph/delegated-admin.ts';
import { type CloudCommunications, createCloudCommunications } from './graph/service-communications.ts';
import { createStaffDirectory, type StaffDirectoryOptions } from './graph/staff-directory.ts';
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
import { createProbe, type Probe } from './probe.ts';
import { createAcquireToken } from './sign-in/acquire-token.ts';
import { type AuthorizedSend, createAuthorizedSend } from './sign-in/authorized-send.ts';
import { createBotSignIn, createBotTokens } from './sign-in/bot-token.ts';
import { type ConsentFlow, type ConsentOptions, createConsentFlow } from './sign-in/consent-flow.ts';
import { createConsents } from './sign-in/consents.ts';
import type { SecretStore } from './sign-in/keep-refresh-token.ts';
import { createRefreshTokenRenewal, type RefreshTokenRenewal } from './sign-in/keep-refresh-token-renewed.ts';
import { createManagedIdentity } from './sign-in/managed-identity.ts';
import { createPartnerUser, type PartnerUser } from './sign-in/partner-user.ts';
import { createRequestToken } from './sign-in/request-token.ts';
import { createSignIn, type SignIn } from './sign-in/sign-in.ts';
import { createCloudSupport, joinSupport } from './support/azure-support.ts';

export interface MicrosoftOptions
  extends Pick<Runtime, 'fetch' | 'clock' | 'sleep' | 'random' | 'log' | 'correlation'> {
  /** At most one a cloud. */
  readonly accounts: readonly PartnerAccount[];
  /** Origin that stands in for every Microsoft host (`MICROSOFT_UPSTREAM`); undefined: the real ones. */
  readonly upstream: string | undefined;
  /** Told of every attempt, for metrics. */
  readonly observe?: Observe;
  /** Where this machine hands out tokens of its managed identities. Default: the instance metadata service. */
  readonly identityEndpoint?: IdentityEndpoint | undefined;
  /** Where the refresh tokens of partner users are kept. Default: in memory. */
  readonly secrets?: SecretStore | undefined;
  /** How partner users sign in again with a browser. Default: they cannot. */
  readonly consent?: ConsentOptions | undefined;
  /** Where the partner's people are: read with the account of that cloud, else with the registration of a bot of that cloud. Default: nowhere. */
  readonly staff?: StaffDirectoryOptions & { readonly cloud: CloudName };
  /** Who the bot is towards the Bot Framework; default: it has no app id. */
  readonly bot?: BotIdentity | undefined;
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
  /** Of every account with a partner user. */
  readonly consents: Consents;
  /** undefined: partner users cannot sign in with a browser. */
  readonly consentFlow: ConsentFlow | undefined;
  readonly refreshTokenRenewal: RefreshTokenRenewal;
  /** The partner's people. */
  readonly staffDirectory: StaffDirectory;
  /** undefined: the bot has no app id. */
  readonly botTokens: BotTokens | undefined;
  /** For who sets up the bot. Throws `ReadError` where the cloud has no account. */
  readonly probe: (cloud: CloudName) => Probe;
  /** For who sets up the bot: what may read the people. undefined: nothing may. */
  readonly staffProbe: Probe | undefined;
}

/** What reads the partner's people. */
interface StaffClients {
  readonly directory: StaffDirectory;
  readonly probe: Probe;
}

/** The clients of one account. */
interface CloudClients {
  readonly source: CustomerSource;
  readonly communications: CloudCommunications;
  readonly readAzureEvents: ReadAzureEvents | undefined;
  readonly delegatedAdmin: CloudDelegatedAdmin | undefined;
  readonly support: AzureSupport | undefined;
  readonly serviceRequests: CloudServiceRequests | undefined;
  readonly partnerUser: PartnerUser | undefined;
  readonly staff: StaffClients | undefined;
  readonly probe: Probe;
}

/**
 * The clients of Microsoft's services in every cloud there is an account for. Calls of all of them go through one policy; tokens and
 * calls never cross from one account, and so from one cloud, to another.
 */
export function createMicrosoft(options: MicrosoftOptions): Microsoft {
  const { fetch, clock, sleep, random, log, correlation, upstream, observe = () => {} } = options;
  const timings = { ...DEFAULT_TIMINGS, ...options.timings };
  const runtime: Runtime = { fetch, clock, sleep, random, log, correlation, upstream, observe, timings };
  const send = createSend(runtime);
  const clouds = new Map<CloudName, CloudClients>(
    options.accounts.map((account) => [account.cloud, createCloudClients(runtime, send, account, options)]),
  );
  const users = [...clouds.values()].flatMap(({ partnerUser }) => partnerUser ?? []);
  const consentFlow = options.consent && createConsentFlow(runtime, users, options.consent);

  const identityOf = (bot: BotIdentity) =>
    bot.type === 'UserAssignedMSI'
      ? createManagedIdentity(runtime, send, bot.appId, options.identityEndpoint)
      : undefined;

  /** The people of a cloud without an account: nothing of theirs is asked of another cloud. */
  function createBotStaff(bot: BotIdentity): StaffClients | undefined {
    const { staff } = options;
    if (staff?.cloud !== bot.cloud) return undefined;
    const signIn = createBotSignIn(runtime, send, bot, identityOf(bot));
    return createStaffClients(runtime, bot, createAuthorizedSend(send, signIn), signIn, staff);
  }

  const staffClients =
    options.staff &&
    (clouds.has(options.staff.cloud)
      ? clouds.get(options.staff.cloud)?.staff
      : options.bot && createBotStaff(options.bot));

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
    consents: createConsents(clock, users, consentFlow),
    consentFlow,
    refreshTokenRenewal: createRefreshTokenRenewal(runtime, users),
    probe: (cloud) => clientOf(cloud, 'probe'),
    botTokens: options.bot && createBotTokens(runtime, send, options.bot, identityOf(options.bot)),
    staffDirectory: {
      async read(objectId, signal) {
        if (!staffClients)
          throw new ReadError('notFound', 'No tenant is configured for the people of the partner');
        return staffClients.directory.read(objectId, signal);
      },
    },
    staffProbe: staffClients?.probe,
  };
}

function createCloudClients(
  runtime: Runtime,
  send: Send,
  account: PartnerAccount,
  { staff, identityEndpoint, secrets }: MicrosoftOptions,
): CloudClients {
  const { cloud } = account;
  const { capabilities } = CLOUDS[cloud];
  const acquireToken = createAcquireToken(runtime, send, account, { endpoint: identityEndpoint });
  const signIn = createSignIn(runtime, createRequestToken(acquireToken));
  const authorizedSend = createAuthorizedSend(send, signIn);
  // Its own tenant may be another one than where the staff is.
  const people = createStaffDirectory(runtime, account, authorizedSend, {
    ...{ pinnedGroups: staff?.pinnedGroups, tenantId: account.tenantId },
  });
  const partnerUser = createPartnerUser(runtime, account, acquireToken, secrets, people);
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
    probe: createProbe(runtime, account, authorizedSend, signIn),
    source: createCustomerSource(runtime, account, readItems),
    communications: createCloudCommunications(runtime, cloud, authorizedSend),
    readAzureEvents: capabilities.azure ? createAzure() : undefined,
    delegatedAdmin: capabilities.gdap ? createDelegatedAdmin(runtime, account, authorizedSend) : undefined,
    support: capabilities.azure ? createSupport() : undefined,
    partnerUser,
    // What only a partner user may do.
    serviceRequests:
      partnerUser && createServiceRequests(runtime, account, createAuthorizedSend(send, partnerUser.signIn)),
    staff:
      staff?.cloud === cloud
        ? createStaffClients(runtime, account, authorizedSend, signIn, staff)
        : undefined,
  };
}

function createStaffClients(
  runtime: Runtime,
  account: Pick<PartnerAccount, 'cloud'>,
  send: AuthorizedSend,
  signIn: SignIn,
  staff: StaffDirectoryOptions,
): StaffClients {
  return {
    directory: createStaffDirectory(runtime, account, send, staff),
    probe: createProbe(runtime, account, send, signIn),
  };
}
