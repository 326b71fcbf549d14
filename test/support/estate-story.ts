import type { EpochMs, Random } from '../../src/time.ts';
import type { ScriptedEstate, ScriptedIncident } from './estate-script.ts';
import { pick } from './generate-customers.ts';

/** What happens to an incident; `post` is another word of Microsoft's, `spread` reaches more customers. */
type Turn = 'appear' | 'spread' | 'post' | 'worse' | 'resolve' | 'reopen';

const LIVES: readonly (readonly Turn[])[] = [
  ['appear', 'spread', 'post', 'worse', 'spread', 'resolve'],
  ['appear', 'post', 'resolve', 'reopen', 'worse'],
  ['appear', 'spread', 'resolve', 'reopen', 'post', 'resolve'],
  ['appear', 'worse', 'spread', 'post', 'resolve'],
  ['appear', 'resolve', 'reopen', 'spread', 'post'],
  ['appear', 'post', 'spread', 'worse', 'post', 'spread', 'post'],
];

/** Something that happens, at a share (0 to 1) of the whole story. */
export interface StoryTurn {
  readonly at: number;
  readonly incident: string;
  readonly turn: Turn;
}

/** Incidents that begin in the first half and live for a third of the story, oldest turn first. `endsOnce`: none ends twice. */
export function makeStory(incidents: number, random: Random, endsOnce: boolean): readonly StoryTurn[] {
  const lives = LIVES.filter((turns) => !endsOnce || turns.filter((turn) => turn === 'resolve').length < 2);
  return Array.from({ length: incidents }, (_, number) => {
    const begin = random() * 0.6;
    const turns = pick(lives, random);
    return turns.map((turn, at) => ({
      at: begin + ((at + random()) / turns.length) * 0.39,
      incident: `EX${900_000 + number}`,
      turn,
    }));
  })
    .flat()
    .sort((one, other) => one.at - other.at);
}

/** What is so after a turn. */
export function takeTurn(
  estate: ScriptedEstate,
  { incident: id, turn }: StoryTurn,
  now: EpochMs,
  random: Random,
): ScriptedEstate {
  const before = estate.incidents.find((incident) => incident.id === id);
  const choose = (count: number) =>
    Array.from({ length: count }, () => Math.floor(random() * estate.customers));
  const next: ScriptedIncident =
    before === undefined
      ? {
          ...{ id, state: 1, status: 'serviceDegradation', kind: 'incident', startedAt: now, updatedAt: now },
          customers: [...new Set(choose(3))],
        }
      : change(before, turn, now, choose);
  return { ...estate, incidents: [...estate.incidents.filter((incident) => incident.id !== id), next] };
}

function change(
  { endedAt, ...before }: ScriptedIncident,
  turn: Turn,
  now: EpochMs,
  choose: (count: number) => number[],
): ScriptedIncident {
  const ended = endedAt === undefined ? {} : { endedAt };
  if (turn === 'spread')
    return { ...before, ...ended, customers: [...new Set([...before.customers, ...choose(4)])] };
  const said = { ...before, state: before.state + 1, updatedAt: Math.max(now, before.updatedAt + 1) };
  switch (turn) {
    case 'worse':
      return { ...said, status: 'serviceInterruption' };
    case 'resolve':
      return { ...said, status: 'serviceRestored', endedAt: said.updatedAt };
    case 'reopen':
      return { ...said, status: 'serviceDegradation' };
    default:
      return { ...said, ...ended };
  }
}
