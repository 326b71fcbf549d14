import { describe, expect, it } from 'vitest';
import { answerUnloaded, listUnloaded } from '../../../src/chat/commands/unread-clouds.ts';
import { createCustomerDirectory } from '../../../src/customers/directory.ts';
import { ReadError } from '../../../src/errors.ts';
import { customer } from '../../support/customer-book.ts';
import { makeCards } from '../../support/make-cards.ts';
import { readCardText } from '../../support/read-card.ts';

const reader = { language: 'en', timeZone: 'Europe/Paris' } as const;
const cards = makeCards();

/** A directory of two accounts, of which the global one cannot be read; `inChina`: how many customers the other one has. */
function createDirectory(inChina: number | 'unreadable') {
  const refuse = async () => {
    throw new ReadError('credentialRefused', 'not read');
  };
  return createCustomerDirectory({
    sources: [
      { cloud: 'global', listCustomers: refuse },
      {
        cloud: 'china',
        listCustomers:
          inChina === 'unreadable'
            ? refuse
            : async () =>
                Array.from({ length: inChina }, (_, index) =>
                  customer(`C${index}`, 'example.cn', { cloud: 'china' }),
                ),
      },
    ],
    clock: () => 0,
    sleep: (_ms, signal) =>
      new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason))),
  });
}

async function load(directory: ReturnType<typeof createDirectory>) {
  directory.start();
  await directory.whenLoaded(AbortSignal.timeout(5_000));
  await directory.stop();
  return directory;
}

describe('a question about all customers', () => {
  it('waits while none is loaded yet', () => {
    const directory = createDirectory(2);
    const reply = answerUnloaded(reader, { directory, cards });
    expect(readCardText(reply?.card)).toContain('Still loading your customers.');
  });

  it('is not answered with “no customers yet” where none could be loaded', async () => {
    const directory = await load(createDirectory('unreadable'));
    const text = readCardText(answerUnloaded(reader, { directory, cards })?.card);
    expect(text).toContain('Customers in the global Microsoft cloud could not be loaded');
    expect(text).toContain('Customers in the cloud operated by 21Vianet (China) could not be loaded');
  });

  it('is answered for those that are loaded, and names the cloud whose are missing', async () => {
    const directory = await load(createDirectory(2));
    expect(answerUnloaded(reader, { directory, cards })).toBeUndefined();
    expect(listUnloaded({ directory })).toEqual({
      clouds: [{ cloud: 'global', code: 'credentialRefused' }],
      isLoading: false,
    });
  });
});
