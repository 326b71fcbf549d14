import { describe, expect, it } from 'vitest';
import type { Conversation } from '../../src/delivery/conversation.ts';
import { createAccess } from '../../src/staff/access.ts';
import type { Admission } from '../../src/staff/admission.ts';
import { createScopes } from '../../src/staff/scopes.ts';
import { createJudgeSetters } from '../../src/watch/judge-setters.ts';
import type { Place, Watch } from '../../src/watch/watch.ts';
import { ALL, FRENCH, makeChannel } from '../support/watch-subjects.ts';

const NOW = 1_000_000;
const GROUP = 'aaaaaaaa-0000-4000-8000-000000000001';
const scopes = createScopes([{ group: GROUP, customers: ['contoso.com'] }]);
const admitted = (...groups: string[]): Admission => ({
  kind: 'admitted',
  access: createAccess(['helpdeskAgent'], scopes.sightOf(groups), ['global']),
});
const REFUSED: Admission = { kind: 'refused', reason: 'noRole' };
const unreadable = (retryAt?: number): Admission => ({ kind: 'unreadable', retryAt });

const place = (conversation: Conversation): Place => ({
  id: 1,
  conversation,
  reader: FRENCH,
  parked: undefined,
});
const CHAT = place(makeChannel('chat', { kind: 'personal', tenantId: 'ours' }));
const CHANNEL = place(makeChannel('channel', { tenantId: 'ours' }));
const watch = (at: Place, setById: string | undefined, groups?: readonly string[]): Watch => ({
  ...ALL,
  ...{ id: 1, place: at, setBy: 'Adele', setById, setAt: 0, groups },
});

/** Of everybody the same; of whom nothing is said there is no answer at all. */
function open(people: Readonly<Record<string, Admission>>, hasScopes = true) {
  const asked: unknown[] = [];
  const judge = createJudgeSetters({
    admit({ objectId = '' }, tenantId) {
      asked.push([objectId, tenantId]);
      const admission = people[objectId];
      return admission ? Promise.resolve(admission) : new Promise(() => {});
    },
    hasScopes,
    clock: () => NOW,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms / 100)),
  });
  return { asked, judge };
}

describe('what is posted into a personal chat', () => {
  const judgeOne = (admission: Admission | undefined, hasScopes?: boolean) =>
    open(admission ? { adele: admission } : {}, hasScopes).judge({
      place: CHAT,
      watches: [watch(CHAT, 'adele', ['frozen'])],
    });

  it('is what the groups of today let its person see', async () => {
    const { judge, asked } = open({ adele: admitted(GROUP) });
    const judged = await judge({ place: CHAT, watches: [watch(CHAT, 'adele', ['frozen'])] });
    expect(judged).toMatchObject({ kind: 'shown', watches: [{ groups: [GROUP] }] });
    expect(asked).toEqual([['adele', 'ours']]);
    expect(await judgeOne(admitted())).toMatchObject({ watches: [{ groups: [] }] });
  });

  it.each([true, false])('is nothing once the person is refused (with scopes: %s)', async (hasScopes) => {
    expect(await judgeOne(REFUSED, hasScopes)).toEqual({ kind: 'refused' });
  });

  it('waits while it is not known who may see it: as long as Microsoft asks, five minutes at most', async () => {
    expect(await judgeOne(unreadable())).toEqual({ kind: 'unknown', until: NOW + 15_000 });
    expect(await judgeOne(unreadable(NOW + 60_000))).toEqual({ kind: 'unknown', until: NOW + 60_000 });
    expect(await judgeOne(unreadable(NOW + 9_999_999))).toEqual({ kind: 'unknown', until: NOW + 300_000 });
    expect(await judgeOne(undefined)).toEqual({ kind: 'unknown', until: NOW + 15_000 });
  });

  it('is nothing where it is not known who set the watch', async () => {
    const { judge } = open({});
    expect(await judge({ place: CHAT, watches: [watch(CHAT, undefined)] })).toEqual({ kind: 'refused' });
  });

  it('that watches nothing any more says so, whoever reads it', async () => {
    const { judge, asked } = open({});
    expect(await judge({ place: CHAT, watches: [] })).toEqual({ kind: 'shown', watches: [] });
    expect(asked).toEqual([]);
  });
});

describe('what is posted where several people read', () => {
  it('is in the sight of who set each watch, today’s where it can be read, else that of then', async () => {
    const { judge } = open({ adele: admitted(GROUP), megan: REFUSED, alex: unreadable() });
    const setters = ['adele', 'megan', 'alex', 'hangs', undefined];
    const judged = await judge({
      place: CHANNEL,
      watches: setters.map((by) => watch(CHANNEL, by, ['frozen'])),
    });
    expect(judged.kind === 'shown' && judged.watches.map(({ groups }) => groups)).toEqual([
      [GROUP],
      ...Array(4).fill(['frozen']),
    ]);
  });

  it('asks nobody where no customer is limited to anybody', async () => {
    const { judge, asked } = open({}, false);
    const watches = [watch(CHANNEL, 'adele')];
    expect(await judge({ place: CHANNEL, watches })).toEqual({ kind: 'shown', watches });
    expect(asked).toEqual([]);
  });
});
