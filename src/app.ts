import { randomUUID } from 'node:crypto';
import { createAllCustomers } from './all-customers.ts';
import { createCards } from './chat/cards/cards.ts';
import { createCardRenderer } from './chat/cards/render.ts';
import { createChat } from './chat/chat.ts';
import { createLanguages } from './chat/languages/languages.ts';
import { CLOUDS } from './clouds.ts';
import type { Config } from './config.ts';
import { createCorrelation } from './correlation.ts';
import { createCustomerDirectory } from './customers/directory.ts';
import { createServiceLinkBook } from './customers/service-links.ts';
import type { Conversation } from './delivery/conversation.ts';
import { placeOf } from './delivery/conversation-pauses.ts';
import { createCountedMessenger } from './delivery/count-messages.ts';
import { createLatestAnswers } from './delivery/latest-answers.ts';
import { createPacedMessenger } from './delivery/pace-messages.ts';
import { createDeriveKey } from './derive-key.ts';
import { explainUnready } from './explain-unready.ts';
import { findUpstream } from './find-upstream.ts';
import { createIncidentFinder } from './health/estate/find-incident.ts';
import { createHistoryReader } from './health/read-history.ts';
import { createReportReader } from './health/report-reader.ts';
import { createHttpServer } from './http/server.ts';
import { createIncidentReports } from './incident-reports.ts';
import { createLinks } from './links.ts';
import { correlateLog, describeError } from './log.ts';
import { createMetrics } from './metrics.ts';
import { createMicrosoft } from './microsoft/microsoft.ts';
import { toUpstream } from './microsoft/upstream.ts';
import { describeChange } from './requests/describe-change.ts';
import { createSealer } from './seal-secret.ts';
import { createServiceRequests } from './service-requests.ts';
import { chooseStaffTenants } from './staff-tenants.ts';
import { createStaffing } from './staffing.ts';
import { createStopSteps } from './stop-steps.ts';
import type { Surroundings } from './surroundings.ts';
import { TeamsAdapter } from './teams/adapter.ts';
import { createTeamsBot } from './teams/bot.ts';
import { createMessenger } from './teams/messenger.ts';
import { createSenderGate } from './teams/sender-gate.ts';
import { createWatching } from './watching.ts';
import { orAborted } from './work/or-aborted.ts';
import { shareCalls } from './work/share-calls.ts';

export interface App {
  /**
   * Starts everything and resolves with the bot's origin. Customers are loaded behind it. Rejects with `StoreError` when the database
   * cannot be used, with Node's error when the port cannot be had.
   */
  start(): Promise<string>;
  /**
   * Stops within 8 seconds, whatever hangs: requests in hand are answered first, and what was read is written. Never rejects; what could
   * not be stopped in good order is logged.
   */
  stop(): Promise<void>;
}

/** By when each part is stopped, in milliseconds since stopping began: those that follow have the time that one leaves. */
const STOPPED_BY_MS = {
  http: 4_500,
  requests: 5_500,
  staffing: 6_600,
  allCustomers: 7_400,
  store: 7_600,
  directory: 7_800,
  sandbox: 8_000,
} as const;
/** How long requests in hand may still take, in milliseconds; what is left of `http` is for closing their connections. */
const LAST_REQUESTS_MS = 4_250;
/** Cards are prepared when the customers are there, at the latest after this time, in milliseconds. */
const WARM_AFTER_MS = 5_000;

/** Patience with the database for a figure, in milliseconds. */
const COUNT_MS = 1_000;

