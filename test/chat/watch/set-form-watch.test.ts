import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WATCH_ACTION_DATA } from '../../../src/chat/actions/watch-verbs.ts';
import { setFormWatch } from '../../../src/chat/watch/set-form-watch.ts';
import { readCardText } from '../../support/read-card.ts';
import { openWatchChat, type WatchChat } from '../../support/watch-chat.ts';

let chat: WatchChat;
beforeEach(async () => {
  chat = await openWatchChat(['Contoso', 'Fabrikam']);
});
afterEach(() => chat.close());

/** Sends the form with these inputs; resolves to what the answer says. */
async function send(inputs: Readonly<Record<string, string>>): Promise<string> {
  const reply = await setFormWatch(WATCH_ACTION_DATA['set-watch'].parse(inputs), chat.ask());
  return readCardText(reply.card);
}

describe('a watch that is set up by buttons', () => {
  it.each([
    [{}, 'all · everything'],
    [{ customers: 'all', service: 'all', scope: 'incidents' }, 'all · incidents'],
    [{ customers: 'global:contoso', service: 'Exchange Online' }, 'Contoso · everything · Exchange Online'],
    [{ customers: 'all,global:contoso,global:fabrikam' }, 'Contoso + Fabrikam · everything'],
    [{ customers: 'global:contoso', names: 'Fabrikam, Contoso' }, 'Contoso + Fabrikam · everything'],
    [{ names: ' fabrikam ' }, 'Fabrikam · everything'],
    [{ names: 'Exchange' }, 'all · everything · Exchange'],
    [{ customers: 'global:contoso', names: 'Exchange' }, 'Contoso · everything · Exchange'],
    [{ customers: 'global:contoso,global:gone' }, 'Contoso · everything'],
    // Typed into the list.
    [{ customers: 'Fabrikam' }, 'Fabrikam · everything'],
  ])('%j is %s', async (inputs, rule) => {
    await send(inputs);
    expect(await chat.list()).toEqual([rule]);
  });

  it.each([
    [{ customers: 'global:gone' }],
    [{ customers: 'usgov:contoso' }],
    [{ customers: 'global:gone', names: 'Contoso' }],
    [{ names: 'Zzyzx' }],
    [{ names: '"' }],
    [{ names: 'Zzyzx, '.repeat(5_000) }],
  ])('is none where %j names nobody of ours, and never of all customers', async (inputs) => {
    expect(await send(inputs)).not.toBe('');
    expect(await chat.list()).toEqual([]);
  });

  it('is of everything where an old card names a scope that is no more', async () => {
    await send({ scope: 'worst', language: 'tlh' });
    expect(await chat.list()).toEqual(['all · everything']);
  });
});
