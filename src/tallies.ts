/** Attempts at calls to one API. */
export interface CallCount {
  readonly api: string;
  readonly calls: number;
  /** Answered with 429. */
  readonly throttled: number;
  /** Not answered, or with a server's error. */
  readonly failed: number;
}

/** Counts calls by API, for the operator who asks in chat. */
export function createCallTally(): {
  /** `outcome`: the HTTP status, or a word where no answer arrived. */
  note(api: string, outcome: string): void;
  /** Most calls first. */
  list(): readonly CallCount[];
} {
  const byApi = new Map<string, { api: string; calls: number; throttled: number; failed: number }>();
  return {
    note(api, outcome) {
      const count = byApi.get(api) ?? { api, calls: 0, throttled: 0, failed: 0 };
      byApi.set(api, count);
      count.calls += 1;
      if (outcome === '429') count.throttled += 1;
      else if (!/^[1-4]\d\d$/.test(outcome)) count.failed += 1;
    },
    list: () => [...byApi.values()].map((count) => ({ ...count })).sort((a, b) => b.calls - a.calls),
  };
}

/** Delays that are looked at. */
const LATEST = 500;

/** Percentiles of the latest delays, in milliseconds. */
export function createDelayTally(): {
  note(delayMs: number): void;
  /** undefined: there was none. */
  read(): { readonly p50: number; readonly p95: number } | undefined;
} {
  const latest: number[] = [];
  let next = 0;
  return {
    note(delayMs) {
      latest[next] = Math.max(0, delayMs);
      next = (next + 1) % LATEST;
    },
    read() {
      const sorted = latest.toSorted((a, b) => a - b);
      const pick = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
      const [p50, p95] = [pick(0.5), pick(0.95)];
      return p50 === undefined || p95 === undefined ? undefined : { p50, p95 };
    },
  };
}
