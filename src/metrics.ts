import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
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
  render(): Promise<{ readonly contentType: string; readonly text: string }>;
}

export interface MetricsOptions {
  /** Read when the metrics are rendered. */
  readonly countCustomers: () => number;
  /** How many customers' incidents have been read, and when the oldest of these readings was. Read when the metrics are rendered. */
  readonly readCoverage: () => { readonly read: number; readonly oldestReadAt: EpochMs | undefined };
  /** What waits to be done for service requests. Read when the metrics are rendered; may reject. */
  readonly countWaiting: () => Promise<{ readonly jobs: number; readonly webhooks: number }>;
  readonly clock: Clock;
}

/** Creates a registry of its own, so that two bots in one process do not share figures. */
export function createMetrics({
  countCustomers,
  readCoverage,
  countWaiting,
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
  return {
    observeCall: (api, cloud, outcome, durationMs) =>
      calls.observe({ api, cloud, outcome }, durationMs / 1000),
    observeAnswer: (kind, durationMs) => answers.observe({ kind }, durationMs / 1000),
    countLoss: (incidents) => losses.inc(incidents),
    countFailedSave: () => failedSaves.inc(),
    render: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  };
}
