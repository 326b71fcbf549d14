import { expect, it } from 'vitest';
import { createMetrics } from '../src/metrics.ts';

it('tells how many customers were read and how old the oldest reading is, once there is one', async () => {
  let coverage: { read: number; oldestReadAt: number | undefined } = { read: 0, oldestReadAt: undefined };
  const metrics = createMetrics({
    countCustomers: () => 3,
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
    readCoverage: () => ({ read: 0, oldestReadAt: undefined }),
    clock: () => 0,
  });
  metrics.countLoss(3);
  metrics.countFailedSave();
  const { text } = await metrics.render();
  expect(text).toMatch(/^partner_health_lost_records_total 3$/m);
  expect(text).toMatch(/^partner_health_failed_saves_total 1$/m);
});
