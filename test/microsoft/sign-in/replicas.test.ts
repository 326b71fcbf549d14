import { describe, expect, it, onTestFinished } from 'vitest';
import { createMicrosoft } from '../../../src/microsoft/microsoft.ts';
import type { PartnerAccount } from '../../../src/partner-account.ts';
import { createSealer } from '../../../src/seal-secret.ts';
import { startFakeMicrosoft } from '../../support/fake-microsoft.ts';
import { createFakeSecretBook } from '../../support/fake-secret-book.ts';
import { createFakeTime } from '../../support/fake-time.ts';
import { createKeptLog } from '../../support/kept-log.ts';
import { CONTOSO, CUSTOMERS, errorOf, GLOBAL, patient, SIGN_IN } from '../start.ts';

const REQUESTS = `${CUSTOMERS}/${CONTOSO.tenantId}/servicerequests`;
const ACCOUNT: PartnerAccount = { ...GLOBAL, refreshToken: 'token-0' };
const HOUR = 3_600_000;

/** An Entra that takes the refresh tokens in `good`, and gives a new one for each. */
async function startReplicas(count: number) {
  const fake = await startFakeMicrosoft();
  onTestFinished(() => fake.close());
  const time = createFakeTime();
  const book = createFakeSecretBook();
  const good = new Set(['token-0']);
  const used: string[] = [];
  let given = 0;
  fake.on(REQUESTS, { json: { items: [] } });
  fake.on(SIGN_IN, (response, { body }) => {
    const token = new URLSearchParams(body).get('refresh_token') ?? '';
    used.push(token);
    if (!good.has(token)) {
      response.writeHead(400, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: 'invalid_grant', error_codes: [700082] }));
      return;
    }
    given += 1;
    good.add(`token-${given}`);
    const answer = { access_token: `access-${given}`, expires_in: 3600, token_type: 'Bearer' };
    response.end(JSON.stringify({ ...answer, refresh_token: `token-${given}` }));
  });
  const start = () => {
    const log = createKeptLog();
    const sealer = createSealer({ newest: new Uint8Array(32).fill(1), previous: undefined });
    const microsoft = createMicrosoft({
      accounts: [ACCOUNT],
      upstream: fake.origin,
      ...{ fetch, clock: time.clock, sleep: time.sleep, random: () => 0.5, log },
      secrets: { book, sealer },
    });
    const ask = () => microsoft.partnerCenterRequests.list(CONTOSO, patient());
    return { ...microsoft, log, ask };
  };
  return { fake, time, book, good, used, start, replicas: Array.from({ length: count }, start) };
}

describe('replicas of a bot with a partner user', () => {
  it('sign in with the newest refresh token of all of them, also after a restart', async () => {
    const { time, used, start, replicas } = await startReplicas(2);
    const [one, two] = replicas;
    await one?.ask();
    await two?.ask();
    time.advance(2 * HOUR);
    await one?.ask();
    await start().ask();
    expect(used).toEqual(['token-0', 'token-1', 'token-1', 'token-3']);
  });

  it('go on with what another has renewed when theirs is refused', async () => {
    const { time, good, used, replicas } = await startReplicas(2);
    const [one, two] = replicas;
    await two?.ask();
    await one?.ask();
    time.advance(2 * HOUR);
    await one?.ask();
    // Entra has revoked all but the newest.
    for (const token of ['token-0', 'token-1', 'token-2']) good.delete(token);
    time.advance(2 * HOUR);
    await expect(two?.ask()).resolves.toEqual([]);
    expect(used.slice(-2)).toEqual(['token-1', 'token-3']);
    expect(await one?.consents.list()).toMatchObject([{ cloud: 'global', state: 'ok' }]);
  });

  it('race for a renewal without losing one another', async () => {
    const { time, book, used, replicas } = await startReplicas(5);
    for (let round = 0; round < 5; round += 1) {
      await Promise.all(replicas.map(({ ask }) => ask()));
      time.advance(2 * HOUR);
    }
    expect(used).toHaveLength(25);
    expect(book.rows.size).toBe(1);
    const states = await Promise.all(replicas.map(({ consents }) => consents.list()));
    expect(new Set(states.flat().map(({ state }) => state))).toEqual(new Set(['ok']));
    expect(replicas.flatMap(({ log }) => log.lines.filter(({ level }) => level !== 'debug'))).toEqual([]);
  });

  it('all tell of a refusal, and the configured token is tried before they do', async () => {
    const { time, good, used, replicas } = await startReplicas(2);
    const [one, two] = replicas;
    await one?.ask();
    good.delete('token-1');
    time.advance(2 * HOUR);
    await expect(one?.ask()).resolves.toEqual([]);
    expect(used.slice(-2)).toEqual(['token-1', 'token-0']);
    good.clear();
    time.advance(2 * HOUR);
    const refused = await errorOf(one?.ask() ?? Promise.resolve());
    expect(refused).toMatchObject({ code: 'credentialRefused' });
    expect(await two?.consents.list()).toMatchObject([{ state: 'lapsed', expiresAt: undefined }]);
    // Signing in anew, at whichever replica, mends it.
    expect(await one?.consents.list()).toMatchObject([{ state: 'lapsed' }]);
  });
});

describe('the renewal behind everything', () => {
  it('renews once a day among all replicas, and not at all once it is stopped', async () => {
    const { time, used, replicas } = await startReplicas(3);
    for (const { refreshTokenRenewal } of replicas) refreshTokenRenewal.start();
    const startedAt = time.clock();
    await expect.poll(() => time.clock() - startedAt, { timeout: 20_000 }).toBeGreaterThan(20 * 24 * HOUR);
    await Promise.all(replicas.map(({ refreshTokenRenewal }) => refreshTokenRenewal.stop()));
    const days = (time.clock() - startedAt) / (24 * HOUR);
    // Each replica moves the clock on while another is on its way to Entra, so that a day may be renewed by more than one.
    expect(used.length).toBeGreaterThan(days / 2);
    expect(used.length).toBeLessThan(days * 3 + 4);
    // What was on its way still arrives.
    await new Promise((resolve) => setTimeout(resolve, 50));
    const before = used.length;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(used).toHaveLength(before);
    expect(await replicas[0]?.consents.list()).toMatchObject([{ state: 'ok' }]);
  });
});
