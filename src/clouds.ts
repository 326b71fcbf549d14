/**
 * The clouds as data. A feature never asks which cloud it is in: it reads an endpoint, a capability or a link from here.
 * Endpoints: Microsoft Graph "national cloud deployments", Partner Center "REST URLs", Azure bot documentation for China.
 */

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
  readonly capabilities: {
    /** Granular delegated admin privileges (Graph `delegatedAdmin*`). Not in 21Vianet. */
    readonly gdap: boolean;
    /** Customers may hold Azure subscriptions we can read. Not in Partner Center operated by 21Vianet. */
    readonly azure: boolean;
  };
  readonly links: {
    /** The customer's admin centre at service health, entered as delegated admin where the cloud documents such a link. */
    readonly serviceHealth: (tenantId: string) => string;
    /** The page where an administrator of the customer grants this application its permissions. */
    readonly adminConsent: (tenantId: string, clientId: string) => string;
    /** The partner's own list of customers. */
    readonly partnerCenter: string;
  };
}

const enc = encodeURIComponent;

export const CLOUDS: Readonly<Record<CloudName, Cloud>> = {
  global: {
    name: 'global',
    authority: 'https://login.microsoftonline.com',
    graph: 'https://graph.microsoft.com',
    partnerCenter: 'https://api.partnercenter.microsoft.com',
    capabilities: { gdap: true, azure: true },
    links: {
      // Partner Center "managed services" names CSDEST=ServiceStatus for service health.
      serviceHealth: (tenantId) =>
        `https://admin.microsoft.com/Partner/BeginClientSession.aspx?CTID=${enc(tenantId)}&CSDEST=ServiceStatus`,
      adminConsent: (tenantId, clientId) =>
        `https://login.microsoftonline.com/${enc(tenantId)}/adminconsent?client_id=${enc(clientId)}`,
      partnerCenter: 'https://partner.microsoft.com/dashboard/v2/customers/list',
    },
  },
  china: {
    name: 'china',
    authority: 'https://login.chinacloudapi.cn',
    graph: 'https://microsoftgraph.chinacloudapi.cn',
    partnerCenter: 'https://partner.partnercenterapi.microsoftonline.cn',
    capabilities: { gdap: false, azure: false },
    links: {
      // No delegated-admin link is documented for 21Vianet: the portal's root, and the card tells the menu path.
      serviceHealth: () => 'https://portal.partner.microsoftonline.cn/adminportal',
      adminConsent: (tenantId, clientId) =>
        `https://login.partner.microsoftonline.cn/${enc(tenantId)}/adminconsent?client_id=${enc(clientId)}`,
      partnerCenter: 'https://partner.partnercenter.microsoftonline.cn',
    },
  },
};
