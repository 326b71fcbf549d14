import { expect, it } from 'vitest';
import { createMetrics } from '../src/metrics.ts';

it('tells how many customers were read and how old the oldest reading is, once there is one', async () => {
  let coverage: { read: number; oldestReadAt: number | undefined } = { read: 0, oldestReadAt: undefined };
  const metrics = createMetrics({
    countCustomers: () => 3,
    countWaiting: async () => ({ jobs: 4, webhooks: 7 }),
    readCoverage: () => coverage,
    clock: () => 100_000,
  });
  const render = async () => (await metrics.render()).text;
  expect(await render()).toMatch(/^partner_health_customers_read 0$/m);
  expect(await render()).not.toMatch(/^partner_health_oldest_reading_seconds /m);
  coverage = { read: 2, oldestReadAt: 58_000 };
  expect(await render()).toMatch(/^partner_health_customers_read 2$/m);
  expect(await render()).toMatch(/^partner_health_oldest_reading_seconds 42$/m);
  coverage = { read: 0, oldestReadAt: undefined };
  expect(await render()).not.toMatch(/^partner_health_oldest_reading_seconds /m);
});

it('counts savings that failed apart from what was lost', async () => {
  const metrics = createMetrics({
    countCustomers: () => 0,
    countWaiting: () => Promise.reject(new Error('The database is down.')),
    readCoverage: () => ({ read: 0, oldestReadAt: undefined }),
    clock: () => 0,
  });
  metrics.countLoss(3);
  metrics.countFailedSave();
  const { text } = await metrics.render();
  expect(text).toMatch(/^partner_health_lost_records_total 3$/m);
  expect(text).toMatch(/^partner_health_failed_saves_total 1$/m);
});

it('tells what waits to be done for service requests, and nothing while the database does not answer', async () => {
  let isDown = false;
  const metrics = createMetrics({
    countCustomers: () => 0,
    readCoverage: () => ({ read: 0, oldestReadAt: undefined }),
    countWaiting: async () => {
      if (isDown) throw new Error('The database is down.');
      return { jobs: 4, webhooks: 7 };
    },
    clock: () => 0,
  });
  const render = async () => (await metrics.render()).text;
  expect(await render()).toMatch(/^partner_health_waiting\{what="webhooks"\} 7$/m);
  isDown = true;
  expect(await render()).not.toMatch(/^partner_health_waiting\{/m);
});
