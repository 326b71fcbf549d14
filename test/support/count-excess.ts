import { APP_WINDOW, CONVERSATION_WINDOWS, type RateWindow } from '../../src/delivery/rate-windows.ts';

export interface Arrival {
  readonly at: number;
  /** Where; the threads of a channel are one. */
  readonly place: string;
}

export interface Excess {
  /** `app`, or the place. */
  readonly of: string;
  readonly window: RateWindow;
  /** When the message came that was one too many. */
  readonly at: number;
}

/**
 * Every message that was one too many for one of Teams' published windows, by when it arrived. On a machine that is busy with other things
 * messages sent in time arrive up to `lateMs` late, in crowds: what that alone explains is none.
 */
export function listExcess(arrivals: readonly Arrival[], lateMs = 0): Excess[] {
  const places = Map.groupBy(arrivals, ({ place }) => place);
  return [
    ...exceed(arrivals, 'app', [APP_WINDOW], lateMs),
    ...[...places].flatMap(([place, there]) => exceed(there, place, CONVERSATION_WINDOWS, lateMs)),
  ];
}

function exceed(
  arrivals: readonly Arrival[],
  of: string,
  windows: readonly RateWindow[],
  lateMs: number,
): Excess[] {
  const instants = arrivals.map(({ at }) => at).sort((one, other) => one - other);
  return windows.flatMap((window) =>
    instants.flatMap((at, index) => {
      const first = instants[index - window.most];
      return first !== undefined && at - first < window.ms - lateMs ? [{ of, window, at }] : [];
    }),
  );
}
