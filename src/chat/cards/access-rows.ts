import type { AccessProblem } from '../../health/estate/overview.ts';
import { listCustomers } from './customer-rows.ts';
import type { Scene } from './scene.ts';
import { asRows } from './text-rows.ts';
import { noteUnread } from './unread.ts';

const DAY_MS = 86_400_000;
/** Of buttons in one row. */
const MOST_FIXES = 5;

/** A customer with everything there is to mend, each with its reason, and the pages that mend it. */
export function presentAccessRow(problem: AccessProblem, scene: Scene) {
  const { customer, relationship, triedAt } = problem;
  const { say } = scene.speech;
  const notes = noteUnread(customer, problem.unread, scene);
  const tried =
    triedAt === undefined || notes.length === 0
      ? ''
      : say('access.tried', {
          time: scene.times.moment(triedAt, scene.now),
          ago: scene.times.ago(triedAt, scene.now),
        });
  const fixes = [
    ...notes.flatMap((note) => note.fixes),
    ...(relationship === undefined
      ? []
      : [{ title: say('button.relationship'), url: scene.links.relationship(customer) }]),
  ];
  const [row] = listCustomers([customer], undefined, scene);
  return {
    ...row,
    matters: [
      ...notes.map(({ what, why }) => ({ what: asRows([what]), why })),
      ...(relationship === undefined ? [] : [{ what: [], why: sayRelationship(relationship, scene) }]),
    ],
    tries: asRows([tried]),
    fixes: fixes.length === 0 ? [] : [{ buttons: dropRepeated(fixes).slice(0, MOST_FIXES) }],
  };
}

/** Two causes may be mended on the same page. */
function dropRepeated<T extends { readonly url: string }>(fixes: readonly T[]): T[] {
  return fixes.filter(({ url }, index) => fixes.findIndex((fix) => fix.url === url) === index);
}

function sayRelationship(
  { state, endsAt }: NonNullable<AccessProblem['relationship']>,
  { now, speech: { say }, times }: Scene,
): string {
  if (endsAt === undefined) return say(state === 'expired' ? 'access.endedUndated' : 'access.endsUndated');
  const date = times.date(endsAt, now);
  // A date that has passed since the state was told has passed.
  if (state === 'expired' || endsAt <= now) return say('access.ended', { date });
  return say('access.ends', { date, days: Math.floor((endsAt - now) / DAY_MS) });
}
