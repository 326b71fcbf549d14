import type { Customer } from '../../customers/customer.ts';
import type { AuditEntry, AuditLine } from '../../staff/audit.ts';
import { sayAction, sayReason } from './audit-words.ts';
import { nameCustomer, refer } from './buttons.ts';
import type { Card } from './card.ts';
import { nameZone, sayOrigin } from './footer.ts';
import type { CardLink } from './incident-links.ts';
import { describePage, sayRange, turnPage } from './pages.ts';
import { plain } from './plain.ts';
import { listRoles } from './role-words.ts';
import type { Scene } from './scene.ts';
import { separateNotes, separateRows } from './separate.ts';
import { asRows } from './text-rows.ts';
import type { FindCustomer } from './watch-words.ts';

/** How many lines of the audit trail a page holds. */
export const AUDIT_LINES_A_PAGE = 8;
const MOST_NAMES = 3;
const EXPORT_COMMAND = 'npm run audit:export';

/** A page of the audit trail, newest first; `total`: of all pages. */
export interface AuditPage {
  readonly lines: readonly AuditLine[];
  readonly total: number;
}

export interface AskedOfAudit {
  /** Only what was done about one customer. */
  readonly customer?: Customer | undefined;
  readonly offset: number;
  /** The customers we have now, as far as the person may see them. */
  readonly find: FindCustomer;
  /** Whether the person sees all customers: then also those that are no longer ours are named, by their id. */
  readonly seesAll: boolean;
}

const SIGNS = {
  done: { sign: '✓', color: 'good' },
  begun: { sign: '◐', color: 'accent' },
  refused: { sign: '●', color: 'attention' },
  failed: { sign: '●', color: 'warning' },
} as const;

/** Who did what, when, for whom, and whether it was allowed: a line of the trail in three. */
export function presentAudit({ lines, total }: AuditPage, asked: AskedOfAudit, scene: Scene): Card {
  const { customer, offset } = asked;
  const { say } = scene.speech;
  const page = describePage(lines, offset, total, AUDIT_LINES_A_PAGE);
  const about = customer ? refer(customer) : {};
  const title = say('audit.title');
  const name = customer ? nameCustomer(customer, 60) : '';
  const empty = customer ? say('audit.emptyFor', { name }) : say('audit.empty');
  const told = total === 0 ? empty : say('audit.count', { count: total });
  const marks = [...nameZone(scene), ...sayOrigin(scene)].map(({ text }) => text).join(' · ');
  const way = offset === 0 ? say('audit.export', { command: EXPORT_COMMAND }) : '';
  const notes = asRows([sayRange(page, scene), marks, way]);
  const all: CardLink[] =
    customer && asked.seesAll
      ? [{ title: say('button.allCustomers'), verb: 'show-audit', data: { offset: 0 } }]
      : [];
  const actions: CardLink[] = [
    ...turnPage(page, scene, (at) => ({ ...about, offset: at })).map(
      (turn): CardLink => ({ ...turn, verb: 'show-audit' }),
    ),
    { title: say('button.refresh'), verb: 'show-audit', data: { ...about, offset: 0 } },
    ...all,
  ];
  return {
    template: 'audit',
    summary: `${customer ? say('summary.list', { title, name }) : title} · ${told}`,
    data: {
      title,
      subjects: customer ? [{ name, rest: ` · ${plain(customer.domain, 60)}` }] : [],
      told,
      rows: separateRows(
        page.items.map(({ entry }) => presentRow(entry, asked, scene)),
        false,
      ),
      notes: separateNotes(notes, page.items.length > 0),
      actions,
    },
  };
}

function presentRow(entry: AuditEntry, asked: AskedOfAudit, scene: Scene) {
  const { speech, times, now } = scene;
  const { person, roles, place, outcome, reference } = entry;
  const { names, isHidden } = nameCustomers(entry, asked, scene);
  const who = person ? plain(person.name, 40) || plain(person.account, 40) || '—' : speech.say('audit.bot');
  const held = listRoles(roles.slice(0, 4), speech);
  const subject = isHidden || entry.subject === undefined ? '' : nameSubject(entry.subject);
  const what = [sayAction(entry.action, speech), subject, names];
  const facts = [
    times.moment(entry.at, now),
    sayEnd(entry, scene),
    place === undefined ? '' : speech.say(`audit.place.${place.kind}`),
    reference === undefined ? '' : speech.say('audit.reference', { reference: plain(reference, 40) }),
  ];
  const { sign, color } = SIGNS[outcome];
  return {
    sign: `${sign} `,
    color,
    who,
    roles: held === '' ? '' : ` · ${held}`,
    what: joinParts(what),
    facts: joinParts(facts),
  };
}

function sayEnd({ decision, outcome, reason }: AuditEntry, { speech }: Scene): string {
  if (decision === 'allowed' && outcome !== 'refused') return speech.say(`audit.outcome.${outcome}`);
  return reason === undefined
    ? speech.say('audit.refused')
    : speech.say('audit.refusedFor', { reason: sayReason(reason, speech) });
}

/** The first few customers of a line by name, and how many more there are. `isHidden`: it may be about customers that the person may not see. */
function nameCustomers(
  { customers, customerCount }: AuditEntry,
  { customer: only, find, seesAll }: AskedOfAudit,
  { speech: { say } }: Scene,
): { readonly names: string; readonly isHidden: boolean } {
  const known = customers.flatMap((ref) => {
    const customer = find(ref);
    if (customer) return [nameCustomer(customer, 30)];
    return seesAll ? [plain(ref.tenantId, 40)] : [];
  });
  // The customers of a limited trail were taken out of it before: a subject without any may be theirs.
  const isHidden = !seesAll && known.length === 0;
  // The card's own customer stands in its head.
  if (only && known.length === 1 && customerCount === 1) return { names: '', isHidden };
  const shown = known.slice(0, MOST_NAMES);
  const names = shown.join(say('names.comma'));
  // How many they may not see is not told either.
  const count = (seesAll ? customerCount : known.length) - shown.length;
  return {
    names: count > 0 && shown.length > 0 ? say('names.andMoreCustomers', { names, count }) : names,
    isHidden,
  };
}

/** A request's number, and Microsoft's id; the id of a form or a watch tells nobody anything. */
function nameSubject(subject: string): string {
  if (subject.startsWith('SR-')) return plain(subject, 20);
  const [, id = ''] = /^(?:incident|change):[a-z]+:(.+)$/s.exec(subject) ?? [];
  return plain(id, 40);
}

function joinParts(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' · ');
}
