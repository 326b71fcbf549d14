import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { type CallCount, createCallTally, createDelayTally } from './tallies.ts';
import type { Clock, EpochMs } from './time.ts';

/** What the bot measures of itself. Labels are codes and names of ours: never a customer, a person or an address. */
export interface Metrics {
  /** One attempt at a call to Microsoft ended. `outcome` is the HTTP status, or a word where no answer arrived. */
  observeCall(api: string, cloud: string, outcome: string, durationMs: number): void;
  /** One answer was given. */
  observeAnswer(kind: string, durationMs: number): void;
  /** Incidents that were read could not be kept. */
  countLoss(incidents: number): void;
  /** Customers' states could not be saved; they are tried again. */
  countFailedSave(): void;
  /** Something happened to what is watched. */
  countTransition(kind: string): void;
  /** What became of a message: `delayMs` from Microsoft's change to when Teams had it. */
  observeDelivery(outcome: string, delayMs: number | undefined): void;
  /** Lines of the audit trail were kept, could not be for now, or are lost. */
  observeAudit(event: { readonly kind: 'kept' | 'failed' | 'lost'; readonly lines?: number }): void;
  /** Calls to Microsoft since the start, by API. */
  listCalls(): readonly CallCount[];
  /** Delays of the last cards, in milliseconds; undefined: none was shown yet. */
  readonly delays: { readonly p50: number; readonly p95: number } | undefined;
  render(): Promise<{ readonly contentType: string; readonly text: string }>;
}

/** What there is of watches; see `WatchCounts`. */
export interface WatchFigures {
  readonly watches: number;
  readonly parked: number;
  readonly cards: number;
  readonly posted: number;
  readonly behind: number;
  readonly oldestBehindAt: EpochMs | undefined;
}

export interface MetricsOptions {
  /** Read when the metrics are rendered. */
  readonly countCustomers: () => number;
  /** How many customers' incidents have been read, and when the oldest of these readings was. Read when the metrics are rendered. */
  readonly readCoverage: () => { readonly read: number; readonly oldestReadAt: EpochMs | undefined };
  /** What waits to be done for service requests. Read when the metrics are rendered; may reject. */
  readonly countWaiting: () => Promise<{ readonly jobs: number; readonly webhooks: number }>;
  /** What is watched and posted. Read when the metrics are rendered; may reject. */
  readonly countWatches: () => Promise<WatchFigures>;
  /** Replicas that read customers now, as far as this one knows. */
  readonly countReplicas: () => number;
  readonly clock: Clock;
}

