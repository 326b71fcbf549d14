/** Services whose lists of problems are alike. */
export type ProblemGroup =
  | 'analytics'
  | 'billing'
  | 'compute'
  | 'database'
  | 'identity'
  | 'messaging'
  | 'monitoring'
  | 'network'
  | 'quota'
  | 'recovery'
  | 'storage'
  | 'subscription'
  | 'web';

/** What the problems of a service are called; "area / problem" as on Azure's own lists. */
export const PROBLEMS: Readonly<Record<ProblemGroup, readonly string[]>> = {
  analytics: [
    'Cluster / Cluster does not start',
    'Cluster / Cluster terminated unexpectedly',
    'Jobs / Job or pipeline failed',
    'Jobs / Job is slow',
    'Connectivity / Cannot reach a data source',
    'Security and access / Permissions',
    'Workspace / Cannot open the workspace',
  ],
  billing: [
    'Add or update VAT, tax id, PO number or profile information',
    'Assistance with bill / Help understanding my invoice (bill)',
    'Assistance with bill / Help with a billing discrepancy',
    'Make a Payment / My invoice shows due or past due',
    'Pricing / Help me discover the service prices',
    'Refund request',
  ],
  compute: [
    'Connectivity / Cannot connect to virtual machine by using RDP or SSH',
    'Connectivity / Cannot reach an application on the virtual machine',
    'Availability / Virtual machine restarted or stopped unexpectedly',
    'Cannot create / Allocation failure',
    'Cannot create / Image or extension failed',
    'Cannot start or stop / Start operation failed',
    'Cannot start or stop / Operation is stuck',
    'Performance / High CPU',
    'Performance / Slow disks',
    'Disks / Cannot attach or detach',
    'Backup and restore / Cannot restore the machine',
    'Planned maintenance / Questions',
  ],
  database: [
    'Connectivity / Cannot connect',
    'Connectivity / Connections drop or time out',
    'Performance / Query is slow',
    'Performance / High CPU or I/O',
    'Availability / Database is unavailable',
    'Backup, restore and business continuity / Restore failed',
    'Backup, restore and business continuity / Geo-replication and failover',
    'Security / Firewall and private endpoint',
    'Scaling / Operation is stuck',
  ],
  identity: [
    'Access / Access denied',
    'Access / Firewall or private endpoint',
    'Availability / Service is unavailable',
    'Certificates, keys and secrets / Cannot renew',
    'Certificates, keys and secrets / Recover what was deleted',
    'Synchronisation / Users or groups are missing',
  ],
  messaging: [
    'Connectivity / Cannot connect',
    'Messages / Messages are delayed or missing',
    'Messages / Messages go to the dead-letter queue',
    'Performance / Throttling',
    'Runs / Run failed',
    'Triggers / Trigger does not fire',
    'Access / Permissions and shared access signatures',
  ],
  monitoring: [
    'Alerts / Alert did not fire',
    'Alerts / Alert fired without cause',
    'Alerts / Notification was not received',
    'Data / Data is missing or late',
    'Data / Ingestion cost',
    'Queries / Query fails or is slow',
    'Configuration / Diagnostic settings',
  ],
  network: [
    'Connectivity / Cannot connect to a resource in the network',
    'Connectivity / Connections drop from time to time',
    'Connectivity / Tunnel or circuit is down',
    'Configuration / Routing',
    'Configuration / Rules and certificates',
    'Health probes / Back end shown as unhealthy',
    'Name resolution / Names do not resolve',
    'Performance / Latency or packet loss',
    'Gateway / Update or change is stuck',
    'DDoS and firewall / Traffic blocked',
  ],
  quota: [
    'Compute-VM (cores-vCPUs) subscription limit increases',
    'Batch',
    'Machine learning service',
    'SQL Database',
    'Storage: Azure Storage account',
    'Networking',
  ],
  recovery: [
    'Backup / Backup of a virtual machine failed',
    'Backup / Backup of SQL Server or SAP HANA failed',
    'Restore / Restore of a virtual machine failed',
    'Restore / Restore of files failed',
    'Replication / Replication is not healthy',
    'Failover / Failover or failback failed',
    'Vault / Cannot delete the vault',
  ],
  storage: [
    'Access / Authentication or authorisation failed',
    'Access / Cannot mount the share',
    'Availability / Errors 500 or 503',
    'Performance / Latency',
    'Performance / Throttling',
    'Data / Recover what was deleted',
    'Replication / Failover of the account',
    'Configuration / Networking and private endpoint',
  ],
  subscription: [
    'Cancel my subscription',
    'Change or transfer a subscription / Transfer of ownership',
    'Change or transfer a subscription / Change of directory',
    'Access / Cannot sign in to my subscription',
    'Reactivate my subscription',
    'Other general questions',
  ],
  web: [
    'Availability / Application is down or answers with errors 5xx',
    'Availability / Application restarts',
    'Performance / Application is slow',
    'Configuration / Custom domains and certificates',
    'Configuration / Networking and access restrictions',
    'Deployment / Deployment failed',
    'Authentication / Sign-in to the application fails',
    'Scaling / Does not scale',
  ],
};

/** Groups whose every problem asks for a second consent, as the documented sample of Databricks does: its type and text. */
export const SECONDARY_CONSENTS: Readonly<
  Partial<Record<ProblemGroup, { readonly type: string; readonly description: string }>>
> = {
  analytics: {
    type: 'DatabricksConsent',
    description:
      'For faster resolution, allow Microsoft and Databricks to temporarily have read and write access to your workspace.',
  },
};
