import type { Incident } from './incident.ts';
import { readPostStatus } from './post-status.ts';
import { readableText } from './readable.ts';
import type { ReportedIncident } from './report.ts';

/** Makes an incident's newest post readable. Done once when it is read, since HTML is slow to turn into text. */
export function reportIncident(incident: Incident): ReportedIncident {
  const post = incident.posts[0];
  if (!post) return { ...incident, latest: undefined };
  return { ...incident, latest: { at: post.at, text: readPostStatus(readableText(post.html)) } };
}
