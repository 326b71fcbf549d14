import { findNextDate } from '../../health/planned-changes.ts';
import { rateIncident, type Severity } from '../../health/severity.ts';
import type { Language, Reader } from '../../reader.ts';
import { type SightOf, selectPlaces } from '../../watch/select-places.ts';
import { isOver, type Subject, type SubjectKey, subjectKey } from '../../watch/subject.ts';
import type { Watch, WatchRule } from '../../watch/watch.ts';
import type { Asked } from '../actions/with-customer.ts';
import type { ChatContext } from '../context.ts';
import type { Reply } from '../reply.ts';
import { findCustomerNow } from './find-customer-now.ts';
import { matchService } from './view-card.ts';

/** What a new watch posts at once of all that is open; others get a card with what happens to them next. */
const MOST_POSTED = 5;
/** What is looked at for them, and in one go. */
const MOST_LOOKED_AT = 300;
const PIECE = 30;
/** Planned changes that are reminded of already. */
const SOON_MS = 86_400_000;
const OUTAGES: ReadonlySet<Severity> = new Set<Severity>(['down', 'degraded']);

/** Adds a rule to this conversation (in a channel: to the channel, not the thread), and posts the worst that is going on, or what is planned for the next day. */
export async function setWatch(
  rule: WatchRule,
  language: Language | undefined,
  asked: Asked,
): Promise<Reply> {
  const { conversation, person, reader, context } = asked;
  const { watch, cards, clock } = context;
  const written = await findReader(asked);
  const own = language === undefined ? written : { ...written, language };
  const added = await watch.store.add(conversation, rule, { reader: own, by: person, at: clock() });
  const watches = await watch.store.list(conversation);
  const find = findCustomerNow(context);
  if (added.kind === 'full') return cards.watchNotice({ kind: 'full', watches }, find, reader);
  const open = added.kind === 'added' ? await chooseOpen(added.watch, context) : [];
  if (open.length > 0) await watch.store.cards.place(conversation, open);
  watch.wake();
  watch.onSet();
  return cards.watchNotice(
    {
      ...{ kind: added.kind, watch: added.watch, watches },
      ...{ posting: open.length, isReading: watch.isReading },
    },
    find,
    reader,
  );
}

/** For whom the cards are written: where several people read them, for whoever set the first watch, until somebody names a language. */
async function findReader({ conversation, reader, context }: Asked): Promise<Reader> {
  if (conversation.kind === 'personal') return reader;
  const [known] = await context.watch.store.list(conversation);
  return known?.place.reader ?? reader;
}

/** What of all that is open the rule selects: the worst outages, or the planned changes of the next day; at most five. */
async function chooseOpen(rule: Watch, context: ChatContext): Promise<readonly SubjectKey[]> {
  const keys = listCandidates(rule, context);
  const chosen: SubjectKey[] = [];
  for (let at = 0; at < keys.length && chosen.length < MOST_POSTED; at += PIECE) {
    const piece = keys.slice(at, at + PIECE);
    const subjects = new Map(
      (await context.watch.store.load(piece)).map((subject) => [subjectKey(subject.key), subject]),
    );
    for (const key of piece) {
      const subject = subjects.get(subjectKey(key));
      if (subject && isPosted(subject, rule, context.watch.sightOf)) chosen.push(key);
    }
  }
  return chosen.slice(0, MOST_POSTED);
}

function listCandidates({ scope }: Watch, { estate, clock }: ChatContext): readonly SubjectKey[] {
  if (scope === 'alarms') return [];
  if (scope === 'maintenance') {
    const soon = clock() + SOON_MS;
    return estate
      .maintenance()
      .changes.filter(({ change }) => (findNextDate(change, clock()) ?? Number.POSITIVE_INFINITY) <= soon)
      .slice(0, MOST_LOOKED_AT)
      .map(({ cloud, change }) => ({ kind: 'change', cloud, id: change.id }));
  }
  return estate
    .overview()
    .incidents.filter(({ incident }) => OUTAGES.has(rateIncident(incident)))
    .slice(0, MOST_LOOKED_AT)
    .map(({ cloud, incident }) => ({ kind: 'incident', cloud, id: incident.id }));
}

function isPosted(subject: Subject, rule: Watch, sightOf: SightOf | undefined): boolean {
  const isShown = subject.version > 0 && !isOver(subject.state);
  return isShown && selectPlaces([rule], subject, matchService, sightOf).length > 0;
}
