import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Job } from '../../src/requests/change.ts';
import type { RequestStore } from '../../src/requests/ports.ts';
import { BY_ADELE, note, sendDraft, step } from '../support/request-rules.ts';
import { MINUTE_MS, makeDraft, OPENED_AT } from '../support/requests.ts';
import type { TestDatabase } from '../support/test-store.ts';

const NOW = OPENED_AT + MINUTE_MS;
type JobClaim = Parameters<RequestStore['claimJobs']>[0];
const FOLLOW: Job = { kind: 'followTicket' };

/** What the queues of work that follows from requests promise, whatever the database. */
export function describeRequestWork(create: () => Promise<TestDatabase>): void {
  describe('work that follows from requests', () => {
    let database: TestDatabase;
    let requests: RequestStore;
    let other: RequestStore;
    beforeEach(async () => {
      database = await create();
      const describeChange = () => 'told';
      ({ requests } = await database.open({ describeChange }));
      ({ requests: other } = await database.open({ describeChange }));
    });
    afterEach(() => database.close());

    const raise = async (jobs: readonly Job[] = [{ kind: 'createTicket' }], at = NOW) => {
      const draft = await requests.open(makeDraft({ form: randomUUID() }));
      const result = await requests.change(draft, BY_ADELE, at, sendDraft(at, jobs));
      if (result.kind !== 'changed') throw new Error('It was not raised.');
      return result.request;
    };
    const claim = (overrides: Partial<JobClaim> = {}): JobClaim => ({
      ...{ owner: 'a', now: NOW, leaseMs: MINUTE_MS, limit: 10 },
      ...overrides,
    });
    const only = async (overrides: Partial<JobClaim> = {}, store = requests) => {
      const [job, ...rest] = await store.claimJobs(claim(overrides));
      if (job === undefined) throw new Error('Nothing is due.');
      expect(rest).toEqual([]);
      return job;
    };

    it('hands out a job with its request, once it is due', async () => {
      const request = await raise();
      expect(await requests.claimJobs(claim({ now: NOW - 1 }))).toEqual([]);
      const job = await only();
      const kept = {
        owner: 'a',
        request,
        job: { kind: 'createTicket' },
        attempts: 0,
        createdAt: NOW,
        awaits: [],
      };
      expect(job).toEqual({ id: job.id, ...kept });
    });

    it('never hands the same to two workers of two replicas, and all of it to somebody', async () => {
      for (let at = 0; at < 40; at += 1) await raise();
      const claims = await Promise.all(
        Array.from({ length: 20 }, (_, at) =>
          (at % 2 ? other : requests).claimJobs(claim({ owner: `${at}`, limit: 3 })),
        ),
      );
      const claimed = claims.flat();
      const rest = await requests.claimJobs(claim({ limit: 100 }));
      expect(new Set([...claimed, ...rest].map(({ id }) => id)).size).toBe(40);
      expect(claimed.length + rest.length).toBe(40);
      for (const jobs of claims) expect(jobs.length).toBeLessThanOrEqual(3);
      const webhooks = await Promise.all([
        requests.claimWebhooks(claim({ limit: 30 })),
        other.claimWebhooks(claim({ owner: 'b', limit: 30 })),
      ]);
      const more = await requests.claimWebhooks(claim({ limit: 100 }));
      expect(new Set([...webhooks.flat(), ...more].map(({ messageId }) => messageId)).size).toBe(40);
      expect(webhooks.flat().length + more.length).toBe(40);
    });

    it('hands out again what a worker that died had, and counts the attempt', async () => {
      await raise();
      const lost = await only({ owner: 'dead' });
      expect(await other.claimJobs(claim({ owner: 'b', now: NOW + MINUTE_MS - 1 }))).toEqual([]);
      const taken = await only({ owner: 'b', now: NOW + MINUTE_MS }, other);
      expect(taken).toEqual({ ...lost, owner: 'b', attempts: 1 });
      await requests.finish(lost, 'jobs');
      await requests.postpone(lost, 'jobs', NOW);
      expect(await requests.count()).toMatchObject({ jobs: 1 });
      expect(await requests.claimJobs(claim({ now: NOW + MINUTE_MS }))).toEqual([]);
      await other.finish(taken, 'jobs');
      expect(await requests.count()).toMatchObject({ jobs: 0 });
    });

    it('puts off what is to be tried later', async () => {
      await raise();
      await requests.postpone(await only(), 'jobs', NOW + 5 * MINUTE_MS);
      expect(await requests.claimJobs(claim({ now: NOW + 5 * MINUTE_MS - 1 }))).toEqual([]);
      expect(await only({ now: NOW + 5 * MINUTE_MS })).toMatchObject({ attempts: 1 });
      const [webhook] = await requests.claimWebhooks(claim());
      if (webhook === undefined) throw new Error('Nothing is to be told.');
      await requests.postpone(webhook, 'webhooks', NOW + 9);
      expect(await requests.claimWebhooks(claim({ now: NOW + 8 }))).toEqual([]);
      const again = await requests.claimWebhooks(claim({ now: NOW + 9 }));
      expect(again).toEqual([{ ...webhook, attempts: 1 }]);
      await requests.finish(webhook, 'webhooks');
      expect(await requests.count()).toMatchObject({ webhooks: 0 });
    });

    it('does the jobs of one request in the order they were made, and does not hold up other requests', async () => {
      const jobs: Job[] = [
        { kind: 'createTicket' },
        { kind: 'addNote', id: randomUUID(), text: 'One' },
        { kind: 'setSeverity', severity: 'A' },
      ];
      const { form } = await raise(jobs);
      await requests.change(
        { form },
        BY_ADELE,
        NOW - 9,
        step({}, [], [{ kind: 'setStatus', status: 'closed' }]),
      );
      const done: string[] = [];
      for (let round = 0; round < 4; round += 1) {
        const { id, owner, job } = await only();
        expect(await other.claimJobs(claim({ owner: 'b' }))).toEqual([]);
        await requests.postpone({ id, owner }, 'jobs', NOW + 1);
        expect(await other.claimJobs(claim({ owner: 'b' }))).toEqual([]);
        await other.finish(await only({ owner: 'b', now: NOW + 1 }, other), 'jobs');
        done.push(job.kind);
      }
      expect(done).toEqual(['createTicket', 'addNote', 'setSeverity', 'setStatus']);
      await raise(jobs);
      await raise(jobs);
      expect(await requests.claimJobs(claim())).toHaveLength(2);
    });

    it('follows a ticket apart from all else, and only once', async () => {
      const { form } = await raise([FOLLOW, { kind: 'createTicket' }, FOLLOW]);
      const jobs = await requests.claimJobs(claim());
      expect(jobs.map(({ job }) => job.kind)).toEqual(['followTicket', 'createTicket']);
      const [following] = jobs;
      if (following === undefined) throw new Error('It is not followed.');
      // It may be about to end: another one waits behind it.
      await requests.change({ form }, BY_ADELE, NOW, step({}, [], [FOLLOW]));
      expect(await other.claimJobs(claim({ owner: 'b' }))).toEqual([]);
      await requests.finish(following, 'jobs');
      const next = await only({ owner: 'b' }, other);
      await other.postpone(next, 'jobs', NOW + 99 * MINUTE_MS);
      // Nobody has it: it is due now, instead of once more.
      await requests.change({ form }, BY_ADELE, NOW + 1, step({}, [], [FOLLOW]));
      expect(await only({ now: NOW + 1 })).toMatchObject({ id: next.id });
      expect(await requests.count()).toMatchObject({ jobs: 2 });
    });

    it('hands out the jobs of one lane where only that is asked for', async () => {
      await raise([FOLLOW, { kind: 'createTicket' }]);
      await raise([FOLLOW]);
      const kinds = async (lane: 'work' | 'follow') =>
        (await requests.claimJobs(claim({ lane }))).map(({ job }) => job.kind);
      expect(await kinds('work')).toEqual(['createTicket']);
      expect(await kinds('work')).toEqual([]);
      expect(await kinds('follow')).toEqual(['followTicket', 'followTicket']);
    });

    it('tells who follows a ticket what else is still to be done at it', async () => {
      const closing: Job = { kind: 'setStatus', status: 'closed' };
      const text = '{"kind":"setSeverity"}';
      await raise([FOLLOW, { kind: 'addNote', id: randomUUID(), text }, closing]);
      await raise([FOLLOW]);
      const following = await requests.claimJobs(claim({ lane: 'follow' }));
      expect(following.map(({ awaits }) => awaits)).toEqual([['addNote', 'setStatus'], []]);
      // Claimed is not done.
      const note = await only({ lane: 'work' });
      expect(note.awaits).toEqual([]);
      for (const job of following) await requests.postpone(job, 'jobs', NOW);
      const [again] = await requests.claimJobs(claim({ lane: 'follow' }));
      expect(again?.awaits).toEqual(['addNote', 'setStatus']);
    });

    it('makes the creation of a ticket due at once where it waits already, and remembers that it was tried', async () => {
      const { form } = await raise();
      const ask = (at: number) =>
        requests.change({ form }, BY_ADELE, at, step({}, [], [{ kind: 'createTicket' }]));
      await ask(NOW + 1);
      expect(await requests.count()).toMatchObject({ jobs: 1 });
      const first = await only({ now: NOW + 1 });
      expect(first).toMatchObject({ attempts: 0, createdAt: NOW + 1 });
      await requests.postpone(first, 'jobs', NOW + 2);
      for (const at of [NOW + 2, NOW + 3]) {
        await requests.postpone(await only({ now: at }), 'jobs', at + 1);
      }
      await requests.postpone(await only({ now: NOW + 4 }), 'jobs', NOW + 99 * MINUTE_MS);
      await ask(NOW + MINUTE_MS);
      const hastened = await only({ now: NOW + MINUTE_MS });
      expect(hastened).toMatchObject({ id: first.id, attempts: 1, createdAt: NOW + MINUTE_MS });
      // One that is claimed may be about to end: another one waits behind it.
      await ask(NOW + MINUTE_MS);
      expect(await requests.count()).toMatchObject({ jobs: 2 });
    });

    it('remembers how a job went wrong, until it is done', async () => {
      const text = 'as <b>typed</b> 👩‍💻 "x"';
      await raise([{ kind: 'addNote', id: 'one', text }]);
      const first = await only();
      expect(first.failing).toBeUndefined();
      const failing = { since: NOW, isTold: true };
      await requests.postponeFailing(first, NOW + 5, failing);
      expect(await requests.claimJobs(claim({ now: NOW + 4 }))).toEqual([]);
      const again = await only({ owner: 'b', now: NOW + 5 });
      expect(again).toMatchObject({ job: { kind: 'addNote', id: 'one', text }, failing, attempts: 1 });
      await requests.postponeFailing(first, NOW, { since: 0, isTold: false });
      await requests.postpone(again, 'jobs', NOW + 6);
      expect(await only({ now: NOW + 6 })).toMatchObject({ failing });
    });

    it('ends a job within the change that comes of it', async () => {
      const { form } = await raise();
      const job = await only();
      const changed = await requests.change(
        { form },
        BY_ADELE,
        NOW,
        step({ state: 'withVendor' }, [note('Done')], [FOLLOW]),
        job,
      );
      expect(changed).toMatchObject({ kind: 'changed' });
      expect((await requests.claimJobs(claim())).map((each) => each.job.kind)).toEqual(['followTicket']);
      expect(await requests.count()).toMatchObject({ jobs: 1 });
    });

    it('ends a job where all was done already, and keeps it where the step is refused', async () => {
      const { form } = await raise();
      const job = await only();
      await requests.change({ form }, BY_ADELE, NOW, () => ({ refused: 'state' }), job);
      expect(await requests.count()).toMatchObject({ jobs: 1 });
      await requests.change({ form }, BY_ADELE, NOW, () => 'same', job);
      expect(await requests.count()).toMatchObject({ jobs: 0 });
    });

    it('changes nothing for a worker that has lost its claim: another one does it now', async () => {
      const request = await raise();
      const lost = await only({ owner: 'slow' });
      const taken = await only({ owner: 'b', now: NOW + MINUTE_MS }, other);
      const late = step({ state: 'withVendor' }, [note('Late')]);
      expect(await requests.change(request, BY_ADELE, NOW, late, lost)).toEqual({ kind: 'same', request });
      expect(await requests.find(request)).toEqual(request);
      await other.change(request, BY_ADELE, NOW, step({ state: 'withVendor' }), taken);
      expect(await requests.find(request)).toMatchObject({ state: 'withVendor', version: 3 });
      expect(await requests.count()).toMatchObject({ jobs: 0 });
    });

    it('does not end the job of another request, nor one that only looks like it', async () => {
      const first = await raise();
      const second = await raise();
      const [job] = await requests.claimJobs(claim());
      if (job === undefined) throw new Error('Nothing is due.');
      expect(job.request.form).toBe(first.form);
      expect(await requests.change(second, BY_ADELE, NOW, step({}), job)).toMatchObject({ kind: 'same' });
      await requests.finish(job, 'webhooks');
      expect(await requests.count()).toEqual({ jobs: 2, webhooks: 2 });
      await requests.finish(job, 'jobs');
      await raise();
      const fresh = await requests.claimJobs(claim({ now: NOW + 9 * MINUTE_MS }));
      expect(fresh.map(({ id }) => id)).not.toContain(job.id);
    });

    it('keeps a job where the change that would end it fails', async () => {
      const { form } = await raise();
      const job = await only();
      const failing = requests.change(
        { form },
        BY_ADELE,
        NOW,
        () => {
          throw new Error('No.');
        },
        job,
      );
      await expect(failing).rejects.toMatchObject({ name: 'StoreError' });
      await requests.postpone(job, 'jobs', NOW);
      expect(await only()).toMatchObject({ id: job.id });
    });

    it('does every job once, whatever two replicas do to their requests at the same time', async () => {
      const forms = await Promise.all(Array.from({ length: 12 }, async () => (await raise()).form));
      const done: string[] = [];
      const work = async (store: RequestStore, owner: string) => {
        for (;;) {
          const jobs = await store.claimJobs(claim({ owner, limit: 4 }));
          if (jobs.length === 0 && (await store.count()).jobs === 0) return;
          await setImmediate();
          for (const job of jobs) {
            const next: Job[] =
              job.job.kind === 'createTicket' ? [{ kind: 'setStatus', status: 'open' }] : [];
            const changed = await store.change(
              job.request,
              BY_ADELE,
              NOW,
              step({}, [note(owner)], next),
              job,
            );
            if (changed.kind === 'changed') done.push(`${job.request.form} ${job.job.kind}`);
          }
        }
      };
      const disturb = async () => {
        for (const form of [...forms, ...forms]) {
          await requests.change({ form }, BY_ADELE, NOW, step({}, [{ kind: 'taken' }]));
        }
      };
      await Promise.all([work(requests, 'a'), work(other, 'b'), work(other, 'c'), disturb()]);
      expect(done).toHaveLength(24);
      expect(new Set(done).size).toBe(24);
      for (const form of forms) {
        const { changes } = await requests.listChanges({ form }, { offset: 0, limit: 9 });
        expect(changes.map(({ sequence }) => sequence)).toEqual([5, 4, 3, 2, 1]);
      }
    });
  });
}
