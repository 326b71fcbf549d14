import { hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { createAllCustomers } from './all-customers.ts';
import { createCards } from './chat/cards/cards.ts';
import { createCardRenderer } from './chat/cards/render.ts';
import { createChat } from './chat/chat.ts';
import { createLanguages } from './chat/languages/languages.ts';
import { CLOUDS } from './clouds.ts';
import type { Config } from './config.ts';
import { createCustomerDirectory } from './customers/directory.ts';
import { createServiceLinkBook } from './customers/service-links.ts';
import type { Conversation } from './delivery/conversation.ts';
import { placeOf } from './delivery/conversation-pauses.ts';
import { createCountedMessenger } from './delivery/count-messages.ts';
import { createLatestAnswers } from './delivery/latest-answers.ts';
import { createPacedMessenger } from './delivery/pace-messages.ts';
import { explainUnready } from './explain-unready.ts';
import { createIncidentFinder } from './health/estate/find-incident.ts';
import { createHistoryReader } from './health/read-history.ts';
import { createReportReader } from './health/report-reader.ts';
import { INCIDENT_REPORT_PATH } from './http/incident-report-route.ts';
import { createReportTickets } from './http/report-tickets.ts';
import { createHttpServer } from './http/server.ts';
import { createLinks } from './links.ts';
import { describeError, type Log } from './log.ts';
import { createMetrics } from './metrics.ts';
import { createMicrosoft } from './microsoft/microsoft.ts';
import type { PartnerAccount } from './partner-account.ts';
import { describeChange } from './requests/describe-change.ts';
import { createServiceRequests } from './service-requests.ts';
import { createStopSteps } from './stop-steps.ts';
import { TeamsAdapter } from './teams/adapter.ts';
import { createTeamsBot } from './teams/bot.ts';
import { createMessenger } from './teams/messenger.ts';
import type { Clock, Random, Sleep } from './time.ts';
import { createWatching } from './watching.ts';
import { orAborted } from './work/or-aborted.ts';
import { shareCalls } from './work/share-calls.ts';

/** What the app takes from its surroundings; tests replace them one by one. */
export interface Surroundings {
  readonly log: Log;
  readonly clock: Clock;
  readonly sleep: Sleep;
  readonly random: Random;
  readonly fetch: typeof fetch;
}

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

/** The surroundings of a real process. */
export function createSurroundings(log: Log): Surroundings {
  return {
    log,
    clock: Date.now,
    sleep: (ms, signal) => wait(ms, undefined, signal ? { signal } : {}),
    random: Math.random,
    fetch: (input, init) => fetch(input, init),
  };
}

/** By when each part is stopped, in milliseconds since stopping began: those that follow have the time that one leaves. */
const STOPPED_BY_MS = {
  http: 4_500,
  requests: 5_500,
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

/** How long a report file may take, in milliseconds: it is up to 20 MB, and a person waits for a download. */
const REPORT_FILE_MS = 25_000;

/** Puts the bot together from its configuration. */
export function createApp(config: Config, { log, clock, sleep, random, fetch }: Surroundings): App {
  const steps = createStopSteps({ log });
  const stopLater = (name: keyof typeof STOPPED_BY_MS, run: () => Promise<unknown>) =>
    steps.add({ name, byMs: STOPPED_BY_MS[name], run });

  async function findUpstream() {
    if (!config.sandbox) return { accounts: config.accounts, upstream: config.upstream, sandbox: undefined };
    // Loaded only where it is used: a bot in production carries no simulation.
    const { createSandbox } = await import('./sandbox/sandbox.ts');
    const { SANDBOX_ACCOUNTS } = await import('./sandbox/accounts.ts');
    const sandbox = createSandbox({ clock, random });
    const { url } = await sandbox.start();
    stopLater('sandbox', () => sandbox.stop());
    return { accounts: SANDBOX_ACCOUNTS, upstream: url, sandbox };
  }

  return {
    async start() {
      const { accounts, upstream, sandbox } = await findUpstream();
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
      const tickets = createReportTickets({ key: deriveKey(accounts, config.sandbox), clock });
      let ownUrl: string | undefined;
      const links = createLinks({
        accounts,
        serviceLinks,
        incidentReport(subject) {
          // Without an app id the bot talks to this machine only, and so can its links.
          const origin = config.publicUrl ?? (config.identity ? undefined : ownUrl);
          return origin && `${origin}${INCIDENT_REPORT_PATH}/${tickets.make(subject)}`;
        },
      });
      const renderer = createCardRenderer();
      const languages = createLanguages();
      const cards = createCards({ renderer, languages, links, clock, sandbox: config.sandbox });
      const adapter = new TeamsAdapter(config.identity);
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
        onSet: () => sandbox?.stories.playLive(),
      });
      const chat = createChat({
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
        showLater: requests.showLater,
        latestAnswers: createLatestAnswers(),
        cards,
        clock,
        random,
        log,
        observe: metrics.observeAnswer,
      });
      const bot = createTeamsBot({
        adapter,
        chat,
        signed: config.identity !== undefined,
        log,
        onSent: noteSent,
      });
      const http = createHttpServer({
        // Unsigned messages are taken from this machine only.
        host: config.identity ? undefined : '127.0.0.1',
        port: config.port,
        receive: bot.receive,
        findUnready: () => explainUnready(directory.states, store, log),
        incidentReports: {
          tickets,
          read: ({ incident, ...customer }) =>
            source.readIncidentReport(customer, incident, AbortSignal.timeout(REPORT_FILE_MS)),
        },
        renderMetrics: metrics.render,
        log,
      });
      ownUrl = await http.start();
      stopLater('allCustomers', () => all.stop());
      stopLater('requests', () => Promise.all([requests.stop(), watching.stop()]));
      stopLater('http', () => http.stop(LAST_REQUESTS_MS));
      all.start();
      requests.start();
      watching.start();
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

/** The key that signs links to files: from our own credentials, so that replicas agree on it without storing anything. */
function deriveKey(accounts: readonly PartnerAccount[], isSandbox: boolean): Uint8Array {
  if (isSandbox) return randomBytes(32);
  const secrets = accounts.map(({ credential }) =>
    credential.kind === 'secret' ? credential.secret : credential.pem,
  );
  return new Uint8Array(hkdfSync('sha256', secrets.join('\n'), '', 'links to incident reports', 32));
}
