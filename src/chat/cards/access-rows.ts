import type { Customer } from '../../customers/customer.ts';
import type { AccessProblem } from '../../health/estate/overview.ts';
import type { SubjectKey } from '../../watch/subject.ts';
import { compareDays, dayAt } from '../period/calendar.ts';
import { listCustomers } from './customer-rows.ts';
import { referToLiving } from './living-links.ts';
import type { Scene } from './scene.ts';
import { asRows } from './text-rows.ts';
import { noteUnread, type UnreadNote } from './unread.ts';

const DAY_MS = 86_400_000;
/** Of buttons in one row. */
const MOST_FIXES = 5;

/** A customer with something to mend, and what could not be read of it. */
interface Member {
  readonly problem: AccessProblem;
  readonly notes: readonly UnreadNote[];
}

/** Customers of whom the very same is to be mended: the reason is told once, with the pages that mend it at each of them. `living`: the living card it was opened from. */
export function presentAccessGroups(
  problems: readonly AccessProblem[],
  living: SubjectKey | undefined,
  scene: Scene,
) {
  const members = problems.map((problem) => ({
    problem,
    notes: noteUnread(problem.customer, problem.unread, scene),
  }));
  const groups = Map.groupBy(members, ({ notes }) => JSON.stringify(notes.map(({ why }) => why)));
  return [...groups.values()].map((group) => presentGroup(group, living, scene));
}

function presentGroup(group: readonly Member[], living: SubjectKey | undefined, scene: Scene) {
  const [first, ...rest] = group.map(({ notes }) => notes.map(({ what }) => what));
  const isSame = rest.every((other) => other.join() === first?.join());
  const reasons = group[0]?.notes ?? [];
  return {
    matters: reasons.map(({ what, why }) => ({ what: asRows([isSame ? what : '']), why })),
    tries: asRows([reasons.length === 0 ? '' : sayTried(group, scene)]),
    customers: group.map((member) => presentMember(member, !isSame, living, scene)),
  };
}

/** When the least recently tried of them was tried. */
function sayTried(group: readonly Member[], { now, speech: { say }, times }: Scene): string {
  const tries = group.flatMap(({ problem }) => problem.triedAt ?? []);
  if (tries.length === 0) return '';
  const oldest = Math.min(...tries);
  return say('access.tried', { time: times.moment(oldest, now), ago: times.ago(oldest, now) });
}

/** `saysWhat`: what could not be read differs within its group. */
function presentMember(
  { problem, notes }: Member,
  saysWhat: boolean,
  living: SubjectKey | undefined,
  scene: Scene,
) {
  const { customer, relationship } = problem;
  const { say } = scene.speech;
  const [row] = listCustomers([customer], undefined, scene);
  const fixes = [
    ...notes.flatMap((note) => note.fixes),
    ...(relationship === undefined
      ? []
      : [{ title: say('button.relationship'), url: scene.links.relationship(customer) }]),
  ];
  return {
    ...row,
    ...(living ? openBeside(customer, living) : { verb: 'show-health' }),
    lines: asRows([
      ...(saysWhat ? notes.map(({ what }) => what) : []),
      relationship === undefined ? '' : sayRelationship(relationship, scene),
    ]),
    fixes: fixes.length === 0 ? [] : [{ buttons: dropRepeated(fixes).slice(0, MOST_FIXES) }],
  };
}

/** In a message of its own: in a living card everybody looks at what is opened. */
function openBeside({ cloud: customerCloud, tenantId }: Customer, living: SubjectKey) {
  const data = { ...referToLiving(living), offset: 0, tenantId, customerCloud };
  return { verb: 'show-living-health', data };
}

/** Two causes may be mended on the same page. */
function dropRepeated<T extends { readonly url: string }>(fixes: readonly T[]): T[] {
  return fixes.filter(({ url }, index) => fixes.findIndex((fix) => fix.url === url) === index);
}

function sayRelationship(
  { state, endsAt }: NonNullable<AccessProblem['relationship']>,
  { now, reader, speech: { say }, times }: Scene,
): string {
  if (endsAt === undefined) return say(state === 'expired' ? 'access.endedUndated' : 'access.endsUndated');
  const date = times.date(endsAt, now);
  // A date that has passed since the state was told has passed.
  if (state === 'expired' || endsAt <= now) return say('access.ended', { date });
  const days = compareDays(dayAt(endsAt, reader.timeZone), dayAt(now, reader.timeZone)) / DAY_MS;
  return say('access.ends', { date, days });
}
