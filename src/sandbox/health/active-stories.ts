import type { Story } from './story.ts';

const HOUR = 60;
const DAY = 24 * HOUR;

/** Some posts carry long tables: this one makes its post about 50 KB. */
const AFFECTED_TABLES = Array.from(
  { length: 700 },
  (_, index) =>
    `<tr><td>Scale group CRMNAM${100 + index}</td><td>Tables account, contact and incident</td></tr>`,
).join('');

/** Incidents that are open when the sandbox starts and stay open. */
export const ACTIVE_INCIDENTS: readonly Story[] = [
  {
    prefix: 'EX',
    number: 1002731,
    cloud: 'global',
    service: 'Exchange',
    kind: 'incident',
    title: 'Some users may be unable to send or receive email through Exchange Online',
    impact:
      'Users may be unable to send or receive email, or messages may arrive with a delay of up to two hours.',
    feature: 'E-Mail timely delivery',
    featureGroup: 'E-Mail and calendar access',
    scope:
      'Your organization is affected by this event. Any user whose mailbox is hosted on the affected infrastructure in North America, Europe or Korea may be impacted.',
    hits: [
      'contoso',
      'contoso-pharma',
      'fabrikam',
      'woodgrove',
      'wingtip',
      'humongous',
      'tailspin',
      'generique',
      'saebyeok',
      'proseware',
      'litware',
    ],
    share: 0.06,
    startsAt: -95,
    steps: [
      {
        at: -82,
        status: 'investigating',
        text: "We've received reports of delayed messages and are reviewing mail flow telemetry to understand what is impacted.",
        nextUpdateIn: 30,
      },
      {
        at: -55,
        status: 'serviceDegradation',
        moreInfo:
          'Senders outside your organization may receive a non-delivery report that says <b>451 4.7.0 Temporary server error</b>. Messages are queued and no data is lost. Outlook on the web, the desktop client and mobile devices are equally affected.',
        text: "We've determined that a part of the transport infrastructure is not processing its queues. We're restarting the affected components and routing new messages around them.",
        nextUpdateIn: 60,
      },
      {
        at: -20,
        status: 'serviceDegradation',
        moreInfo:
          'Senders outside your organization may receive a non-delivery report that says <b>451 4.7.0 Temporary server error</b>. Messages are queued and no data is lost.',
        text: 'Restarting has reduced the queues by about half. A recent update to the component that scans attachments makes it use more memory than intended; we are preparing a reversion of that update and test it on a small part of the environment first.',
        rootCause:
          'A recent update to the component that scans attachments uses more memory than intended, which stops queues from being processed.',
        nextUpdateIn: 60,
      },
    ],
    keepsSaying: {
      everyMinutes: 60,
      texts: [
        'The reversion is progressing through the affected environment as planned. Queued messages are being delivered, oldest first.',
        'We continue to work through the remaining queues and watch delivery times closely.',
      ],
    },
  },
  {
    prefix: 'PB',
    number: 1002610,
    cloud: 'global',
    service: 'PowerBIcom',
    kind: 'incident',
    title: 'Scheduled refreshes of semantic models in Power BI may fail',
    impact: 'Scheduled refreshes may fail or end later than planned; reports then show older data.',
    feature: 'PowerBI.com',
    featureGroup: 'PowerBI.com',
    scope: 'Users whose capacity is hosted in West Europe or East US may be impacted.',
    hits: ['contoso', 'woodgrove', 'wide-world', 'relecloud', 'lamna'],
    share: 0.02,
    startsAt: -5 * HOUR,
    markup: 'breaks',
    steps: [
      {
        at: -4.6 * HOUR,
        status: 'investigating',
        text: "We're looking at failed refresh operations to find what they have in common.",
        nextUpdateIn: 120,
      },
      {
        at: -3 * HOUR,
        status: 'serviceDegradation',
        moreInfo:
          'A refresh started by hand succeeds in most cases. The error users see is <i>The operation was throttled by Power BI Premium</i>.',
        text: 'A job scheduler places too many refreshes on too few nodes. We have developed a fix and are validating it.',
        nextUpdateIn: 240,
      },
      {
        at: -70,
        status: 'extendedRecovery',
        text: 'The fix is deployed. The refreshes that piled up take several hours to complete.',
        nextUpdateIn: 240,
      },
    ],
    keepsSaying: {
      everyMinutes: 240,
      texts: ['The backlog of refreshes keeps shrinking. We estimate that it needs several more hours.'],
    },
  },
  {
    prefix: 'DZ',
    number: 1002715,
    cloud: 'global',
    service: 'Microsoft365Defender',
    kind: 'incident',
    title: 'Admins may see delayed alerts in the Microsoft Defender portal',
    impact: 'Alerts and incidents may appear in the Microsoft Defender portal up to 90 minutes late.',
    feature: 'Microsoft Defender XDR',
    featureGroup: 'Microsoft Defender XDR',
    scope:
      'Any admin who works with alerts in the portal may be impacted. Protection itself is not affected.',
    hits: ['woodgrove', 'humongous', 'lamna'],
    share: 0.01,
    startsAt: -3 * HOUR,
    steps: [
      {
        at: -2.5 * HOUR,
        status: 'serviceDegradation',
        text: 'Ingestion of signals is delayed in one region. We are adding processing capacity.',
        nextUpdateIn: 120,
      },
      {
        at: -40,
        status: 'restoringService',
        text: 'The added capacity is processing the backlog faster than new signals arrive.',
        nextUpdateIn: 120,
      },
    ],
    keepsSaying: { everyMinutes: 120, texts: ['The backlog is shrinking steadily.'] },
  },
  {
    prefix: 'CR',
    number: 1002655,
    cloud: 'global',
    service: 'DynamicsCRM',
    kind: 'incident',
    title: "Some users can't open records in Dynamics 365 Apps",
    impact: 'Users may see a generic error when opening accounts, contacts or cases.',
    feature: 'Sign In',
    featureGroup: 'Dynamics 365 Apps',
    scope: 'Users in organizations served from the affected scale group may be impacted.',
    hits: ['woodgrove', 'adventure-works'],
    share: 0.01,
    startsAt: -130,
    markup: 'breaks',
    steps: [
      {
        at: -110,
        status: 'investigating',
        text: 'We are reviewing database performance in the affected scale group.',
        nextUpdateIn: 60,
      },
      {
        at: -50,
        status: 'serviceInterruption',
        moreInfo: `The affected scale groups:<table>${AFFECTED_TABLES}</table>`,
        text: 'A database in the affected scale group is not answering. We are failing over to its replica.',
        nextUpdateIn: 60,
      },
    ],
    keepsSaying: {
      everyMinutes: 60,
      texts: ['The failover takes longer than expected because of the amount of data to be replayed.'],
    },
  },
];

/** Advisories from Microsoft that are open for hours or days. */
export const LONG_STARTS = { yesterday: -26 * HOUR, thisWeek: -4 * DAY, lastWeek: -9 * DAY } as const;
