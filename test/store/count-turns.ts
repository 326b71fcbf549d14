import { setImmediate } from 'node:timers/promises';

/** How many turns the event loop took while some work was under way: next to none where the work held it up. */
export async function countTurns(work: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  let isDone = false;
  const counting = (async () => {
    for (; !isDone; turns += 1) await setImmediate();
  })();
  try {
    await work();
  } finally {
    isDone = true;
    await counting;
  }
  return turns;
}
