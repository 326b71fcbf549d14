import type { Story } from './story.ts';

const HOUR = 60;

/** What goes on in the cloud operated by 21Vianet. */
export const CHINA_STORIES: readonly Story[] = [
  {
    prefix: 'EX',
    number: 700412,
    cloud: 'china',
    service: 'Exchange',
    kind: 'incident',
    title: 'Some users may be unable to access Exchange Online through Outlook on the web',
    impact: 'Users may be unable to access their mailboxes through Outlook on the web.',
    feature: 'E-Mail and calendar access',
    featureGroup: 'E-Mail and calendar access',
    scope: 'Users whose mailboxes are hosted in the China North region may be impacted.',
    hits: ['contoso-china', 'qinghe', 'xinglan', 'haitang'],
    share: 0.05,
    startsAt: -2 * HOUR,
    steps: [
      {
        at: -100,
        status: 'investigating',
        text: 'The service operator is reviewing sign-in traffic of Outlook on the web.',
        nextUpdateIn: 60,
      },
      {
        at: -45,
        status: 'serviceDegradation',
        moreInfo: 'Outlook for Windows, Outlook for Mac and mobile devices are not affected.',
        text: 'A part of the front-end infrastructure does not complete sign-in requests. Requests are being sent to other servers.',
        nextUpdateIn: 60,
      },
    ],
    keepsSaying: {
      everyMinutes: 60,
      texts: ['Access keeps improving. The remaining servers are being restarted one after another.'],
    },
  },
  {
    prefix: 'SP',
    number: 700398,
    cloud: 'china',
    service: 'SharePoint',
    kind: 'advisory',
    title: 'Thumbnails may be missing in SharePoint Online document libraries',
    impact: 'Users may see generic icons instead of thumbnails.',
    feature: 'SharePoint Features',
    featureGroup: 'SharePoint Features',
    scope: 'Any user who views document libraries may be impacted.',
    hits: ['contoso-china', 'yunshan'],
    share: 0.1,
    startsAt: -50 * HOUR,
    markup: 'breaks',
    steps: [
      {
        at: -48 * HOUR,
        status: 'investigating',
        text: 'The component that makes thumbnails is being reviewed.',
        nextUpdateIn: 24 * HOUR,
      },
      {
        at: -30 * HOUR,
        status: 'serviceDegradation',
        text: 'A fix has been developed and is being deployed region by region.',
        nextUpdateIn: 24 * HOUR,
      },
    ],
    keepsSaying: { everyMinutes: 24 * HOUR, texts: ['The deployment of the fix continues.'] },
  },
  {
    prefix: 'TM',
    number: 700500,
    cloud: 'china',
    service: 'microsoftteams',
    kind: 'incident',
    title: 'Chat messages may be delayed in Microsoft Teams',
    impact: 'Users may receive chat messages several minutes late.',
    feature: 'Chat',
    featureGroup: 'Teams Components',
    scope: 'Any user who sends or receives chat messages may be impacted.',
    hits: ['fabrikam-china', 'contoso-china'],
    share: 0,
    startsAt: 1,
    returnsAfter: 90,
    steps: [
      {
        at: 2,
        status: 'investigating',
        text: 'Delivery times of chat messages are being reviewed.',
        nextUpdateIn: 60,
      },
      {
        at: 4,
        status: 'serviceDegradation',
        text: 'A message broker is processing its queue too slowly. It is being replaced.',
        nextUpdateIn: 60,
      },
      {
        at: 10,
        status: 'serviceRestored',
        text: 'The broker has been replaced, and messages arrive in time.',
        rootCause: 'A disk of a message broker failed.',
      },
    ],
  },
];
