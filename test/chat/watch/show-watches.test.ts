import { afterEach, beforeEach, expect, it } from 'vitest';
import { PEOPLE } from '../../support/requests.ts';
import { START } from '../../support/test-store.ts';
import { openWatchChat, type WatchChat } from '../../support/watch-chat.ts';
import { makeChannel, makeSubjectChange } from '../../support/watch-subjects.ts';

let chat: WatchChat;
beforeEach(async () => {
  chat = await openWatchChat(['Contoso Ltd']);
});
afterEach(() => chat.close());

it('names conversations that are gone elsewhere, since nobody can ask there', async () => {
  const gone = makeChannel('gone', { name: 'Support › Night' });
  const place = await chat.watch({}, gone);
  await chat.watch({});
  expect(await chat.say('watches')).toContain('1 other conversation watches something.');
  const { queue } = chat.store.watch;
  await chat.store.watch.commit(makeSubjectChange({ cards: [place] }));
  const [claimed] = await queue.claimPlaces({ owner: 'a', now: START, leaseMs: 60_000, limit: 9 });
  if (claimed === undefined) throw new Error('Nothing is due.');
  await queue.park(claimed, 'gone', START);
  for (const conversation of [makeChannel(), makeChannel('personal', { kind: 'personal' })]) {
    const text = await chat.say('watches', { conversation });
    expect(text).toContain('1 other conversation can’t be posted to.');
    expect(text).toMatch(/Support › Night \(set up by [^)]+\), since .+: gone, or the bot is not in it\./);
  }
});

it('stopping one customer widens nothing: the rest stays in the sight, and in the name, of who set it', async () => {
  await chat.close();
  chat = await openWatchChat(['Contoso Ltd', 'Fabrikam']);
  const customers = chat.directory.customers.map(({ cloud, tenantId }) => ({ cloud, tenantId }));
  await chat.watch({ customers, groups: ['a'] });
  const text = await chat.say('unwatch Contoso Ltd', { person: PEOPLE.megan });
  expect(text).toContain('Contoso Ltd');
  expect(text).not.toContain('Fabrikam');
  expect(await chat.store.watch.list(makeChannel())).toMatchObject([
    {
      customers: [{ tenantId: 'fabrikam' }],
      groups: ['a'],
      setBy: PEOPLE.adele.name,
      setById: PEOPLE.adele.objectId,
    },
  ]);
});
