/**
 * The clouds as data. A feature never asks which cloud it is in: it reads an endpoint, a capability or a link from here.
 * Endpoints: Microsoft Graph "national cloud deployments", Partner Center "REST URLs", Azure bot documentation for China.
 */

import type { Language } from './reader.ts';

export type CloudName = 'global' | 'china';

export const CLOUD_NAMES: readonly CloudName[] = ['global', 'china'];

export interface Cloud {
  readonly name: CloudName;
  /** Origin of the Entra sign-in service; a token authority is `{authority}/{tenant id}`. */
  readonly authority: string;
  /** Origin of Microsoft Graph; also the resource of its tokens. */
  readonly graph: string;
  /** Origin of the Partner Center API; also the resource of its tokens. */
  readonly partnerCenter: string;
  /** Origin of Azure Resource Manager; also the resource of its tokens. */
  readonly arm: string;
  /** Where a bot of this cloud meets its channel. */
  readonly botFramework: BotFramework;
  readonly capabilities: {
    /** Granular delegated admin privileges (Graph `delegatedAdmin*`). Not in 21Vianet. */
    readonly gdap: boolean;
    /** Customers may hold Azure subscriptions we can read. Not in Partner Center operated by 21Vianet. */
    readonly azure: boolean;
    /** Partner Center's own service requests can be read and annotated. Documented for the global cloud and the US government only. */
    readonly partnerRequests: boolean;
  };
  /**
   * Languages in which the vendor's support is written to. Microsoft promises its first response to break-fix requests in English only
   * ("report problems on behalf of a customer"); of 21Vianet nothing is documented.
   */
  readonly supportLanguages: readonly Language[];
  /**
   * Domains of pages we link to although the address came from outside: a host must be one of these, or end with a dot and one of these.
   * Only domains in which nobody but Microsoft names hosts: `portal.azure.com` but not `azure.com`, below which customers name machines
   * (`*.cloudapp.azure.com`), and neither `windows.net` nor `sharepoint.com`.
   */
  readonly pageDomains: readonly string[];
  readonly links: {
    /** The customer's admin centre at service health, entered as delegated admin where the cloud documents such a link. */
    readonly serviceHealth: (tenantId: string) => string;
    /** Where a person submits a service request for the customer; Azure's are submitted in `azure` where there is one. */
    readonly serviceRequests: (tenantId: string) => string;
    /** The page where an administrator of the customer grants this application its permissions. */
    readonly adminConsent: (tenantId: string, clientId: string) => string;
    /** The partner's own list of customers. */
    readonly partnerCenter: string;
    /** Admin pages of single services, entered as delegated admin; first fit. Services without one are managed from `serviceHealth`. */
    readonly services: readonly ServicePortal[];
    /** A customer's Azure portal; undefined where customers have no Azure. */
    readonly azure: ((domain: string) => string) | undefined;
  };
}

/** The Bot Framework of a cloud. Sources: Azure bot documentation ("Configure a bot to run in Azure China"), Teams SDK cloud presets. */
export interface BotFramework {
  /** Origin of the sign-in service of bots; a token authority is `{loginAuthority}/{tenant id}`. */
  readonly loginAuthority: string;
  /** What the bot's own tokens are for. */
  readonly tokenScope: string;
  /** Who signs the activities: `iss` of their tokens. */
  readonly issuer: string;
  /** Address of the OpenID metadata that names the keys of the issuer. */
  readonly openIdMetadata: string;
  /** Hosts at which the Bot Connector of Teams answers (`allowedServiceUrls`): no others are ever sent a token of the bot. */
  readonly connectorHosts: readonly string[];
}

/** Where a service of a customer is managed. */
export interface ServicePortal {
  /** What the service is called: the words `matchServices` understands. */
  readonly service: string;
  readonly url: (customer: { readonly tenantId: string; readonly domain: string }) => string;
}

/** Of a domain, in characters; ids are shorter. */
const LONGEST_NAME = 253;
/** Outside text may hold halves of characters, which have no place in an address. */
const enc = (text: string) => encodeURIComponent(text.slice(0, LONGEST_NAME).toWellFormed());

