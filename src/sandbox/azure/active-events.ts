import type { EventStory } from './event-story.ts';

const HOUR = 60;
const DAY = 24 * HOUR;

/** Outages and advisories of Azure that are open when the sandbox starts, or begin while somebody watches. */
export const ACTIVE_EVENTS: readonly EventStory[] = [
  {
    trackingId: 'VMW1-7QG',
    type: 'ServiceIssue',
    level: 'Warning',
    eventLevel: 'Error',
    title: 'ACTIVE: Virtual machines in West Europe',
    impact: [
      { service: 'Virtual Machines', regions: ['West Europe'] },
      { service: 'Virtual Machine Scale Sets', regions: ['West Europe'] },
    ],
    hits: ['contoso/Production', 'contoso/Test', 'fabrikam/Production', 'wide-world/Logistics'],
    share: 0.15,
    startsAt: -70,
    steps: [
      {
        at: -58,
        text: '<p><strong>Impact Statement:</strong> Starting at the time given, a subset of customers using Virtual Machines in West Europe may experience connection failures and unexpected restarts.</p><p><strong>Current Status:</strong> We are investigating an alert for Virtual Machines. More information will be provided within 60 minutes.</p>',
      },
      {
        at: -25,
        text: '<p><strong>Current Status:</strong> A number of hosts in one datacenter lost power for a short time. Most virtual machines have restarted; those with more than one data disk take longer. The next update will be provided within 60 minutes, or as events warrant.</p>',
      },
      {
        at: 2,
        text: '<p><strong>Current Status:</strong> About half of the affected virtual machines are running. We have found that a storage scale unit in the same datacenter is slow to recover, so that virtual machines which use it are affected as well.</p>',
        alsoHits: ['fabrikam/Staging', 'contoso-pharma/Quality', 'woodgrove/Playground'],
      },
      {
        at: 8,
        text: '<p><strong>Current Status:</strong> The storage scale unit is being brought back in steps, and virtual machines restart as their disks become available. No action is needed on your side; restarting a virtual machine by hand does not help.</p>',
      },
    ],
    keepsSaying: {
      everyMinutes: 60,
      texts: [
        '<p><strong>Current Status:</strong> Recovery continues. More than three quarters of the affected virtual machines are running.</p>',
        '<p><strong>Current Status:</strong> The remaining virtual machines are being recovered one after another, because each needs its disks to be checked.</p>',
      ],
    },
    actions: ['Use availability zones for workloads that must survive the loss of one datacenter.'],
  },
  {
    trackingId: 'SQK8-9T0',
    type: 'ServiceIssue',
    level: 'Critical',
    eventLevel: 'Critical',
    title: 'Azure SQL Database - Korea Central - Connections fail',
    impact: [
      { service: 'SQL Database', regions: ['Korea Central'] },
      { service: 'App Service', regions: ['Korea Central'] },
    ],
    hits: ['haneul/생산', 'haneul/개발', 'saebyeok/새벽물류'],
    share: 0.1,
    startsAt: -40,
    steps: [
      {
        at: -31,
        text: '<p><strong>Impact Statement:</strong> Customers using SQL Database in Korea Central may be unable to connect to their databases.</p><p><strong>Current Status:</strong> All engineering teams concerned are engaged.</p>',
      },
      {
        at: -6,
        text: '<p><strong>Current Status:</strong> The gateways that route connections reject new ones. We are replacing them and expect first signs of recovery within 30 minutes.</p>',
      },
    ],
    keepsSaying: {
      everyMinutes: 30,
      texts: [
        '<p><strong>Current Status:</strong> Gateways are being replaced. Connections succeed more often than before but not reliably.</p>',
      ],
    },
  },
  {
    trackingId: 'BL5F-4DZ',
    type: 'ServiceIssue',
    level: 'Warning',
    eventLevel: 'Warning',
    title: 'Azure Front Door - Increased latency in Europe',
    impact: [{ service: 'Azure Front Door', regions: ['North Europe', 'UK South'] }],
    hits: ['contoso/Development', 'wide-world/Analytics'],
    share: 0.05,
    startsAt: 4,
    steps: [
      { at: 6, text: '<p>We are investigating increased latency at some points of presence in Europe.</p>' },
      { at: 11, text: '<p>Traffic is being moved to points of presence nearby. Latency is falling.</p>' },
      {
        at: 18,
        isOver: true,
        title: 'RESOLVED: Azure Front Door - Increased latency in Europe',
        text: '<p><strong>Summary of impact:</strong> Requests through some points of presence were slow.</p><p><strong>Preliminary root cause:</strong> A change of routing at a network provider.</p><p><strong>Mitigation:</strong> Traffic was moved away from that provider.</p>',
      },
    ],
  },
  {
    // The same outage is told in Microsoft 365 as PB1002610.
    trackingId: 'PBI0-L8G',
    externalIncidentId: 'pb1002610',
    type: 'ServiceIssue',
    level: 'Warning',
    eventLevel: 'Warning',
    title: 'Power BI Embedded - Scheduled refreshes may fail',
    impact: [{ service: 'Power BI Embedded', regions: ['West Europe', 'East US'] }],
    hits: ['contoso/Production', 'contoso/Shared Services', 'woodgrove/Risk', 'wide-world/Logistics'],
    share: 0,
    startsAt: -5 * HOUR,
    steps: [
      { at: -4.5 * HOUR, text: '<p>We are investigating failed refreshes of semantic models.</p>' },
      {
        at: -70,
        text: '<p>The fix is deployed. Refreshes that piled up take several hours to complete.</p>',
      },
    ],
    keepsSaying: { everyMinutes: 240, texts: ['<p>The backlog of refreshes keeps shrinking.</p>'] },
  },
  {
    trackingId: '5V3P-1CG',
    type: 'HealthAdvisory',
    level: 'Warning',
    eventLevel: 'Informational',
    title: 'Action recommended: Azure Kubernetes Service version 1.31 leaves standard support',
    impact: [{ service: 'Azure Kubernetes Service (AKS)', regions: ['Global'] }],
    hits: ['contoso/Production', 'fabrikam/Data Platform', 'woodgrove/Mobile', 'relecloud/Platform'],
    share: 0.03,
    startsAt: -6 * DAY,
    steps: [
      {
        at: -6 * DAY,
        text: '<p>You are receiving this notice because you run clusters on Kubernetes version 1.31, which leaves standard support. Upgrade to version 1.32 or later.</p>',
      },
      {
        at: -1.5 * DAY,
        text: '<p><strong>Update:</strong> Clusters on version 1.31 keep running but receive no fixes after the date named in the release calendar. Upgrade to version 1.32 or later.</p>',
      },
    ],
    actions: ['Upgrade the control plane first, then the node pools.'],
  },
  {
    trackingId: 'SEC9-XTC',
    type: 'SecurityAdvisory',
    level: 'Critical',
    eventLevel: 'Critical',
    title: 'Rotate the access keys of storage accounts that were shared with a preview service',
    impact: [{ service: 'Storage', regions: ['Global'] }],
    hits: ['contoso/Shared Services', 'woodgrove/Core banking', 'litware/Litware Azure'],
    share: 0.01,
    startsAt: -2 * DAY,
    steps: [
      {
        at: -2 * DAY,
        text: '<p>Access keys of some storage accounts were written to a diagnostic log that more Microsoft engineers could read than intended. We found no sign of misuse. Rotate the keys of the storage accounts named in the portal.</p>',
      },
    ],
    actions: ['Rotate both access keys.', 'Prefer Microsoft Entra ID over access keys.'],
  },
];
