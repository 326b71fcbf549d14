import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeNamed, openWatchChat, type WatchChat } from '../../support/watch-chat.ts';

const NAMES = ['Contoso', 'Fabrikam', 'Northwind', 'Monitor Systems', 'Followme Logistics'];
const [CONTOSO, FABRIKAM, NORTHWIND] = makeNamed(NAMES).map(({ cloud, tenantId }) => ({ cloud, tenantId }));
if (!CONTOSO || !FABRIKAM || !NORTHWIND) throw new Error('There are three.');

let chat: WatchChat;
beforeEach(async () => {
  chat = await openWatchChat(NAMES);
});
afterEach(() => chat.close());

describe('watch', () => {
  it.each([
    ['watch all', 'all · everything'],
    ['watch Contoso, Fabrikam', 'Contoso + Fabrikam · everything'],
    ['watch all Exchange', 'all · everything · Exchange'],
    ['watch all incidents', 'all · incidents'],
    ['watch maintenance', 'all · maintenance'],
    ['watch alarms', 'all · alarms'],
    ['watch Contoso incidents', 'Contoso · incidents'],
    ['watch Contoso Exchange', 'Contoso · everything · Exchange'],
  ])('%s', async (text, rule) => {
    await chat.say(text);
    expect(await chat.list()).toEqual([rule]);
  });

  it('in a language has the cards written in it', async () => {
    await chat.say('watch all in French');
    const [watch] = await chat.store.watch.list(chat.ask().conversation);
    expect(watch?.place.reader.language).toBe('fr');
  });

  it('alone shows the form, and a name that fits nobody sets nothing', async () => {
    await chat.say('watch Zzyzx');
    await chat.say('watch Contoso, Zzyzx');
    await chat.say('watch');
    expect(await chat.list()).toEqual([]);
  });
});

describe('unwatch', () => {
  it('takes a customer out of a watch of several; the others stay, with the rest of the rule', async () => {
    await chat.watch({ customers: [CONTOSO, FABRIKAM, NORTHWIND], scope: 'incidents' });
    await chat.watch({ customers: [NORTHWIND] });
    const text = await chat.say('unwatch Fabrikam');
    expect((await chat.list()).toSorted()).toEqual([
      'Contoso + Northwind · incidents',
      'Northwind · everything',
    ]);
    expect(text).toContain('Fabrikam');
    // What stays is not said to have ended.
    expect(text).not.toContain('Contoso');
  });

  it('ends a watch of one customer, and of several at once', async () => {
    await chat.watch({ customers: [CONTOSO, FABRIKAM] });
    await chat.watch({ customers: [CONTOSO], scope: 'maintenance' });
    await chat.say('unwatch Contoso, Fabrikam');
    expect(await chat.list()).toEqual([]);
  });

  it('forgets nobody where the store fails in the middle', async () => {
    await chat.watch({ customers: [CONTOSO, FABRIKAM] });
    const { store } = chat.context.watch;
    const failing = Object.assign(new Error('The database is away.'), { name: 'StoreError' });
    const remove = async () => Promise.reject(failing);
    const context = Object.create(chat.context, {
      watch: { value: { ...chat.context.watch, store: { ...store, remove } } },
    });
    const { answerWatch } = await import('../../../src/chat/commands/watch.ts');
    const command = { kind: 'unwatch', isAll: false, subject: 'Fabrikam', scope: undefined } as const;
    await expect(answerWatch(command, chat.ask({ context }))).rejects.toBe(failing);
    expect((await chat.list()).join()).toContain('Contoso');
  });

  it('narrows a rule also where there is room for no other', async () => {
    await chat.watch({ customers: [CONTOSO, FABRIKAM] });
    for (let at = 1; at < 50; at += 1) await chat.watch({ service: `Service ${at}` });
    await chat.say('unwatch Fabrikam');
    const rules = await chat.list();
    expect(rules).toHaveLength(50);
    expect(rules).toContain('Contoso · everything');
  });

  it('ends what is about a service, by whatever people call it', async () => {
    await chat.watch({ service: 'Exchange Online' });
    await chat.watch({ service: 'Teams' });
    await chat.say('unwatch Exchange');
    expect(await chat.list()).toEqual(['all · everything · Teams']);
    await chat.say('unwatch all Teams');
    expect(await chat.list()).toEqual([]);
  });

  it('ends a service of a customer alone, not all of that customer', async () => {
    await chat.watch({ customers: [CONTOSO] });
    await chat.watch({ customers: [CONTOSO], service: 'Exchange' });
    await chat.say('unwatch Contoso Exchange');
    expect(await chat.list()).toEqual(['Contoso · everything']);
  });

  it('ends what has a scope, or everything', async () => {
    await chat.watch({});
    await chat.watch({ scope: 'maintenance' });
    await chat.watch({ customers: [CONTOSO], scope: 'maintenance' });
    await chat.say('unwatch maintenance');
    expect(await chat.list()).toEqual(['all · everything']);
    await chat.watch({ scope: 'alarms' });
    await chat.say('unwatch all');
    expect(await chat.list()).toEqual([]);
  });

  it.each([
    'unwatch',
    'unwatch Northwind',
    'unwatch SharePoint',
    'unwatch Zzyzx',
  ])('%s, which could be anything, ends nothing and lists what there is', async (text) => {
    await chat.watch({});
    await chat.watch({ customers: [CONTOSO] });
    const said = await chat.say(text);
    expect(await chat.list()).toHaveLength(2);
    expect(said).toContain('Contoso');
  });

  it('alone ends the only watch', async () => {
    await chat.watch({});
    await chat.say('unwatch');
    expect(await chat.list()).toEqual([]);
  });
});

describe('a message that begins like a command and is somebody of ours', () => {
  /** Who is asked about. */
  async function findAsked(text: string): Promise<string> {
    const asked: string[] = [];
    const reports = {
      async read({ name }: { readonly name: string }): Promise<never> {
        asked.push(name);
        throw new Error('It was asked about.');
      },
    };
    Object.defineProperties(chat.context, { reports: { value: reports }, serviceLinks: { value: {} } });
    await chat.say(text).catch(() => '');
    return asked.join();
  }

  it.each([
    ['Monitor Systems', 'Monitor Systems'],
    ['Monitor Systems incidents', 'Monitor Systems'],
    ['follow me', 'Followme Logistics'],
    ['watch Contoso', ''],
    ['watch Zzyzx', ''],
  ])('%s', async (text, customer) => {
    expect(await findAsked(text)).toBe(customer);
  });
});