/** Partner Center "managed services" documents this way into a customer's portals as delegated admin, with these destinations. */
const beginSession = (tenantId: string, destination: string) =>
  `https://admin.microsoft.com/Partner/BeginClientSession.aspx?CTID=${enc(tenantId)}&CSDEST=${destination}`;

export const CLOUDS: Readonly<Record<CloudName, Cloud>> = {
  global: {
    name: 'global',
    authority: 'https://login.microsoftonline.com',
    graph: 'https://graph.microsoft.com',
    partnerCenter: 'https://api.partnercenter.microsoft.com',
    arm: 'https://management.azure.com',
    botFramework: {
      loginAuthority: 'https://login.microsoftonline.com',
      tokenScope: 'https://api.botframework.com/.default',
      issuer: 'https://api.botframework.com',
      openIdMetadata: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
      connectorHosts: [
        'smba.trafficmanager.net',
        'smba.onyx.prod.teams.trafficmanager.net',
        'smba.infra.gcc.teams.microsoft.com',
      ],
    },
    capabilities: { gdap: true, azure: true, partnerRequests: true },
    supportLanguages: ['en'],
    // Of the documented `serviceManagementDetails` and `managedservices`, and Microsoft's other admin centres.
    pageDomains: [
      'microsoft.com',
      'cloud.microsoft',
      'portal.azure.com',
      'office.com',
      'office365.com',
      'dynamics.com',
      'powerbi.com',
    ],
    links: {
      serviceHealth: (tenantId) => beginSession(tenantId, 'ServiceStatus'),
      serviceRequests: (tenantId) => beginSession(tenantId, 'Support'),
      adminConsent: (tenantId, clientId) =>
        `https://login.microsoftonline.com/${enc(tenantId)}/adminconsent?client_id=${enc(clientId)}`,
      partnerCenter: 'https://partner.microsoft.com/dashboard/v2/customers/list',
      services: [
        { service: 'Exchange Online', url: ({ tenantId }) => beginSession(tenantId, 'Exchange') },
        {
          service: 'Microsoft Teams',
          url: ({ domain }) => `https://admin.teams.microsoft.com/?delegatedOrg=${enc(domain)}`,
        },
        { service: 'Microsoft Entra', url: ({ domain }) => `https://entra.microsoft.com/${enc(domain)}` },
        {
          service: 'Skype for Business',
          url: ({ tenantId }) => beginSession(tenantId, 'MicrosoftCommunicationsOnline'),
        },
      ],
      azure: (domain) => `https://portal.azure.com/${enc(domain)}`,
    },
  },
  china: {
    name: 'china',
    authority: 'https://login.chinacloudapi.cn',
    graph: 'https://microsoftgraph.chinacloudapi.cn',
    partnerCenter: 'https://partner.partnercenterapi.microsoftonline.cn',
    arm: 'https://management.chinacloudapi.cn',
    botFramework: {
      loginAuthority: 'https://login.partner.microsoftonline.cn',
      tokenScope: 'https://api.botframework.azure.cn/.default',
      issuer: 'https://api.botframework.azure.cn',
      openIdMetadata: 'https://login.botframework.azure.cn/v1/.well-known/openidconfiguration',
      connectorHosts: ['frontend.botapi.msg.infra.teams.microsoftonline.cn'],
    },
    capabilities: { gdap: false, azure: false, partnerRequests: false },
    supportLanguages: ['zh-CN', 'en'],
    pageDomains: ['partner.microsoftonline.cn', 'portal.azure.cn'],
    links: {
      // No delegated-admin link is documented for 21Vianet: the portal's root, and the card tells the menu path.
      serviceHealth: () => 'https://portal.partner.microsoftonline.cn/adminportal',
      serviceRequests: () => 'https://partner.partnercenter.microsoftonline.cn',
      adminConsent: (tenantId, clientId) =>
        `https://login.partner.microsoftonline.cn/${enc(tenantId)}/adminconsent?client_id=${enc(clientId)}`,
      partnerCenter: 'https://partner.partnercenter.microsoftonline.cn',
      services: [],
      azure: undefined,
    },
  },
};
