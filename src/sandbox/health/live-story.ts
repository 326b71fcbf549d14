import type { Story } from './story.ts';

const SECOND = 1 / 60;

/**
 * An outage that is over in three quarters of a minute: it appears, reaches more customers, worsens and is resolved. For whoever wants to
 * see how the bot follows one. Minutes count from when it is told.
 */
export const LIVE_STORY: Story = {
  prefix: 'EX',
  number: 1004000,
  cloud: 'global',
  service: 'Exchange',
  kind: 'incident',
  title: "Some users can't reach their mailboxes with Outlook on the web",
  impact: 'Users may see an error page when they open Outlook on the web.',
  feature: 'E-Mail and calendar access',
  featureGroup: 'E-Mail and calendar access',
  scope: 'Your organization is affected by this event, and any user of Outlook on the web may be impacted.',
  hits: ['contoso', 'fabrikam', 'northwind', 'generique'],
  share: 0.03,
  startsAt: 1 * SECOND,
  steps: [
    {
      at: 1 * SECOND,
      status: 'serviceDegradation',
      text: "We've received reports that Outlook on the web answers with an error page, and we're reviewing the sign-in logs of the affected front-end servers.",
      nextUpdateIn: 30,
    },
    {
      at: 12 * SECOND,
      status: 'serviceDegradation',
      text: 'More front-end servers are affected than first seen. We are moving people to healthy ones while we look for the cause.',
      nextUpdateIn: 30,
      alsoHits: ['woodgrove', 'wingtip', 'haneul', 'relecloud', 'lucerne', 'tailspin', 'trey'],
    },
    {
      at: 24 * SECOND,
      status: 'serviceInterruption',
      title: "Users can't reach their mailboxes with Outlook on the web",
      text: 'The healthy servers cannot carry the load, and most attempts now fail. A change to the sign-in page that was rolled out this hour is being taken back.',
      rootCause: 'A change to the sign-in page made front-end servers use up their memory.',
      nextUpdateIn: 15,
    },
    {
      at: 37 * SECOND,
      status: 'serviceRestored',
      text: "The change has been taken back, and we've confirmed through monitoring that Outlook on the web works as expected.",
      rootCause: 'A change to the sign-in page made front-end servers use up their memory.',
    },
  ],
};

/** How long it takes from being told to its end, in milliseconds. */
export const LIVE_STORY_MS = 37_000;
