import { rateIncident, type Severity } from '../../health/severity.ts';
import type { Language } from '../../reader.ts';
import { selectPlaces } from '../../watch/select-places.ts';
import { isOver, type SubjectKey } from '../../watch/subject.ts';
import type { Watch, WatchRule } from '../../watch/watch.ts';
import type { Asked } from '../actions/with-customer.ts';
import type { ChatContext } from '../context.ts';
import type { Reply } from '../reply.ts';
import { findCustomerNow } from './find-customer-now.ts';
import { matchService } from './view-card.ts';

/** Open outages that a new watch posts at once; others get a card with what happens to them next. */
const MOST_POSTED = 5;
/** Open outages looked at for them. */
const MOST_LOOKED_AT = 30;
const OUTAGES: ReadonlySet<Severity> = new Set<Severity>(['down', 'degraded']);

/** Adds a rule to this conversation (in a channel: to the channel, not the thread), and posts the worst that is going on. */
export async function setWatch(
  rule: WatchRule,
  language: Language | undefined,
  { conversation, person, reader, context }: Asked,
): Promise<Reply> {
  const { watch, cards, clock } = context;
  const own = language === undefined ? reader : { ...reader, language };
  const added = await watch.store.add(conversation, rule, { reader: own, by: person, at: clock() });
  const watches = await watch.store.list(conversation);
  const find = findCustomerNow(context);
  if (added.kind === 'full') return cards.watchNotice({ kind: 'full', watches }, find, reader);
  const open = added.kind === 'added' ? await chooseOpen(added.watch, context) : [];
  if (open.length > 0) await watch.store.cards.place(conversation, open);
  watch.wake();
  watch.onSet();
  return cards.watchNotice(
    { kind: added.kind, watch: added.watch, watches, posting: open.length },
    find,
    reader,
  );
}

/** The worst outages that the rule selects, the latest first among equals. */
async function chooseOpen(rule: Watch, context: ChatContext): Promise<readonly SubjectKey[]> {
  if (rule.scope === 'maintenance' || rule.scope === 'alarms') return [];
  const keys = context.estate
    .overview()
    .incidents.filter(({ incident }) => OUTAGES.has(rateIncident(incident)))
    .slice(0, MOST_LOOKED_AT)
    .map(({ cloud, incident }): SubjectKey => ({ kind: 'incident', cloud, id: incident.id }));
  const subjects = await context.watch.store.load(keys);
  const selected = subjects.filter(
    (subject) =>
      subject.version > 0 && !isOver(subject.state) && selectPlaces([rule], subject, matchService).length > 0,
  );
  const ids = new Set(selected.map(({ key }) => `${key.cloud}:${key.id.toLowerCase()}`));
  return keys.filter(({ cloud, id }) => ids.has(`${cloud}:${id.toLowerCase()}`)).slice(0, MOST_POSTED);
}
