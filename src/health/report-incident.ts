import type { Incident } from './incident.ts';
import { readPostStatus } from './post-status.ts';
import { readableText } from './readable.ts';
import type { ReportedIncident } from './report.ts';

/**
 * Makes an incident's newest post readable: when it is first looked at, and only once, since HTML is slow to turn into text and of many
 * incidents a card shows few.
 */
export function reportIncident(incident: Incident): ReportedIncident {
  const [post] = incident.posts;
  let latest: ReportedIncident['latest'];
  return {
    ...incident,
    get latest() {
      if (post) latest ??= { at: post.at, text: readPostStatus(readableText(post.html)) };
      return latest;
    },
  };
}
