import { showAccess } from '../commands/access.ts';
import { showAudit } from '../commands/audit.ts';
import { showHealth } from '../commands/health.ts';
import { refusePeriod, showHistory } from '../commands/history.ts';
import { hasIncident, showIncident } from '../commands/incident.ts';
import { listCustomers } from '../commands/list-customers.ts';
import { showChange, showChanges, showMaintenance } from '../commands/maintenance.ts';
import { showOverview } from '../commands/overview.ts';
import { showHelp } from '../commands/show-help.ts';
import { listUnloaded } from '../commands/unread-clouds.ts';
import { waitForCustomers } from '../commands/wait-for-customers.ts';
import { readPeriod } from '../period/read-period.ts';
import { whenKept } from '../requests/while-kept.ts';
import { REQUEST_ANSWERS } from './request-answers.ts';
import { ACTION_DATA, type Verb } from './verbs.ts';
import { WATCH_ANSWERS } from './watch-answers.ts';
import { type Answer, whenSound } from './when-sound.ts';
import { withCustomer, withOptionalCustomer } from './with-customer.ts';

/** What each button does. */
export const ANSWERS: Readonly<Record<Verb, Answer>> = {
  'show-health': whenSound(ACTION_DATA['show-health'], (data, asked) =>
    withCustomer(data, asked, (customer) => showHealth(customer, data, asked.reader, asked.context)),
  ),
  'refresh-health': whenSound(ACTION_DATA['refresh-health'], (data, asked) =>
    withCustomer(data, asked, (customer) =>
      showHealth(customer, { ...data, refresh: true }, asked.reader, asked.context),
    ),
  ),
  'show-service': whenSound(ACTION_DATA['show-service'], (data, asked) =>
    withCustomer(data, asked, (customer) => showHealth(customer, data, asked.reader, asked.context)),
  ),
  'show-services': whenSound(ACTION_DATA['show-services'], (data, asked) =>
    withCustomer(data, asked, async (customer) => {
      const { reports, cards } = asked.context;
      return cards.services(await reports.read(customer), data.offset, asked.reader);
    }),
  ),
  'show-incident': whenSound(ACTION_DATA['show-incident'], (data, asked) =>
    withOptionalCustomer(data, asked, (customer) => {
      const { incident: id, cloud, service, from, offset } = data;
      return showIncident({ id, cloud, customer, service, from, offset }, asked);
    }),
  ),
  'list-incident-customers': whenSound(ACTION_DATA['list-incident-customers'], async (data, asked) => {
    const { incidents, cards, turn } = asked.context;
    const { incident: id, cloud } = data;
    const finding = await incidents.find(id, { cloud });
    if (finding.kind === 'found') for (const customer of finding.view.customers) turn.touch(customer);
    return finding.kind === 'found'
      ? cards.incidentCustomers(
          finding.view,
          { ...data, unloaded: listUnloaded(asked.context) },
          asked.reader,
        )
      : cards.incidentUnknown({ ...finding, id, unloaded: listUnloaded(asked.context) }, asked.reader);
  }),
  'show-customer-text': whenSound(ACTION_DATA['show-customer-text'], (data, asked) =>
    withOptionalCustomer(data, asked, async (customer) => {
      const { reader, context } = asked;
      const { incident: id, cloud, language = reader.language } = data;
      const finding = await context.incidents.find(id, { cloud, customer });
      return finding.kind === 'found'
        ? context.cards.customerText(
            finding.view,
            { ...data, customer: hasIncident(finding.view, customer) ? customer : undefined, language },
            reader,
          )
        : context.cards.incidentUnknown(
            { ...finding, id, customer, unloaded: listUnloaded(context) },
            reader,
          );
    }),
  ),
  'show-history': whenSound(ACTION_DATA['show-history'], (data, asked) =>
    withCustomer(data, asked, (customer) => {
      const { reader, context } = asked;
      const now = context.clock();
      const usual = readPeriod('', { now, ...reader });
      const { since = usual.ok ? usual.since : 0, until = now, service, offset, services } = data;
      // A card's instants are only a question, too: the same bounds hold as for what people type.
      if (since > now) return refusePeriod('', 'future', customer, reader, context);
      if (until < since) return context.cards.stale(reader);
      if (until - since > LONGEST_PERIOD_MS) return refusePeriod('', 'tooLong', customer, reader, context);
      const period = { since, until: Math.min(until, now) };
      return showHistory(customer, { period, service, offset, services }, reader, context);
    }),
  ),
  'show-changes': whenSound(ACTION_DATA['show-changes'], (data, asked) =>
    withCustomer(data, asked, (customer) => showChanges(customer, data, asked.reader, asked.context)),
  ),
  'show-change': whenSound(ACTION_DATA['show-change'], (data, asked) =>
    withOptionalCustomer(data, asked, (customer) =>
      showChange({ ...data, customer }, asked.reader, asked.context),
    ),
  ),
  'list-maintenance': whenSound(ACTION_DATA['list-maintenance'], (data, { reader, context }) =>
    showMaintenance(data, reader, context),
  ),
  'show-overview': whenSound(ACTION_DATA['show-overview'], (data, { reader, context }) =>
    showOverview(data, reader, context),
  ),
  'show-access': whenSound(ACTION_DATA['show-access'], ({ offset, living }, { reader, context }) =>
    showAccess(offset, reader, context, living),
  ),
  'list-customers': whenSound(
    ACTION_DATA['list-customers'],
    async ({ text, offset }, { reader, context }) => {
      if (context.directory.size === 0) await waitForCustomers(context);
      return listCustomers(text, offset, reader, context);
    },
  ),
  'show-help': whenSound(ACTION_DATA['show-help'], (_data, { reader, context }) => showHelp(reader, context)),
  'show-audit': whenKept(ACTION_DATA['show-audit'], ({ cloud, tenantId, offset }, asked) =>
    cloud === undefined || tenantId === undefined
      ? showAudit({ offset }, asked)
      : withCustomer({ cloud, tenantId }, asked, (customer) => showAudit({ customer, offset }, asked)),
  ),
  ...REQUEST_ANSWERS,
  ...WATCH_ANSWERS,
};

/** A little more than the three years that a person can ask for, since the clock goes on between a card and its buttons. */
const LONGEST_PERIOD_MS = 3 * 366 * 86_400_000;