/** Puts the bot together from its configuration. */
export function createApp(
  config: Config,
  { clock, sleep, random, fetch, ...surroundings }: Surroundings,
): App {
  const correlation = createCorrelation();
  const log = correlateLog(surroundings.log, correlation);
  const deriveKey = createDeriveKey(config);
  const steps = createStopSteps({ log });
  const stopLater = (name: keyof typeof STOPPED_BY_MS, run: () => Promise<unknown>) =>
    steps.add({ name, byMs: STOPPED_BY_MS[name], run });

  return {
    async start() {
      const {
        accounts,
        upstream,
        tenants: others,
        sandbox,
      } = await findUpstream(config, { clock, random }, (sandbox) =>
        stopLater('sandbox', () => sandbox.stop()),
      );
      const tenants = chooseStaffTenants(accounts, config.identity, others);
      let ownUrl: string | undefined;
      // Without an app id the bot talks to this machine only, and so can its links.
      const findOrigin = () => config.publicUrl ?? (config.identity ? undefined : ownUrl);
      // A database that hangs is asked once, however often somebody looks at the figures.
      const countWaiting = shareCalls(() => store.requests.count(), COUNT_MS, clock);
      const countWatches = shareCalls(() => store.watch.count(), COUNT_MS, clock);
      const metrics = createMetrics({
        countCustomers: () => directory.size,
        readCoverage: () => estate.coverage,
        countWaiting: () => orAborted(countWaiting(), AbortSignal.timeout(COUNT_MS)),
        countWatches: () => orAborted(countWatches(), AbortSignal.timeout(COUNT_MS)),
        countReplicas: () => all.countReplicas(),
        clock,
      });
      const microsoft = createMicrosoft({
        accounts,
        upstream,
        fetch,
        clock,
        sleep,
        random,
        log,
        correlation,
        bot: config.identity,
        identityEndpoint: config.identityEndpoint,
        ...(tenants && { staff: { ...tenants, pinnedGroups: config.staff.pinnedGroups } }),
        ...(config.secretKeys && {
          secrets: {
            sealer: createSealer(config.secretKeys),
            book: {
              get: (name) => store.secrets.get(name),
              put: (...written) => store.secrets.put(...written),
            },
          },
        }),
        consent: {
          ...{ key: deriveKey('consent'), findOrigin },
          mayRenew: (...asked) => staffing.mayRenew(...asked),
          record: (asked) => staffing.recordRenewal(asked),
        },
        observe: ({ api, cloud, outcome, status, durationMs }) =>
          metrics.observeCall(api, cloud, String(status ?? outcome), durationMs),
      });
      const { serviceCommunications: source, azureHealth: azure } = microsoft;
      const directory = createCustomerDirectory({ sources: microsoft.customerSources, clock, sleep, log });
      // The longest wait of a start is for the customers: what follows is done meanwhile.
      directory.start();
      stopLater('directory', () => directory.stop());
      const { openStore } = await import('./store/open-store.ts');
      const store = await openStore({
        ...{ database: config.database, accounts, clock, sleep, log },
        describeChange: config.requests.webhook && describeChange,
      });
      stopLater('store', () => store.close());
      const owner = randomUUID();
      const all = createAllCustomers({
        ...{ directory, microsoft, store, owner, metrics, clock, sleep, random, log },
        ...{ pollMs: config.pollMs, isAlone: config.database.kind === 'sqlite' },
      });
      const { estate, keeper } = all;
      const serviceLinks = createServiceLinkBook({
        admin: microsoft.delegatedAdmin,
        hasLinks: ({ cloud }) => CLOUDS[cloud].capabilities.gdap,
        clock,
      });
      const incidentReports = createIncidentReports({
        ...{ key: deriveKey('links to incident reports'), findOrigin, source },
        ...{ findStaffing: () => staffing, correlation, makeId: randomUUID, clock },
      });
      const links = createLinks({ accounts, serviceLinks, incidentReport: incidentReports.link });
      const renderer = createCardRenderer();
      const languages = createLanguages();
      const cards = createCards({ renderer, languages, links, clock, sandbox: config.sandbox });
      const toReal = (url: string) => toUpstream(url, upstream);
      const adapter = new TeamsAdapter({
        ...{ identity: config.identity, tokens: microsoft.botTokens, toUpstream: toReal },
      });
      const noteSent = (conversation: Conversation) => {
        store.windows.note(placeOf(conversation), clock()).catch((error) => {
          log.warn(describeError(error), 'An answer could not be counted for the limits of Teams.');
        });
      };
      const unpaced = createMessenger({ adapter, identity: config.identity, clock });
      const messenger = createPacedMessenger(unpaced, store.windows, { clock, sleep, log });
      // Somebody waits for it.
      const answering = createCountedMessenger(unpaced, noteSent);
      const requests = createServiceRequests({
        ...{ store: store.requests, microsoft, cards, languages, fetch, clock, sleep, random, log },
        ...{ messenger, answering, settings: config.requests },
        admit: (...who) => staffing.staff.admit(...who),
      });
      const staffing = createStaffing({
        ...{ config, accounts, tenants, microsoft, directory, store, messenger, cards, metrics, owner },
        ...{ makeId: randomUUID, clock, sleep, log },
      });
      const watching = createWatching({
        ...{
          store,
          estate,
          directory,
          messenger,
          answering,
          cards,
          metrics,
          owner,
          clock,
          sleep,
          random,
          log,
        },
        ...{ pollMs: config.pollMs, gatherMs: config.gatherMs, countReplicas: all.countReplicas },
        ...{ sightOf: staffing.sightOf, admit: staffing.staff.admit },
        onSet: () => sandbox?.stories.playLive(),
      });
      const chat = createChat({
        ...{ staff: staffing.staff, trail: staffing.trail, floods: staffing.floods, correlation },
        makeId: randomUUID,
        context: {
          directory,
          reports: createReportReader({
            ...{ source, azure, clock, log },
            observe(reading) {
              estate.note(reading);
              const { customer, incidents = [], azureIncidents = [], triedAt } = reading;
              keeper.keep(customer, [...incidents, ...azureIncidents], triedAt);
            },
          }),
          histories: createHistoryReader({
            ...{ source, azure, clock, log },
            archive: store.archive,
            keep: keeper.keep,
          }),
          estate,
          incidents: createIncidentFinder({
            ...{ source, azure, estate, directory, clock, log },
            archive: store.archive,
          }),
          serviceLinks,
          requests: requests.parts,
          watch: watching.parts,
          audit: store.audit,
          consents: microsoft.consents,
          showLater: requests.showLater,
          latestAnswers: createLatestAnswers(),
          cards,
          clock,
          random,
          log,
          observe: metrics.observeAnswer,
        },
      });
      const bot = createTeamsBot({
        adapter,
        chat,
        gate:
          config.identity &&
          createSenderGate({ identity: config.identity, fetch, toUpstream: toReal, clock, log }),
        log,
        onSent: noteSent,
      });
      const http = createHttpServer({
        // Unsigned messages are taken from this machine only.
        host: config.identity ? undefined : '127.0.0.1',
        port: config.port,
        receive: bot.receive,
        findUnready: () => explainUnready(directory.states, store, log),
        incidentReports,
        consent: microsoft.consentFlow,
        renderMetrics: metrics.render,
        ...{ correlation, makeId: randomUUID, log },
      });
      ownUrl = await http.start();
      stopLater('allCustomers', () => all.stop());
      stopLater('staffing', () => staffing.stop());
      stopLater('requests', () => Promise.all([requests.stop(), watching.stop()]));
      stopLater('http', () => http.stop(LAST_REQUESTS_MS));
      all.start();
      requests.start();
      watching.start();
      staffing.start();
      // Some 100 ms of work that the first questions are spared, and that must not delay the customers.
      void directory
        .whenLoaded(AbortSignal.timeout(WARM_AFTER_MS))
        .catch(() => {})
        .then(() => renderer.warm());
      return ownUrl;
    },
    stop: () => steps.run(),
  };
}
