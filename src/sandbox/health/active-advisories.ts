import { LONG_STARTS } from './active-stories.ts';
import type { Story } from './story.ts';

const DAY = 24 * 60;
const daily = (...texts: readonly string[]) => ({ everyMinutes: DAY, texts });

type Advisory = Pick<
  Story,
  'prefix' | 'number' | 'service' | 'title' | 'impact' | 'feature' | 'scope' | 'hits' | 'startsAt'
> &
  Partial<Story> & { readonly says: readonly string[] };

/** Two posts, an hour and a few hours after the start, then one a day. */
function advisory({ says, ...story }: Advisory): Story {
  const [first = '', second = '', ...later] = says;
  return {
    cloud: 'global',
    kind: 'advisory',
    featureGroup: story.feature,
    share: 0.02,
    steps: [
      { at: story.startsAt + 45, status: 'investigating', text: first, nextUpdateIn: 240 },
      { at: story.startsAt + 270, status: 'serviceDegradation', text: second, nextUpdateIn: DAY },
    ],
    keepsSaying: daily(...(later.length > 0 ? later : ['Work on the fix continues as planned.'])),
    ...story,
  };
}

/** Advisories that are open when the sandbox starts and stay open. */
export const ACTIVE_ADVISORIES: readonly Story[] = [
  advisory({
    prefix: 'OD',
    number: 1002702,
    service: 'OneDriveForBusiness',
    title: 'Some users may see sync errors in the OneDrive for Business client on macOS',
    impact: 'Users may see sync errors, and files changed on one device may not appear on another.',
    feature: 'OneDrive sync client',
    scope: 'Users of the sync client on macOS 15 and later may be impacted.',
    hits: ['contoso', 'woodgrove', 'graphic-design', 'lucerne', 'generique'],
    startsAt: LONG_STARTS.yesterday,
    says: [
      'We are analyzing client logs provided by affected users.',
      'A recent client update does not renew its change notifications. A corrected client is being tested; signing out and in again brings relief.',
      'The corrected client is being distributed and has reached about half of the devices.',
    ],
  }),
  advisory({
    prefix: 'CP',
    number: 1002720,
    service: 'Microsoft365Copilot',
    title: 'Users may receive incomplete answers from Microsoft Copilot when they refer to large files',
    impact: 'Answers about files larger than about 200 pages may leave out parts of the file.',
    feature: 'Microsoft Copilot',
    scope: 'Any user who refers to large files in Copilot Chat may be impacted.',
    hits: ['contoso', 'woodgrove', 'relecloud', 'haneul'],
    startsAt: LONG_STARTS.thisWeek,
    says: [
      'We are reproducing the behavior with sample files.',
      'The grounding step stops early when a file is split into many parts. A fix is in development; splitting the file avoids the problem.',
      'The fix passed validation and its deployment is scheduled.',
    ],
  }),
  advisory({
    prefix: 'SP',
    number: 1002590,
    service: 'SharePoint',
    title: 'New content may take longer than expected to appear in SharePoint Online search',
    impact: 'Content that was added or changed may take up to 24 hours to appear in search results.',
    feature: 'Search and Delve',
    scope: 'Any user who searches for newly added content may be impacted.',
    hits: ['contoso', 'woodgrove', 'vanarsdel', 'bellows', 'a-datum'],
    startsAt: LONG_STARTS.lastWeek,
    markup: 'newlines',
    says: [
      'We are reviewing the indexing pipeline.',
      'A component of the indexing pipeline processes changes more slowly than they arrive. We are optimizing it.',
      'Indexing latency keeps improving and is below 12 hours for most organizations.',
    ],
  }),
  advisory({
    prefix: 'MO',
    number: 1002698,
    service: 'OSDPPlatform',
    title: 'Admins may see outdated usage reports in the Microsoft 365 admin center',
    impact: 'Usage reports in the Microsoft 365 admin center may be up to six days old.',
    feature: 'Administration',
    scope: 'Any admin who views usage reports may be impacted.',
    hits: ['woodgrove', 'fourth-coffee', 'margies', 'coho-winery', 'legere'],
    startsAt: LONG_STARTS.thisWeek,
    says: [
      'We are checking the jobs that collect usage data.',
      'A data processing job stopped after maintenance. It runs again, and missing days are being filled in.',
    ],
  }),
  advisory({
    prefix: 'IT',
    number: 1001940,
    service: 'Intune',
    title: 'Enrollment of iOS devices in Microsoft Intune may take longer than expected',
    impact: 'Enrollment of iOS and iPadOS devices may take up to 40 minutes.',
    feature: 'Microsoft Intune',
    scope: 'Users who enroll new iOS or iPadOS devices may be impacted.',
    hits: ['woodgrove', 'adventure-works', 'saebyeok'],
    startsAt: LONG_STARTS.yesterday,
    says: [
      'We are reviewing enrollment logs.',
      'Requests to the certificate service are queued behind renewals. We are giving new enrollments their own queue.',
    ],
  }),
  advisory({
    prefix: 'MF',
    number: 1002688,
    service: 'MicrosoftFlowM365',
    origin: 'thirdParty',
    title: 'Flows that use some non-Microsoft connectors may fail in Power Automate',
    impact: 'Flows that use connectors hosted by an external provider may fail with a time-out.',
    feature: 'Service and web access issues',
    scope: 'Users whose flows depend on connectors hosted by the external provider may be impacted.',
    hits: ['woodgrove', 'wingtip', 'southridge'],
    startsAt: LONG_STARTS.yesterday,
    says: [
      'We are working with the provider to understand the failures.',
      'The provider has identified a problem in its network and is working on it. We watch the success rate of the connectors meanwhile.',
    ],
  }),
  advisory({
    prefix: 'BK',
    number: 1002633,
    service: 'Bookings',
    title: 'Booking pages may show <angle> brackets and *asterisks* as [typed](https://contoso.example)',
    impact: 'Text typed by page owners may be shown with its markup.',
    feature: 'Microsoft Bookings',
    scope: 'Owners of booking pages may be impacted.',
    hits: ['graphic-design', 'trey'],
    startsAt: LONG_STARTS.yesterday,
    says: [
      'We are reviewing how booking pages clean up typed text.',
      // Markup that no client should run or show: what a customer's own text may bring into a post.
      'An example reported to us: <script>alert("not run")</script><img src="x" onerror="alert(1)"><a href="javascript:alert(2)">details</a> <style>*{display:none}</style>![image](https://tracker.example/p.png) &lt;at&gt;everyone&lt;/at&gt;.',
    ],
  }),
];
