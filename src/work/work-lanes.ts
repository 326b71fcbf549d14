/** Items in hand: a bounded number under way, the others behind those of their own lane. */
export interface WorkLanes<Item> {
  /** How many more items may be held. */
  readonly room: number;
  /** False when the item's lane is full; it is not held then. */
  add(item: Item): boolean;
  /** Resolves when nothing is in hand. */
  whenIdle(): Promise<void>;
}

export interface WorkLanesOptions<Item> {
  /** Must not reject. */
  readonly run: (item: Item) => Promise<void>;
  readonly sideBySide: number;
  /** Items held at most, those under way included. */
  readonly hold: number;
  /** Items held at most of one lane. */
  readonly holdInLane: number;
  /** Items of the same lane are done one after the other. */
  readonly laneOf: (item: Item) => unknown;
  /** Called after each item. */
  readonly onEnd: () => void;
}

/** Creates empty lanes. Lanes with something to do take turns, so that a long one does not keep the others waiting. */
export function createWorkLanes<Item>(options: WorkLanesOptions<Item>): WorkLanes<Item> {
  const { run, sideBySide, hold, holdInLane, laneOf, onEnd } = options;
  /** Lanes that are under way or ready, the item under way included. */
  const lanes = new Map<unknown, Item[]>();
  const ready: unknown[] = [];
  const running = new Set<Promise<void>>();
  let held = 0;

  function beginReady(): void {
    while (running.size < sideBySide && ready.length > 0) {
      const key = ready.shift();
      const lane = lanes.get(key);
      const item = lane?.[0];
      if (lane === undefined || item === undefined) continue;
      const turn: Promise<void> = run(item).finally(() => {
        running.delete(turn);
        held -= 1;
        lane.shift();
        if (lane.length > 0) ready.push(key);
        else lanes.delete(key);
        beginReady();
        onEnd();
      });
      running.add(turn);
    }
  }

  return {
    get room() {
      return hold - held;
    },
    add(item) {
      const key = laneOf(item);
      const lane = lanes.get(key);
      if (lane && lane.length >= holdInLane) return false;
      held += 1;
      if (lane) {
        lane.push(item);
      } else {
        lanes.set(key, [item]);
        ready.push(key);
        beginReady();
      }
      return true;
    },
    async whenIdle() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
