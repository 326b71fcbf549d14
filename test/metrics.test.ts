import { expect, it } from 'vitest';
import { createMetrics, type MetricsOptions } from '../src/metrics.ts';

const FIGURES = { watches: 3, parked: 1, cards: 9, posted: 8, behind: 2, oldestBehindAt: 70_000 };

function create(options: Partial<MetricsOptions> = {}) {
  const metrics = createMetrics({
    countCustomers: () => 3,
    countWaiting: async () => ({ jobs: 4, webhooks: 7 }),
    countWatches: async () => FIGURES,
    countReplicas: () => 2,
    readCoverage: () => ({ read: 0, oldestReadAt: undefined }),
    clock: () => 100_000,
    ...options,
  });
  return { metrics, render: async () => (await metrics.render()).text };
}

it('tells how many customers were read and how old the oldest reading is, once there is one', async () => {
  let coverage: { read: number; oldestReadAt: number | undefined } = { read: 0, oldestReadAt: undefined };
  const { render } = create({ readCoverage: () => coverage });
  expect(await render()).toMatch(/^partner_health_customers_read 0$/m);
  expect(await render()).not.toMatch(/^partner_health_oldest_reading_seconds /m);
  coverage = { read: 2, oldestReadAt: 58_000 };
  expect(await render()).toMatch(/^partner_health_customers_read 2$/m);
  expect(await render()).toMatch(/^partner_health_oldest_reading_seconds 42$/m);
  coverage = { read: 0, oldestReadAt: undefined };
  expect(await render()).not.toMatch(/^partner_health_oldest_reading_seconds /m);
});

it('counts savings that failed apart from what was lost', async () => {
  const { metrics, render } = create({
    countWaiting: () => Promise.reject(new Error('The database is down.')),
  });
  metrics.countLoss(3);
  metrics.countFailedSave();
  const text = await render();
  expect(text).toMatch(/^partner_health_lost_records_total 3$/m);
  expect(text).toMatch(/^partner_health_failed_saves_total 1$/m);
});

it('tells what waits to be done for service requests, and nothing while the database does not answer', async () => {
  let isDown = false;
  const { render } = create({
    countWaiting: async () => {
      if (isDown) throw new Error('The database is down.');
      return { jobs: 4, webhooks: 7 };
    },
  });
  expect(await render()).toMatch(/^partner_health_waiting\{what="webhooks"\} 7$/m);
  isDown = true;
  expect(await render()).not.toMatch(/^partner_health_waiting\{/m);
});

it('tells what is watched, desired, posted, behind and given up, and nothing while the database does not answer', async () => {
  let isDown = false;
  const { render } = create({
    countWatches: async () => {
      if (isDown) throw new Error('The database is down.');
      return FIGURES;
    },
  });
  const text = await render();
  expect(text).toMatch(/^partner_health_living_cards\{state="desired"\} 9$/m);
  expect(text).toMatch(/^partner_health_living_cards\{state="posted"\} 8$/m);
  expect(text).toMatch(/^partner_health_living_cards\{state="behind"\} 2$/m);
  expect(text).toMatch(/^partner_health_watches\{what="watches"\} 3$/m);
  expect(text).toMatch(/^partner_health_watches\{what="parked"\} 1$/m);
  expect(text).toMatch(/^partner_health_oldest_behind_seconds 30$/m);
  expect(text).toMatch(/^partner_health_replicas 2$/m);
  isDown = true;
  expect(await render()).not.toMatch(/^partner_health_(living_cards|watches|oldest_behind_seconds)[ {]/m);
});

it('counts transitions and deliveries, and remembers how late cards were', async () => {
  const { metrics, render } = create();
  expect(metrics.delays).toBeUndefined();
  metrics.countTransition('worse');
  for (let second = 1; second <= 100; second += 1) metrics.observeDelivery('edited', second * 1_000);
  metrics.observeDelivery('throttled', undefined);
  const text = await render();
  expect(text).toMatch(/^partner_health_transitions_total\{kind="worse"\} 1$/m);
  expect(text).toMatch(/^partner_health_deliveries_total\{outcome="edited"\} 100$/m);
  expect(text).toMatch(/^partner_health_deliveries_total\{outcome="throttled"\} 1$/m);
  expect(text).toMatch(/^partner_health_card_delay_seconds_count 100$/m);
  expect(metrics.delays).toEqual({ p50: 51_000, p95: 96_000 });
});

it('lists calls by API, the busiest first, with what was throttled and what failed', () => {
  const { metrics } = create();
  for (const outcome of ['200', '200', '404', '429', '503', 'timeout'])
    metrics.observeCall('graph', 'global', outcome, 10);
  metrics.observeCall('arm', 'global', '200', 10);
  expect(metrics.listCalls()).toEqual([
    { api: 'graph', calls: 6, throttled: 1, failed: 2 },
    { api: 'arm', calls: 1, throttled: 0, failed: 0 },
  ]);
});
