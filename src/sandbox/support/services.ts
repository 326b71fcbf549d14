import { guidFrom } from '../accounts.ts';
import type { ProblemGroup } from './problems.ts';

/** A service on Azure's list: what a ticket can be about. */
export interface SimulatedService {
  /** A GUID, the last segment of its id. */
  readonly name: string;
  readonly displayName: string;
  readonly resourceTypes: readonly string[];
  readonly problems: ProblemGroup;
}

/** The three services whose ids the documentation gives ("Services - List"); the others' are made up. */
const DOCUMENTED: Readonly<Record<string, string>> = {
  Billing: '517f2da6-78fd-0498-4e22-ad26996b1dfc',
  'Subscription management': 'f3dc5421-79ef-1efa-41a5-42bf3cbb52c6',
  'Service and subscription limits (quotas)': '06bfd9d3-516b-d5c6-5802-169c800dec89',
};

/** What it is called, the problems it has, and its types of resources, mostly in capitals as Azure writes them. */
const ROWS: readonly (readonly [displayName: string, problems: ProblemGroup, ...resourceTypes: string[]])[] =
  [
    ['Activity Logs', 'monitoring'],
    [
      'Alerts and Action Groups',
      'monitoring',
      'MICROSOFT.INSIGHTS/ACTIONGROUPS',
      'MICROSOFT.INSIGHTS/METRICALERTS',
    ],
    ['API Management Service', 'web', 'MICROSOFT.APIMANAGEMENT/SERVICE'],
    ['Application Gateway', 'network', 'MICROSOFT.NETWORK/APPLICATIONGATEWAYS'],
    ['Application Insights', 'monitoring', 'MICROSOFT.INSIGHTS/COMPONENTS'],
    ['Azure AI Search', 'web', 'MICROSOFT.SEARCH/SEARCHSERVICES'],
    ['Azure Automation', 'monitoring', 'MICROSOFT.AUTOMATION/AUTOMATIONACCOUNTS'],
    [
      'Azure Backup',
      'recovery',
      'Microsoft.RecoveryServices/vaults',
      'Microsoft.DataProtection/BackupVaults',
    ],
    ['Azure Cosmos DB', 'database', 'MICROSOFT.DOCUMENTDB/DATABASEACCOUNTS'],
    ['Azure Database for MySQL flexible server', 'database', 'MICROSOFT.DBFORMYSQL/FLEXIBLESERVERS'],
    [
      'Azure Database for PostgreSQL flexible server',
      'database',
      'MICROSOFT.DBFORPOSTGRESQL/FLEXIBLESERVERS',
    ],
    ['Azure Databricks', 'analytics', 'MICROSOFT.DATABRICKS/WORKSPACES'],
    ['Azure DNS', 'network', 'MICROSOFT.NETWORK/DNSZONES', 'MICROSOFT.NETWORK/PRIVATEDNSZONES'],
    ['Azure Firewall', 'network', 'MICROSOFT.NETWORK/AZUREFIREWALLS'],
    ['Azure Front Door Standard and Premium', 'network', 'MICROSOFT.CDN/PROFILES'],
    ['Azure Functions', 'web', 'MICROSOFT.WEB/SITES'],
    ['Azure Kubernetes Service (AKS)', 'compute', 'MICROSOFT.CONTAINERSERVICE/MANAGEDCLUSTERS'],
    ['Azure Monitor', 'monitoring', 'MICROSOFT.INSIGHTS/DIAGNOSTICSETTINGS'],
    ['Azure OpenAI Service', 'web', 'MICROSOFT.COGNITIVESERVICES/ACCOUNTS'],
    ['Azure Site Recovery', 'recovery', 'MICROSOFT.RECOVERYSERVICES/VAULTS'],
    ['Azure Synapse Analytics', 'analytics', 'MICROSOFT.SYNAPSE/WORKSPACES'],
    ['Azure Virtual Desktop', 'compute', 'MICROSOFT.DESKTOPVIRTUALIZATION/HOSTPOOLS'],
    ['Billing', 'billing'],
    ['Cache for Redis', 'database', 'MICROSOFT.CACHE/REDIS'],
    ['Container Registry', 'storage', 'MICROSOFT.CONTAINERREGISTRY/REGISTRIES'],
    ['Data Factory', 'analytics', 'MICROSOFT.DATAFACTORY/FACTORIES'],
    ['Event Hubs', 'messaging', 'MICROSOFT.EVENTHUB/NAMESPACES'],
    ['ExpressRoute', 'network', 'MICROSOFT.NETWORK/EXPRESSROUTECIRCUITS'],
    ['Files Storage', 'storage', 'MICROSOFT.STORAGE/STORAGEACCOUNTS'],
    ['Key Vault', 'identity', 'MICROSOFT.KEYVAULT/VAULTS'],
    ['Load Balancer', 'network', 'MICROSOFT.NETWORK/LOADBALANCERS'],
    ['Log Analytics', 'monitoring', 'MICROSOFT.OPERATIONALINSIGHTS/WORKSPACES'],
    ['Logic App', 'messaging', 'MICROSOFT.LOGIC/WORKFLOWS'],
    ['Microsoft Entra Domain Services', 'identity', 'MICROSOFT.AAD/DOMAINSERVICES'],
    ['Service and subscription limits (quotas)', 'quota'],
    ['Service Bus', 'messaging', 'MICROSOFT.SERVICEBUS/NAMESPACES'],
    ['SQL Database', 'database', 'MICROSOFT.SQL/SERVERS', 'MICROSOFT.SQL/SERVERS/DATABASES'],
    ['SQL Managed Instance', 'database', 'MICROSOFT.SQL/MANAGEDINSTANCES'],
    ['Storage Account Management', 'storage', 'MICROSOFT.STORAGE/STORAGEACCOUNTS'],
    ['Subscription management', 'subscription'],
    [
      'Virtual Machine running Linux',
      'compute',
      'MICROSOFT.CLASSICCOMPUTE/VIRTUALMACHINES',
      'MICROSOFT.COMPUTE/VIRTUALMACHINES',
    ],
    [
      'Virtual Machine running Windows',
      'compute',
      'MICROSOFT.CLASSICCOMPUTE/VIRTUALMACHINES',
      'MICROSOFT.COMPUTE/VIRTUALMACHINES',
    ],
    ['Virtual Machine Scale Sets', 'compute', 'MICROSOFT.COMPUTE/VIRTUALMACHINESCALESETS'],
    [
      'Virtual Network',
      'network',
      'MICROSOFT.NETWORK/VIRTUALNETWORKS',
      'MICROSOFT.CLASSICNETWORK/VIRTUALNETWORKS',
    ],
    ['VPN Gateway', 'network', 'MICROSOFT.NETWORK/VIRTUALNETWORKGATEWAYS'],
    ['Web App (Linux)', 'web', 'MICROSOFT.WEB/SITES'],
    ['Web App (Windows)', 'web', 'MICROSOFT.WEB/SITES'],
  ];

/** In Azure's order, which is that of their names. */
export const SERVICES: readonly SimulatedService[] = ROWS.map(
  ([displayName, problems, ...resourceTypes]) => ({
    name: DOCUMENTED[displayName] ?? guidFrom(`support service:${displayName}`),
    displayName,
    resourceTypes,
    problems,
  }),
);
