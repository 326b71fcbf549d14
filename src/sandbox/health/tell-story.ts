import type { EpochMs } from '../../time.ts';
import { spread } from '../spread.ts';
import type { Tenant } from '../tenants/tenant.ts';
import type { WireIssue, WirePost } from './issue.ts';
import { SERVICE_NAMES } from './services.ts';
import { type Minute, RESOLVED_STATUSES, type Story, type StoryStep } from './story.ts';
import { writePost } from './write-post.ts';

const MINUTE_MS = 60_000;
/** How many past rounds of a returning story are remembered as resolved issues. */
const ROUNDS_REMEMBERED = 3;
/** How many of the endlessly repeated posts are kept. */
const REPEATS_KEPT = 6;

/** The issues that a story is for a tenant at an instant: none, one, or several rounds of a returning one; newest first. */
export function tellStory(story: Story, tenant: Tenant, start: EpochMs, now: EpochMs): WireIssue[] {
  if (story.cloud !== tenant.cloud || !tenant.services.includes(story.service)) return [];
  const minute = (now - start) / MINUTE_MS;
  const period = story.returnsAfter;
  if (period === undefined) return tellRound(story, tenant, start, minute, 0);
  const latest = Math.floor((minute - story.startsAt) / period);
  const issues: WireIssue[] = [];
  for (let round = latest; round >= 0 && round > latest - ROUNDS_REMEMBERED; round -= 1) {
    issues.push(
      ...tellRound(story, tenant, start + round * period * MINUTE_MS, minute - round * period, round),
    );
  }
  return issues;
}

function tellRound(story: Story, tenant: Tenant, start: EpochMs, minute: Minute, round: number): WireIssue[] {
  const reached = story.steps.filter(({ at }) => at <= minute);
  const last = reached.at(-1);
  if (!last || !isHit(story, reached, tenant)) return [];
  const steps = [...reached, ...repeatedSteps(story, last, minute)];
  const title = reached.findLast((step) => step.title)?.title ?? story.title;
  const over = RESOLVED_STATUSES.has(last.status);
  const ended = reached.find(({ status }) => RESOLVED_STATUSES.has(status))?.at;
  const instant = (at: Minute) => Math.round(start + at * MINUTE_MS);
  const told = story.isSilent ? [] : steps;
  const posts = told.map((step, index): WirePost => {
    const known = reached.slice(0, index + 1).findLast((candidate) => candidate.title)?.title ?? story.title;
    const facts = { title: known, startedAt: instant(story.startsAt), postedAt: instant(step.at) };
    return {
      createdDateTime: new Date(facts.postedAt).toISOString(),
      postType: index === 0 ? 'quick' : 'regular',
      description: { contentType: 'html', content: writePost(story, step, facts) },
    };
  });
  return [
    {
      startDateTime: new Date(instant(story.startsAt)).toISOString(),
      endDateTime: ended === undefined ? null : new Date(instant(ended)).toISOString(),
      lastModifiedDateTime: new Date(instant((steps.at(-1) ?? last).at)).toISOString(),
      title,
      id: `${story.prefix}${story.number + round}`,
      impactDescription: story.impact,
      classification: reached.findLast((step) => step.kind)?.kind ?? story.kind,
      origin: story.origin ?? 'microsoft',
      status: last.status,
      service: SERVICE_NAMES[story.service],
      feature: story.feature,
      featureGroup: story.featureGroup,
      isResolved: over,
      details: over ? [] : [{ name: 'NotifyInApp', value: 'True' }],
      posts,
    },
  ];
}

function isHit(story: Story, reached: readonly StoryStep[], tenant: Tenant): boolean {
  const isNamed = (keys: readonly string[]) => keys.includes(tenant.key) || keys.includes(tenant.tenantId);
  if (
    story.hits !== '*' &&
    (isNamed(story.hits) || reached.some(({ alsoHits }) => alsoHits && isNamed(alsoHits)))
  )
    return true;
  if (tenant.isGenerated) return spread(`${story.prefix}${story.number}:${tenant.tenantId}`) < story.share;
  return story.hits === '*';
}

function repeatedSteps(story: Story, last: StoryStep, minute: Minute): StoryStep[] {
  const { keepsSaying } = story;
  if (!keepsSaying || story.steps.at(-1) !== last) return [];
  const said = Math.floor((minute - last.at) / keepsSaying.everyMinutes);
  const steps: StoryStep[] = [];
  for (let time = Math.max(1, said - REPEATS_KEPT + 1); time <= said; time += 1) {
    steps.push({
      ...last,
      at: last.at + time * keepsSaying.everyMinutes,
      text: keepsSaying.texts[(time - 1) % keepsSaying.texts.length] ?? last.text,
      nextUpdateIn: keepsSaying.everyMinutes,
    });
  }
  return steps;
}
