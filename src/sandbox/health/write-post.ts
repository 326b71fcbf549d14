import type { EpochMs } from '../../time.ts';
import { RESOLVED_STATUSES, type Story, type StoryStep } from './story.ts';

const DAY = new Intl.DateTimeFormat('en-US', {
  timeZone: 'UTC',
  weekday: 'long',
  year: 'numeric',
  month: 'long',
  day: 'numeric',
});
const TIME = new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', hour: 'numeric', minute: '2-digit' });

/** Microsoft's long form, for example `Saturday, November 21, 2026, at 11:30 AM UTC`. */
export function writeMoment(at: EpochMs): string {
  // Intl puts a narrow no-break space before AM and PM; Microsoft writes a plain one.
  return `${DAY.format(at)}, at ${TIME.format(at).replace(/\s/g, ' ')} UTC`;
}

export interface PostFacts {
  readonly title: string;
  readonly startedAt: EpochMs;
  readonly postedAt: EpochMs;
}

/** One post with the headings that Microsoft's posts have, in the markup of the story. */
export function writePost(story: Story, step: StoryStep, { title, startedAt, postedAt }: PostFacts): string {
  const over = RESOLVED_STATUSES.has(step.status);
  const sections: string[] = [`Title: ${title}`, `User impact: ${story.impact}`];
  if (step.moreInfo) sections.push(`More info: ${step.moreInfo}`);
  sections.push(`${over ? 'Final status' : 'Current status'}: ${step.text}`);
  sections.push(`Scope of impact: ${step.scope ?? story.scope}`);
  sections.push(`Start time: ${writeMoment(startedAt)}`);
  if (over) sections.push(`End time: ${writeMoment(postedAt)}`);
  if (step.rootCause) sections.push(`${over ? 'Root cause' : 'Preliminary root cause'}: ${step.rootCause}`);
  if (step.nextUpdateIn !== undefined) {
    sections.push(`Next update by: ${writeMoment(postedAt + step.nextUpdateIn * 60_000)}`);
  } else if (over) {
    sections.push('This is the final update for the event.');
  }
  if (story.markup === 'newlines') return sections.join('\n\n');
  if (story.markup === 'breaks') return sections.join('<br><br>');
  return sections.map((section) => `<p>${section.replace(/^([A-Z][\w ]*:)/, '<b>$1</b>')}</p>`).join('\n');
}
