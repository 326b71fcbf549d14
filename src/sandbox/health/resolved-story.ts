import type { CloudName } from '../../clouds.ts';
import type { ServiceId } from './services.ts';
import type { Story } from './story.ts';

const DAY = 24 * 60;

/** prefix, number, service, days ago, minutes it took, kind, title, impact, feature, root cause, customers. */
export type ResolvedRow = readonly [
  string,
  number,
  ServiceId,
  number,
  number,
  Story['kind'],
  string,
  string,
  string,
  string,
  Story['hits'],
];

/** A row told with the three posts that every incident has at least, and a review where one was published. */
export function tellResolved(cloud: CloudName, row: ResolvedRow): Story {
  const [prefix, number, service, daysAgo, minutes, kind, title, impact, feature, rootCause, hits] = row;
  const startsAt = Math.round(-daysAgo * DAY);
  const review = kind === 'incident' && minutes < 200;
  return {
    prefix,
    number,
    cloud,
    service,
    kind,
    title,
    impact,
    feature,
    featureGroup: feature,
    scope: 'Some users in your organization may have been impacted.',
    hits,
    share: 0.05,
    startsAt,
    markup: number % 2 === 0 ? 'paragraphs' : 'newlines',
    steps: [
      {
        at: startsAt + 20,
        status: 'investigating',
        text: "We're reviewing telemetry to determine the next troubleshooting steps.",
        nextUpdateIn: 60,
      },
      {
        at: startsAt + Math.round(minutes / 2),
        status: 'restoringService',
        text: "We've identified the cause and are applying a fix.",
        rootCause,
        nextUpdateIn: 120,
      },
      {
        at: startsAt + minutes,
        status: 'serviceRestored',
        text: "We've confirmed that the fix resolved the problem.",
        rootCause,
      },
      ...(review
        ? [
            {
              at: startsAt + 5 * DAY,
              status: 'postIncidentReviewPublished' as const,
              text: 'A post-incident review is available.',
              rootCause,
            },
          ]
        : []),
    ],
  };
}
