import { describe, expect, it } from 'vitest';
import { ACTIVITY } from '../../src/teams/activity.ts';
import { hasAttachment, readText } from '../../src/teams/read-text.ts';

const read = (parts: object) =>
  ACTIVITY.parse({
    type: 'message',
    channelId: 'msteams',
    serviceUrl: 'https://smba.trafficmanager.net/amer/',
    from: { id: '29:a' },
    recipient: { id: '28:bot', name: 'Partner Health' },
    conversation: { id: 'c' },
    ...parts,
  });
const mention = (id: string, name: string, text = `<at>${name}</at>`) => ({
  type: 'mention',
  text,
  mentioned: { id, name },
});

describe('readText', () => {
  it.each([
    ['a plain message', 'health for Contoso', [], 'health for Contoso'],
    [
      'a mention in front',
      '<at>Partner Health</at> health for Contoso',
      [mention('28:bot', 'Partner Health')],
      'health for Contoso',
    ],
    [
      'a mention behind',
      'health for Contoso <at>Partner Health</at>',
      [mention('28:bot', 'Partner Health')],
      'health for Contoso',
    ],
    ['a mention by another name', '<at>Health</at> help', [mention('28:bot', 'Health')], 'help'],
    ['a mention that no entity names', '<at>Partner Health</at> help', [], 'help'],
    [
      'a mention with an id in its tag',
      '<at id="0">Partner Health</at> help',
      [mention('28:bot', 'Partner Health', '<at id="0">Partner Health</at>')],
      'help',
    ],
    [
      "a colleague's mention",
      'health for <at>Adele</at>',
      [mention('29:adele', 'Adele')],
      'health for Adele',
    ],
    ['nothing but a mention', '<at>Partner Health</at>', [mention('28:bot', 'Partner Health')], ''],
    ['no text', undefined, [], ''],
    ['broken entities', 'help', [{ type: 'mention' }, { type: 'clientInfo' }, {}], 'help'],
  ])('of %s', (_what, text, entities, expected) => {
    expect(readText(read({ text, entities }))).toBe(expected);
  });

  it('does not count the copy that Teams sends of every message as an attachment', () => {
    expect(hasAttachment(read({ attachments: [{ contentType: 'text/html' }] }))).toBe(false);
    expect(hasAttachment(read({ attachments: [{ contentType: 'image/png' }] }))).toBe(true);
    expect(hasAttachment(read({}))).toBe(false);
  });
});