/** Creates a registry of its own, so that two bots in one process do not share figures. */
export function createMetrics({
  countCustomers,
  readCoverage,
  countWaiting,
  countWatches,
  countReplicas,
  clock,
}: MetricsOptions): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const calls = new Histogram({
    name: 'partner_health_microsoft_call_seconds',
    help: 'Calls to Microsoft by API, cloud and outcome.',
    labelNames: ['api', 'cloud', 'outcome'],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  const answers = new Histogram({
    name: 'partner_health_answer_seconds',
    help: 'Answers to people by command or action.',
    labelNames: ['kind'],
    buckets: [0.001, 0.005, 0.025, 0.1, 0.5, 1, 2.5, 5, 8],
    registers: [registry],
  });
  const losses = new Counter({
    name: 'partner_health_lost_records_total',
    help: 'Incidents that were read and could not be written to the database.',
    registers: [registry],
  });
  const auditLines = new Counter({
    name: 'partner_health_audit_lines_total',
    help: 'Lines of the audit trail, by what became of them: kept, or lost because the database failed for too long.',
    labelNames: ['outcome'],
    registers: [registry],
  });
  const auditFailures = new Counter({
    name: 'partner_health_audit_failures_total',
    help: 'Writings of the audit trail that failed. They are tried again; while they fail nothing can be changed.',
    registers: [registry],
  });
  const failedSaves = new Counter({
    name: 'partner_health_failed_saves_total',
    help: 'Savings of what is known of the customers at present that failed. They are tried again; nothing is lost while the bot runs.',
    registers: [registry],
  });
  new Gauge({
    name: 'partner_health_customers',
    help: 'Customers in the directory.',
    registers: [registry],
    collect() {
      this.set(countCustomers());
    },
  });
  new Gauge({
    name: 'partner_health_customers_read',
    help: 'Customers in the directory whose open incidents have been read, in this run or the one before.',
    registers: [registry],
    collect() {
      this.set(readCoverage().read);
    },
  });
  new Gauge({
    name: 'partner_health_oldest_reading_seconds',
    help: 'Age of the oldest reading among these customers; missing while none was read.',
    registers: [registry],
    collect() {
      const { oldestReadAt } = readCoverage();
      if (oldestReadAt === undefined) this.remove();
      else this.set(Math.max(0, clock() - oldestReadAt) / 1000);
    },
  });
  new Gauge({
    name: 'partner_health_waiting',
    help: 'Work on service requests that waits: jobs at the vendor (following a ticket is one as long as its request is open), and messages for the webhook. Missing while the database does not answer.',
    labelNames: ['what'],
    registers: [registry],
    async collect() {
      this.reset();
      const waiting = await countWaiting().catch(() => undefined);
      if (!waiting) return;
      this.set({ what: 'jobs' }, waiting.jobs);
      this.set({ what: 'webhooks' }, waiting.webhooks);
    },
  });
  const transitions = new Counter({
    name: 'partner_health_transitions_total',
    help: 'What happened to incidents, planned changes and customers that are followed, by kind.',
    labelNames: ['kind'],
    registers: [registry],
  });
  const deliveries = new Counter({
    name: 'partner_health_deliveries_total',
    help: 'Messages of living cards by what became of them: posted, edited, replied, unchanged, throttled, failed, parked …',
    labelNames: ['outcome'],
    registers: [registry],
  });
  const delays = new Histogram({
    name: 'partner_health_card_delay_seconds',
    help: "From Microsoft's change, as Microsoft dates it, to the card in Teams.",
    buckets: [1, 5, 15, 30, 60, 120, 300, 600, 1800, 3600],
    registers: [registry],
  });
  new Gauge({
    name: 'partner_health_living_cards',
    help: 'Living cards of what is not over: desired, posted, and behind what they are to show. Missing while the database does not answer.',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      this.reset();
      const figures = await countWatches().catch(() => undefined);
      if (!figures) return;
      this.set({ state: 'desired' }, figures.cards);
      this.set({ state: 'posted' }, figures.posted);
      this.set({ state: 'behind' }, figures.behind);
    },
  });
  new Gauge({
    name: 'partner_health_oldest_behind_seconds',
    help: 'How long the card that waits longest has been behind; missing while none is.',
    registers: [registry],
    async collect() {
      const at = (await countWatches().catch(() => undefined))?.oldestBehindAt;
      if (at === undefined) this.remove();
      else this.set(Math.max(0, clock() - at) / 1000);
    },
  });
  new Gauge({
    name: 'partner_health_watches',
    help: 'Watches, and conversations where posting was given up until somebody writes there. Missing while the database does not answer.',
    labelNames: ['what'],
    registers: [registry],
    async collect() {
      this.reset();
      const figures = await countWatches().catch(() => undefined);
      if (!figures) return;
      this.set({ what: 'watches' }, figures.watches);
      this.set({ what: 'parked' }, figures.parked);
    },
  });
  new Gauge({
    name: 'partner_health_replicas',
    help: 'Replicas that share the reading of customers.',
    registers: [registry],
    collect() {
      this.set(countReplicas());
    },
  });
  const tally = createCallTally();
  const latest = createDelayTally();
  return {
    observeCall(api, cloud, outcome, durationMs) {
      calls.observe({ api, cloud, outcome }, durationMs / 1000);
      tally.note(api, outcome);
    },
    countTransition: (kind) => transitions.inc({ kind }),
    observeDelivery(outcome, delayMs) {
      deliveries.inc({ outcome });
      if (delayMs === undefined) return;
      delays.observe(delayMs / 1000);
      latest.note(delayMs);
    },
    listCalls: tally.list,
    get delays() {
      return latest.read();
    },
    observeAnswer: (kind, durationMs) => answers.observe({ kind }, durationMs / 1000),
    countLoss: (incidents) => losses.inc(incidents),
    countFailedSave: () => failedSaves.inc(),
    observeAudit({ kind, lines = 0 }) {
      if (kind === 'failed') auditFailures.inc();
      else auditLines.inc({ outcome: kind }, lines);
    },
    render: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  };
}
