import { setTimeout as wait } from 'node:timers/promises';
import type { Asked } from '../../src/chat/actions/with-customer.ts';
import { planCommand } from '../../src/chat/commands/answer-command.ts';
import type { ChatContext } from '../../src/chat/context.ts';
import type { Reply } from '../../src/chat/reply.ts';
import { createDrawShared } from '../../src/chat/watch/draw-shared.ts';
import type { Customer } from '../../src/customers/customer.ts';
import { createCustomerDirectory } from '../../src/customers/directory.ts';
import type { CustomerDirectory } from '../../src/customers/ports.ts';
import type { Conversation } from '../../src/delivery/conversation.ts';
import { createEstate, type KeptEstate } from '../../src/health/estate/estate.ts';
import type { Reader } from '../../src/reader.ts';
import type { Store } from '../../src/store/open-store.ts';
import type { WatchRule } from '../../src/watch/watch.ts';
import { makeContext } from './chat-context.ts';
import { makeCards } from './make-cards.ts';
import { readCardText } from './read-card.ts';
import { PEOPLE } from './requests.ts';
import { createSqliteDatabase, START } from './test-store.ts';
import { ALL, makeChannel } from './watch-subjects.ts';

export const ENGLISH: Reader = { language: 'en', timeZone: 'UTC' };

/** The chat over a real store and a real directory, as far as watches are concerned. */
export interface WatchChat {
  readonly context: ChatContext;
  readonly store: Store;
  readonly directory: CustomerDirectory;
  readonly estate: KeptEstate;
  /** What was posted beside. */
  readonly beside: { readonly conversation: Conversation; readonly reply: Reply }[];
  /** How often those who post were woken. */
  readonly wakes: number;
  /** Who asks, in a channel. */
  ask(overrides?: Partial<Asked>): Asked;
  /** Says something there; resolves to what the card says. */
  say(text: string, overrides?: Partial<Asked>): Promise<string>;
  watch(rule: Partial<WatchRule>, conversation?: Conversation): Promise<number>;
  /** The rules of the channel, customers by name. */
  list(conversation?: Conversation): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Customers whose tenant ids are their names in small letters, without spaces. */
export function makeNamed(names: readonly string[]): Customer[] {
  return names.map((name) => {
    const tenantId = name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
    return { cloud: 'global', tenantId, name, domain: `${tenantId}.example` };
  });
}

export async function openWatchChat(names: readonly string[]): Promise<WatchChat> {
  const database = await createSqliteDatabase();
  const store = await database.open();
  const customers = makeNamed(names);
  const directory = createCustomerDirectory({
    sources: [{ cloud: 'global', listCustomers: async () => customers }],
    clock: () => START,
    sleep: (ms, signal) => wait(ms, undefined, signal ? { signal } : {}),
  });
  directory.start();
  await directory.whenLoaded(AbortSignal.timeout(5_000));
  const estate = createEstate({ directory, clock: () => START });
  const beside: { conversation: Conversation; reply: Reply }[] = [];
  let wakes = 0;
  const context = Object.defineProperties(
    makeContext({
      watch: {
        store: store.watch,
        wake: () => {
          wakes += 1;
        },
        drawShared: createDrawShared({
          ...{ store: store.watch.cards, directory, cards: makeCards(), sightOf: undefined },
        }),
        async postBeside(conversation, reply) {
          beside.push({ conversation, reply });
          return { conversation, messageId: `beside-${beside.length}` };
        },
      },
    }),
    { directory: { value: directory }, estate: { value: estate } },
  );

  const ask = (overrides: Partial<Asked> = {}): Asked => ({
    ...{ verb: '', person: PEOPLE.adele, conversation: makeChannel(), messageId: undefined },
    ...{ isLatest: () => true, isTyped: true, reader: ENGLISH, context },
    ...overrides,
  });
  return {
    ...{ context, store, directory, estate, beside, ask },
    get wakes() {
      return wakes;
    },
    async say(text, overrides = {}) {
      const planned = await planCommand({ ...ask(overrides), text, hasAttachment: false }, context);
      const reply = await planned.answer();
      return readCardText(reply.card);
    },
    async watch(rule, conversation = makeChannel()) {
      const set = { reader: ENGLISH, by: PEOPLE.adele, at: START };
      const added = await store.watch.add(conversation, { ...ALL, ...rule }, set);
      if (added.kind === 'full') throw new Error('There are too many rules.');
      return added.watch.id;
    },
    async list(conversation = makeChannel()) {
      const watches = await store.watch.list(conversation);
      return watches.map(({ scope, customers: refs, service }) => {
        const whose = refs?.map((ref) => directory.get(ref)?.name ?? ref.tenantId).join(' + ') ?? 'all';
        return [whose, scope, service].filter((part) => part !== undefined).join(' · ');
      });
    },
    async close() {
      await directory.stop();
      await database.close();
    },
  };
}
