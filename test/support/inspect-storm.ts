import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { viewCard } from '../../src/chat/watch/view-card.ts';
import type { Database } from '../../src/database.ts';
import type { Conversation } from '../../src/delivery/conversation.ts';
import { SANDBOX_ACCOUNTS } from '../../src/sandbox/accounts.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { EpochMs } from '../../src/time.ts';
import { isResolved, listScriptedCustomers, readShown, type ScriptedEstate } from './estate-script.ts';
import type { ConnectorEntry, FakeConnector } from './fake-connector.ts';
import type { createFastTime } from './fast-time.ts';
import { createKeptLog } from './kept-log.ts';
import { makeCards } from './make-cards.ts';
import { readCardText } from './read-card.ts';

/** What was found when the storm was over. */
export interface StormFindings {
  readonly incidents: number;
  readonly conversations: number;
  /** Cards that the store knows, and messages of cards that Teams accepted; edits and replies beside them. */
  readonly cards: number;
  readonly accepted: number;
  readonly edits: number;
  readonly replies: number;
  /** Incidents that were followed and have no card in a conversation, or none that Teams shows. */
  readonly missing: number;
  /** Messages of cards that were accepted and never recorded; of these, the ones that no kill followed within a second. */
  readonly unrecorded: number;
  readonly unexplained: number;
  /** Cards that do not show what the store says, or whose incident is not as Microsoft tells it in the end. */
  readonly stale: number;
  /** Incidents that ended again while nobody looked at their new beginning: the end that is shown is the one before. */
  readonly earlierEnds: number;
  /** Messages that showed an older state after a newer one. */
  readonly wentBack: number;
  /** Cards whose incident is over in the end, and whose people were neither told in the thread nor by the first post. */
  readonly untold: number;
  /** What is wrong with which card, 10 at most. */
  readonly problems: readonly string[];
  /** Transitions that tell, over all cards, and replies that were sent for them twice. */
  readonly toldTwice: number;
}

interface Inspected {
  readonly database: Database;
  readonly channels: readonly Conversation[];
  readonly connector: FakeConnector;
  readonly estate: ScriptedEstate;
  /** When processes were killed. */
  readonly killed: readonly EpochMs[];
  readonly time: ReturnType<typeof createFastTime>;
}

const EXPLAINED_MS = 1_000;

export async function inspectStorm(storm: Inspected): Promise<StormFindings> {
  const { connector, estate, channels, killed } = storm;
  const log = connector.log.filter(({ isKept }) => isKept).map(describe);
  const known = new Set(await listMessageIds(storm.database));
  const posts = log.filter(({ call }) => call === 'create');
  const unrecorded = posts.filter(({ messageId }) => !known.has(messageId));
  const replies = log.filter(({ call }) => call === 'post');
  const shown = await compareCards(storm, known);
  return {
    incidents: estate.incidents.length,
    conversations: channels.length,
    cards: known.size,
    accepted: posts.length,
    edits: log.filter(({ call }) => call === 'update').length,
    replies: replies.length,
    ...shown,
    unrecorded: unrecorded.length,
    unexplained: unrecorded.filter(
      ({ at }) => !killed.some((killedAt) => killedAt >= at - 50 && killedAt - at < EXPLAINED_MS),
    ).length,
    wentBack: countSteps(log),
    toldTwice: replies.length - new Set(replies.map(({ thread, text }) => `${thread} ${text}`)).size,
  };
}

type Described = ReturnType<typeof describe>;

function describe({ at, call, conversationId, activityId = '', card }: ConnectorEntry) {
  const text = readCardText(card);
  return { at, call, thread: conversationId, messageId: activityId, text, ...readShown(text) };
}

/** Messages whose state, in the order in which they were accepted, went back. */
function countSteps(log: readonly Described[]): number {
  const states = new Map<string, number>();
  return log.filter(({ call, messageId, state }) => {
    if (call === 'post' || Number.isNaN(state)) return false;
    const before = states.get(messageId) ?? 0;
    states.set(messageId, Math.max(before, state));
    return state < before;
  }).length;
}

