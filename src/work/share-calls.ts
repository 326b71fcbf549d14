import type { Clock, EpochMs } from '../time.ts';

/** A call whose answer, failures too, serves everybody who asks while it is under way and for `ms` milliseconds from its begin. */
export function shareCalls<T>(call: () => Promise<T>, ms: number, clock: Clock): () => Promise<T> {
  let shared: { readonly answer: Promise<T>; readonly at: EpochMs; isUnderWay: boolean } | undefined;
  return () => {
    const now = clock();
    if (shared && (shared.isUnderWay || (now >= shared.at && now - shared.at < ms))) return shared.answer;
    const one = { answer: call(), at: now, isUnderWay: true };
    const end = () => {
      one.isUnderWay = false;
    };
    one.answer.then(end, end);
    shared = one;
    return one.answer;
  };
}
