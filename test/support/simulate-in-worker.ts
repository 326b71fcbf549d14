import { parentPort } from 'node:worker_threads';
import { simulateWatching } from './simulate-watching.ts';

/** A thread that plays the story of every seed it is given, and answers what came of it. */
parentPort?.on('message', async (seed: number) => {
  const { violations, counts } = await simulateWatching(seed);
  parentPort?.postMessage({ seed, violations, counts });
});