/** Every card as Teams shows it, beside what the store says and what Microsoft says. */
async function compareCards(
  { database, connector, channels, estate, time }: Inspected,
  known: ReadonlySet<string>,
): Promise<Pick<StormFindings, 'missing' | 'stale' | 'untold' | 'earlierEnds' | 'problems'>> {
  const store = await openStore({ ...time, database, accounts: SANDBOX_ACCOUNTS, log: createKeptLog() });
  const customers = new Map(listScriptedCustomers(estate.customers).map((each) => [each.tenantId, each]));
  const directory = {
    get: ({ tenantId }: { readonly tenantId: string }) => customers.get(tenantId.toLowerCase()),
  };
  const cards = makeCards(time);
  const messages = connector.messages();
  const found = { missing: 0, stale: 0, untold: 0, earlierEnds: 0 };
  const problems: string[] = [];
  try {
    for (const incident of estate.incidents) {
      const key = { kind: 'incident', cloud: 'global', id: incident.id } as const;
      const [subject] = await store.watch.load([key]);
      if (subject?.state.kind !== 'incident') continue;
      const isLatest = subject.state.incident.updatedAt === incident.updatedAt;
      const isEarlierEnd = !isLatest && subject.state.phase === 'over' && isResolved(incident);
      if (isEarlierEnd) found.earlierEnds += 1;
      for (const channel of channels) {
        const card = await store.watch.cards.find(channel, key);
        const message = messages.find(
          ({ id, conversationId, activity }) =>
            known.has(id) &&
            conversationId.startsWith(channel.id) &&
            readShown(readCardText(activity.attachments?.[0]?.content)).id === incident.id,
        );
        if (card === undefined || message === undefined) {
          found.missing += 1;
          continue;
        }
        const wanted = cards.living(card, viewCard(card, directory, undefined), card.place.reader);
        const text = readCardText(message.card);
        const isNewest = isEarlierEnd || readShown(text).state === incident.state;
        if (!isNewest || JSON.stringify(wanted.card) !== JSON.stringify(message.card)) found.stale += 1;
        if (!isResolved(incident)) continue;
        const first = message.history[0] ?? message.activity;
        const wasFirst = /Resolved/.test(readCardText(first.attachments?.[0]?.content));
        const wasReplied = messages.some(
          ({ id, conversationId, card: reply }) =>
            id !== message.id &&
            conversationId.endsWith(`;messageid=${message.id}`) &&
            /resolved/.test(readCardText(reply)),
        );
        if (wasFirst || wasReplied) continue;
        found.untold += 1;
        const told = card.subject.state.kind === 'incident' ? card.subject.state.told : undefined;
        const replies = messages.filter(({ conversationId }) =>
          conversationId.endsWith(`;messageid=${message.id}`),
        );
        problems.push(
          `${incident.id} in ${channel.id}, message ${message.id}: ${JSON.stringify(told)}, replies: ${replies.map(({ card: reply }) => readCardText(reply)).join(' | ')}, shown: ${[...message.history, message.activity].map(({ attachments }) => readCardText(attachments?.[0]?.content).slice(0, 300)).join(' | ')}`,
        );
      }
    }
  } finally {
    await store.close();
  }
  return { ...found, problems: problems.slice(0, 10) };
}

async function listMessageIds(database: Database): Promise<string[]> {
  const sql = 'select message_id from living_cards where message_id is not null';
  if (database.kind === 'sqlite') {
    const db = new DatabaseSync(database.path, { readOnly: true });
    try {
      return db
        .prepare(sql)
        .all()
        .map(({ message_id }) => String(message_id));
    } finally {
      db.close();
    }
  }
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    const { rows } = await client.query<{ message_id: string }>(sql);
    return rows.map(({ message_id }) => message_id);
  } finally {
    await client.end();
  }
}
