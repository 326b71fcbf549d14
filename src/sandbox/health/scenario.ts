import type { Story } from './story.ts';

/**
 * What happens while somebody watches: one incident that worsens a minute after start and is over after twelve, one that comes
 * back every 45 minutes, one false alarm.
 */
export const SCENARIO: readonly Story[] = [
  {
    prefix: 'TM',
    number: 1002744,
    cloud: 'global',
    service: 'microsoftteams',
    kind: 'advisory',
    title: 'Some users may see delays when joining Microsoft Teams meetings',
    impact: 'Users may wait up to a minute before a Microsoft Teams meeting opens.',
    feature: 'Teams Components',
    featureGroup: 'Teams Components',
    scope:
      'Your organization may be affected by this event, and some users joining meetings from the desktop client are impacted.',
    hits: ['contoso', 'wide-world', 'haneul', 'legere', 'woodgrove'],
    share: 0.02,
    startsAt: -6,
    steps: [
      {
        at: -2,
        status: 'investigating',
        text: "We're reviewing service telemetry and connection logs from affected meetings to isolate where the delay is introduced.",
        nextUpdateIn: 30,
      },
      {
        at: 1,
        status: 'serviceDegradation',
        kind: 'incident',
        title: "Some users can't join Microsoft Teams meetings or place calls",
        moreInfo:
          'Users who are already in a meeting stay connected. Joining by phone with the dial-in number works.',
        text: "We've determined that a portion of the infrastructure that sets up meetings is rejecting new sessions. We're moving traffic to healthy capacity while we look for the cause.",
        scope:
          'Your organization is affected by this event, and any user joining a meeting or placing a call may be impacted.',
        nextUpdateIn: 30,
        alsoHits: [
          'contoso-suites',
          'contoso-pharma',
          'adventure-works',
          'northwind',
          'saebyeok',
          'generique',
        ],
      },
      {
        at: 2,
        status: 'serviceInterruption',
        text: 'Traffic management has not brought the relief we expected, and the number of failed sessions is growing. Our engineers are working with the networking team on every affected region at once.',
        nextUpdateIn: 15,
      },
      {
        at: 4,
        status: 'serviceInterruption',
        text: "We've found that a configuration change deployed this morning limits how many sessions each server accepts. We're reverting the change.",
        rootCause:
          'A configuration change to the meeting service lowered the session limit of each server below normal demand.',
        nextUpdateIn: 15,
      },
      {
        at: 6,
        status: 'restoringService',
        text: 'The configuration change has been reverted on about 60 percent of the affected infrastructure, and more meetings start normally. Users may see gradual relief.',
        rootCause:
          'A configuration change to the meeting service lowered the session limit of each server below normal demand.',
        nextUpdateIn: 15,
      },
      {
        at: 9,
        status: 'verifyingService',
        text: "The reversion is complete. We're watching telemetry to confirm that joining times are back to normal before we close this event.",
        nextUpdateIn: 15,
      },
      {
        at: 12,
        status: 'serviceRestored',
        text: "We've confirmed through monitoring, and with a sample of affected organizations, that meetings and calls work as expected.",
        rootCause:
          'A configuration change to the meeting service lowered the session limit of each server below normal demand.',
      },
      {
        at: 20,
        status: 'postIncidentReviewPublished',
        text: 'A post-incident review is available. It names the steps we take so that a configuration change of this kind is caught before it reaches production.',
        rootCause:
          'A configuration change to the meeting service lowered the session limit of each server below normal demand.',
      },
    ],
  },
  {
    prefix: 'SP',
    number: 1003100,
    cloud: 'global',
    service: 'SharePoint',
    kind: 'incident',
    title: 'Users may be unable to open files stored in SharePoint Online',
    impact: 'Users may see an error or a long delay when opening files stored in SharePoint Online.',
    feature: 'SharePoint Features',
    featureGroup: 'SharePoint Features',
    scope:
      'Your organization is affected by this event, and a subset of users opening files in the browser is impacted.',
    hits: ['fabrikam', 'contoso-suites', 'lucerne', 'relecloud', 'haneul', 'ile-verte'],
    share: 0.03,
    startsAt: 3,
    returnsAfter: 45,
    steps: [
      {
        at: 3,
        status: 'investigating',
        text: "We're analyzing error reports and storage latency to determine what to do next.",
        nextUpdateIn: 60,
      },
      {
        at: 5,
        status: 'serviceDegradation',
        text: 'A portion of the storage infrastructure is running above its expected processing threshold. We are balancing the load across additional capacity.',
        nextUpdateIn: 60,
      },
      {
        at: 9,
        status: 'restoringService',
        text: 'Load is within limits again in most of the affected regions, and error rates are falling.',
        nextUpdateIn: 60,
      },
      {
        at: 14,
        status: 'serviceRestored',
        text: "We've confirmed through telemetry that files open normally.",
        rootCause: 'A burst of background indexing raised the load of storage servers above their threshold.',
      },
    ],
  },
  {
    prefix: 'OD',
    number: 1003214,
    cloud: 'global',
    service: 'OneDriveForBusiness',
    kind: 'advisory',
    title: 'Some users may be missing shared folders in OneDrive for Business',
    impact: 'Users may not see folders that were shared with them in OneDrive for Business.',
    feature: 'OneDrive for Business',
    featureGroup: 'OneDrive for Business',
    scope: 'A small number of users in your organization may be impacted.',
    hits: ['northwind', 'bellows'],
    share: 0,
    startsAt: 5,
    steps: [
      {
        at: 6,
        status: 'investigating',
        text: "We're looking into a report of missing shared folders.",
        nextUpdateIn: 120,
      },
      {
        at: 10,
        status: 'falsePositive',
        text: 'After a review of the available data, the service is operating as expected. The folders had been unshared by their owners.',
      },
    ],
  },
];
