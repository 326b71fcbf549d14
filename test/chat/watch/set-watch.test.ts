import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { setWatch } from '../../../src/chat/watch/set-watch.ts';
import type { Incident } from '../../../src/health/incident.ts';
import type { WatchRule } from '../../../src/watch/watch.ts';
import { makeChange, reading } from '../../health/estate/open-estate.ts';
import { readCardText } from '../../support/read-card.ts';
import { PEOPLE } from '../../support/requests.ts';
import { MINUTE, makeKeptIncident, START } from '../../support/test-store.ts';
import { makeNamed, openWatchChat, type WatchChat } from '../../support/watch-chat.ts';
import { ALL, goOn, makeChannel, makeIncidentState } from '../../support/watch-subjects.ts';

const NAMES = ['Contoso', 'Fabrikam'];
const [CONTOSO, FABRIKAM] = makeNamed(NAMES);

let chat: WatchChat;
let open: Incident[];
beforeEach(async () => {
  chat = await openWatchChat(NAMES);
  open = [];
});
afterEach(() => chat.close());

/** An incident that is known, and shown elsewhere; of Contoso, or both. */
async function happen(id: string, overrides: Partial<Incident> = {}, isBoth = false): Promise<void> {
  const incident = makeKeptIncident({ id, ...overrides });
  open.push(incident);
  if (CONTOSO) chat.estate.note(reading(CONTOSO, { triedAt: START, incidents: open }));
  const hits = new Map([['contoso', undefined]]);
  if (isBoth) hits.set('fabrikam', undefined);
  const key = { kind: 'incident', cloud: 'global', id } as const;
  await goOn(chat.store.watch, { key, hits, next: makeIncidentState({ incident }) });
}

const set = async (rule: Partial<WatchRule> = {}, asked = chat.ask()) =>
  readCardText((await setWatch({ ...ALL, ...rule }, undefined, asked)).card);

/** Ids of which the channel has a card. */
async function listCards(kind: 'incident' | 'change', ids: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const id of ids)
    if (await chat.store.watch.cards.find(makeChannel(), { kind, cloud: 'global', id })) found.push(id);
  return found;
}

describe('a new watch', () => {
  it('posts at most five of the outages that are open, and wakes those who post', async () => {
    const ids = Array.from({ length: 8 }, (_, at) => `EX${at}`);
    for (const id of ids) await happen(id);
    await set();
    expect(await listCards('incident', ids)).toHaveLength(5);
    expect(chat.wakes).toBe(1);
    expect(await chat.list()).toEqual(['all · everything']);
    // The same again posts nothing more.
    await set();
    expect(await listCards('incident', ids)).toHaveLength(5);
    expect(await chat.list()).toHaveLength(1);
  });

  it('posts what it selects alone: its customers, its service, no advisories, nothing that is not shown yet', async () => {
    await happen('EX1', {}, true);
    await happen('EX2');
    await happen('TM3', { service: 'Microsoft Teams' }, true);
    await happen('EX4', { kind: 'advisory', status: 'serviceDegradation' }, true);
    await goOn(chat.store.watch, {
      key: { kind: 'incident', cloud: 'global', id: 'EX5' },
      next: makeIncidentState({ phase: 'gathering' }),
      transitions: [],
    });
    if (FABRIKAM) await set({ customers: [FABRIKAM], service: 'Exchange', scope: 'incidents' });
    expect(await listCards('incident', ['EX1', 'EX2', 'TM3', 'EX4', 'EX5'])).toEqual(['EX1']);
  });

  it('of planned changes or alarms posts no incident', async () => {
    await happen('EX1');
    await set({ scope: 'maintenance' });
    await set({ scope: 'alarms' });
    expect(await listCards('incident', ['EX1'])).toEqual([]);
  });

  it('of planned changes posts what is due within a day', async () => {
    const soon = makeChange({ id: 'MC1', actionRequiredBy: START + 20 * 60 * MINUTE });
    const later = makeChange({ id: 'MC2', actionRequiredBy: START + 50 * 60 * MINUTE });
    if (CONTOSO) chat.estate.note(reading(CONTOSO, { triedAt: START, changes: [soon, later] }));
    for (const change of [soon, later]) {
      await goOn(chat.store.watch, {
        key: { kind: 'change', cloud: 'global', id: change.id },
        hits: new Map([['contoso', undefined]]),
        next: {
          ...{ kind: 'change', change, phase: 'coming', reminded: ['dayBefore'], awaySince: undefined },
          ...{ happensAt: change.actionRequiredBy, shownDate: undefined, decidedAt: START, spreads: 0 },
        },
      });
    }
    await set({ scope: 'maintenance' });
    expect(await listCards('change', ['MC1', 'MC2'])).toEqual(['MC1']);
  });

  it('is of the channel, also where it was asked for in a thread', async () => {
    await set({}, chat.ask({ conversation: makeChannel('outages', { thread: 'm1' }) }));
    expect(await chat.list()).toEqual(['all · everything']);
  });

  it('is refused beyond fifty', async () => {
    for (let at = 0; at < 50; at += 1) await chat.watch({ service: `Service ${at}` });
    expect(await set({ service: 'One more' })).toMatch(/50/);
    expect(await chat.list()).toHaveLength(50);
  });
});

describe('the language of the cards', () => {
  const french = { language: 'fr', timeZone: 'Europe/Paris' } as const;
  const readLanguage = async (conversation = makeChannel()) =>
    (await chat.store.watch.list(conversation))[0]?.place.reader;

  it('is what was said, else that of who set the first watch in a channel', async () => {
    await setWatch(ALL, undefined, chat.ask({ reader: french }));
    expect(await readLanguage()).toEqual(french);
    await set({ scope: 'maintenance' }, chat.ask({ person: PEOPLE.megan }));
    expect(await readLanguage()).toEqual(french);
    await setWatch(ALL, 'ko', chat.ask());
    expect(await readLanguage()).toEqual({ ...french, language: 'ko' });
  });

  it('is that of the person in a personal chat', async () => {
    const conversation = makeChannel('me', { kind: 'personal' });
    await setWatch(ALL, undefined, chat.ask({ conversation, reader: french }));
    await set({ scope: 'maintenance' }, chat.ask({ conversation }));
    expect(await readLanguage(conversation)).toMatchObject({ language: 'en' });
  });
});
