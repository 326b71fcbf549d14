import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What the bot measures of itself. Labels are codes and names of ours: never a customer, a person or an address. */
export interface Metrics {
  /** One attempt at a call to Microsoft ended. `outcome` is the HTTP status, or a word where no answer arrived. */
  observeCall(api: string, cloud: string, outcome: string, durationMs: number): void;
  /** One answer was given. */
  observeAnswer(kind: string, durationMs: number): void;
  /** Incidents or states of customers that were read could not be kept. */
  countLoss(records: number): void;
  render(): Promise<{ readonly contentType: string; readonly text: string }>;
}

export interface MetricsOptions {
  /** Read when the metrics are rendered. */
  readonly countCustomers: () => number;
}

/** Creates a registry of its own, so that two bots in one process do not share figures. */
export function createMetrics({ countCustomers }: MetricsOptions): Metrics {
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
    help: 'Incidents and states of customers that could not be written to the database.',
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
  return {
    observeCall: (api, cloud, outcome, durationMs) =>
      calls.observe({ api, cloud, outcome }, durationMs / 1000),
    observeAnswer: (kind, durationMs) => answers.observe({ kind }, durationMs / 1000),
    countLoss: (records) => losses.inc(records),
    render: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  };
}
