import { describe, expect, it } from 'vitest';
import { isOver } from '../../src/health/incident-outcome.ts';
import { compareSeverity, rateIncident } from '../../src/health/severity.ts';
import { listHit } from '../../src/watch/compare-hits.ts';
import type { IncidentState } from '../../src/watch/subject.ts';
import { createSeededRandom } from '../support/generate-customers.ts';
import type { Version } from './follow.ts';
import { inventHistory, QUIET } from './incident-histories.ts';
import { followIncident, incidentAt, MINUTE, SECOND, START, seenAt } from './observe.ts';

const SEED = Number(process.env.SEED ?? 20_261_121);
const HISTORIES = 10_000;
const ENDS = new Set(['resolved', 'falsePositive', 'notListed']);

/** Replays what the transitions say, and compares it with what is shown. Returns what is wrong. */
function checkVersions(versions: readonly Version<IncidentState>[]): string[] {
  const wrong: string[] = [];
  let status = '';
  let isTold = false;
  let customers = 0;
  let isToldOver = false;
  let turns: number[] = [];
  let before: Version<IncidentState> | undefined;
  for (const version of versions) {
    const { state, transitions, at } = version;
    const { incident } = state;
    if (before && (before.state.incident.updatedAt ?? 0) > (incident.updatedAt ?? 0)) wrong.push('went back');
    for (const { kind, from, to, tells, customers: count } of transitions) {
      if (kind === 'appeared') {
        if (isTold) wrong.push('appeared twice');
        isTold = true;
        isToldOver = state.phase === 'over';
        customers = count;
      } else if (!isTold) wrong.push(`${kind} before it appeared`);
      // What is told late has no status before it: it happened in an earlier version.
      const isTurn = from !== undefined && (ENDS.has(kind) || kind === 'reopened');
      if (kind === 'statusChanged' || isTurn) {
        if (status !== '' && from !== status) wrong.push(`${kind} from ${from}, not ${status}`);
        status = to ?? status;
      }
      if (kind === 'reopened' && isTurn) customers = count;
      if (kind === 'spread' && state.phase === 'open') customers += count;
      if (kind === 'left') customers -= count;
      if (!tells) continue;
      if (ENDS.has(kind) || kind === 'reopened') {
        if (isToldOver === ENDS.has(kind)) wrong.push(`${kind} told twice`);
        isToldOver = ENDS.has(kind);
        turns = [...turns.filter((turn) => turn > at - 30 * MINUTE), at];
        // Two at once, then one in ten minutes; one more for each severity worse than ever told.
        if (turns.length > 7) wrong.push('told too often');
      }
    }
    if (transitions.some(({ kind }) => kind === 'appeared')) status = incident.status;
    if (status !== incident.status) wrong.push(`shows ${incident.status}, told ${status}`);
    const hit = listHit(version.hits).length;
    if (state.phase === 'open' && hit !== customers) wrong.push(`shows ${hit} customers, told ${customers}`);
    if (state.phase === 'over' && hit > 0) wrong.push('is over, and still hits');
    if ((state.phase === 'over') !== (state.outcome !== undefined)) wrong.push('ended without an outcome');
    before = version;
  }
  const kept = before?.state.told.isOver ?? false;
  if (kept !== isToldOver) wrong.push('told otherwise than kept');
  return wrong;
}

describe('whatever happens to an incident', () => {
  it(`shows no older state, loses no transition, and tells how it is in the end (${HISTORIES} histories, seed ${SEED})`, {
    timeout: 120_000,
  }, () => {
    for (let number = 0; number < HISTORIES; number += 1) {
      const seed = SEED + number;
      const follower = followIncident();
      const wrong: string[] = [];
      let end = START;
      for (const { after, observed } of inventHistory(createSeededRandom(seed))) {
        end = START + after;
        const before = follower.state;
        follower.see(end, observed);
        const { state } = follower;
        const { incident } = observed;
        const saidAt = before?.incident.updatedAt;
        const isFresh = incident && saidAt !== undefined && (incident.updatedAt ?? 0) > saidAt;
        if (isFresh && state && state.incident.status !== incident.status)
          wrong.push('a newer state is not shown');
      }
      const truth = inventHistory(createSeededRandom(seed)).at(-1)?.truth;
      if (follower.see(end + QUIET).length > 0) wrong.push('something was decided late, for nothing was due');
      wrong.push(...checkVersions(follower.versions));
      const { state, hits } = follower;
      if (state && truth) {
        const isEnded = isOver(truth.incident);
        if ((state.phase === 'over') !== isEnded) wrong.push(`is ${state.phase} in the end`);
        if (state.told.isOver !== isEnded) wrong.push('tells otherwise in the end');
        if (!isEnded) {
          if (state.incident.status !== truth.incident.status) wrong.push('shows another status in the end');
          if (compareSeverity(rateIncident(state.incident), state.told.severity) < 0)
            wrong.push('is worse than told');
          const shown = listHit(hits).sort().join();
          if (shown !== [...truth.customers].sort().join()) wrong.push(`hits ${shown} in the end`);
        }
      }
      if (wrong.length > 0) throw new Error(`Seed ${seed}: ${wrong.join('; ')}`);
    }
  });

  it(`edits the card at most 3 times in its first 5 minutes for customers alone, each within 60 seconds at first (seed ${SEED})`, () => {
    const random = createSeededRandom(SEED);
    for (let number = 0; number < 60; number += 1) {
      const follower = followIncident();
      const customers: string[] = [];
      for (let second = 0; second <= 300; second += 1) {
        const found = Math.floor(random() ** 4 * 20);
        for (let more = 0; more < found && customers.length < 500; more += 1)
          customers.push(`${customers.length}`);
        if (customers.length === 0) customers.push('0');
        if (found > 0) follower.see(START + second * SECOND, seenAt(incidentAt(0), ...customers));
        if (second === 90) expect(follower.hits.size).toBeGreaterThan(0);
      }
      const [posted, ...edits] = follower.versions;
      expect(edits.filter(({ at }) => at <= (posted?.at ?? 0) + 5 * MINUTE).length).toBeLessThanOrEqual(3);
      expect(edits[0]?.at ?? 0).toBeLessThanOrEqual((posted?.at ?? 0) + 60 * SECOND);
    }
  });
});
