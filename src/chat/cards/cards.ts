import type { Customer } from '../../customers/customer.ts';
import type {
  AccessReport,
  EstateMaintenance,
  IncidentView,
  Overview,
} from '../../health/estate/overview.ts';
import type { CustomerHistory } from '../../health/history.ts';
import type { HealthReport } from '../../health/report.ts';
import type { Language, Reader } from '../../reader.ts';
import type { ServiceRequest } from '../../requests/request.ts';
import type { StaffAccess } from '../../staff/admission.ts';
import type { Clock } from '../../time.ts';
import type { SubjectKey } from '../../watch/subject.ts';
import { notDone, withEnding } from '../access/ending.ts';
import type { Command } from '../command.ts';
import type { ProbableQuestion } from '../commands/find-customer.ts';
import type { Languages } from '../languages/languages.ts';
import type { Reply } from '../reply.ts';
import type { Card, Links } from './card.ts';
import type { ChangeList } from './change-lines.ts';
import type { AskedOfClouds } from './concerned-parts.ts';
import { ALL_LOADED, type UnloadedCustomers, type UnreadCloud } from './customer-rows.ts';
import { renderToFit } from './fit.ts';
import { keepDrawn } from './keep-drawn.ts';
import { createPostReader } from './post-reader.ts';
import { ACCESS_DETAIL, presentAccess } from './present-access.ts';
import { type ChangeView, presentChangeInFull } from './present-change.ts';
import { CHANGES_DETAIL, presentChanges } from './present-changes.ts';
import { type CustomerChoice, presentCustomerChoice } from './present-customer-choice.ts';
import { type CustomerTextSubject, presentCustomerText } from './present-customer-text.ts';
import { type CustomersPage, presentCustomers } from './present-customers.ts';
import { HEALTH_DETAIL, presentHealth } from './present-health.ts';
import { presentHelp } from './present-help.ts';
import { HISTORY_DETAIL, presentHistory } from './present-history.ts';
import { type IncidentSubject, presentIncident } from './present-incident.ts';
import { type AskedHits, presentIncidentCustomers } from './present-incident-customers.ts';
import { presentIncidentUnknown, type UnknownIncident } from './present-incident-unknown.ts';
import { presentMaintenance } from './present-maintenance.ts';
import { type Notice, presentNotice } from './present-notice.ts';
import { presentOverview } from './present-overview.ts';
import { FORM_DETAIL, presentRequestForm } from './present-request-form.ts';
import { type LostAccess, presentRequestRefused, type RequestRefusal } from './present-request-refused.ts';
import { presentService, SERVICE_DETAIL } from './present-service.ts';
import { presentServices } from './present-services.ts';
import type { CardRenderer } from './render.ts';
import { createRequestCards, type RequestCards } from './request-cards.ts';
import type { FormView } from './request-form-view.ts';
import { createScene, type Scene } from './scene.ts';
import { createStaffCards, type StaffCards } from './staff-cards.ts';
import { createWatchCards, type WatchCards } from './watch-cards.ts';

/** Every answer the bot can give, as a card that fits Teams' limit. */
export interface Cards extends RequestCards, WatchCards, StaffCards {
  health(report: HealthReport, reader: Reader): Reply;
  /** `service`: its name, as Microsoft writes it or as a button carries it; `offset`: the first incident to show. */
  service(report: HealthReport, service: string, offset: number, reader: Reader): Reply;
  /** Everything wrong now over all customers. */
  overview(overview: Overview, asked: AskedOfClouds, reader: Reader): Reply;
  /** Customers with something to mend; `unloaded`: customers that are missing from the list itself. Default: none. `living`: the card it was opened from. */
  access(
    report: AccessReport,
    offset: number,
    reader: Reader,
    unloaded?: UnloadedCustomers,
    living?: SubjectKey,
  ): Reply;
  /**
   * An incident with all words of its posts, a page at a time. `customer`: at whom it was asked about; `service`: whose card it was
   * opened from, as a button names it.
   */
  incident(view: IncidentView, asked: Omit<IncidentSubject, 'view' | 'posts'>, reader: Reader): Reply;
  incidentCustomers(view: IncidentView, asked: AskedHits, reader: Reader): Reply;
  incidentUnknown(asked: UnknownIncident, reader: Reader): Reply;
  /** A notice to a customer, written in `language`; the card around it is in the reader's. */
  customerText(
    view: IncidentView,
    asked: Omit<CustomerTextSubject, 'view'> & { readonly language: Language },
    reader: Reader,
  ): Reply;
  services(report: HealthReport, offset: number, reader: Reader): Reply;
  /** What was, over a period; `offset`: the first incident to show; `services`: the first service to sum up. Default 0. */
  history(history: CustomerHistory, offset: number, reader: Reader, services?: number): Reply;
  /** A period that cannot be shown: why, and what can be asked instead; `words`: as the person wrote them, perhaps empty. */
  periodRefused(
    asked: {
      readonly words: string;
      readonly problem: 'future' | 'tooLong' | 'unclear';
      readonly customer?: Customer;
    },
    reader: Reader,
  ): Reply;
  /** What is planned for one customer. The report's changes are those of the service, where it was narrowed down to one. */
  changes(report: HealthReport, asked: ChangeList, reader: Reader): Reply;
  /** What is planned for all customers; narrowed down in the same way. */
  maintenance(view: EstateMaintenance, asked: AskedOfClouds, reader: Reader): Reply;
  /** One planned change with all its words, a page at a time. */
  change(view: ChangeView, offset: number, reader: Reader): Reply;
  /** `unread`: clouds whose customers could not be loaded. */
  chooseCustomer(
    search: CustomerChoice['search'],
    asked: CustomerChoice['asked'],
    unread: readonly UnreadCloud[],
    reader: Reader,
  ): Reply;
  customers(page: CustomersPage, unread: readonly UnreadCloud[], reader: Reader): Reply;
  /** `examples`: a few customers to try it on. Default: none. `access`: only what the person may do is told. Default: everything. */
  help(reader: Reader, examples?: readonly Customer[], access?: Pick<StaffAccess, 'may'>): Reply;
  /** Nothing readable was written. */
  empty(reader: Reader): Reply;
  attachment(reader: Reader): Reply;
  /** `probable`: the customer that was probably asked about, and what was. */
  unknown(command: Extract<Command, { kind: 'unknown' }>, reader: Reader, probable?: ProbableQuestion): Reply;
  /** A service was named, and no customer. */
  whichCustomer(service: string, reader: Reader): Reply;
  /** An incident is asked about, and none is named. */
  needIncident(reader: Reader): Reply;
  /** What was is asked, and of no customer. */
  needCustomer(reader: Reader): Reply;
  /** The planned change of a button is no longer announced. */
  changeGone(reader: Reader): Reply;
  /** A button whose data is old, broken or tampered with. */
  stale(reader: Reader): Reply;
  /** The customer of a button is not, or no longer, in the directory. */
  customerGone(reader: Reader): Reply;
  /** The customer of a button belongs to an account whose customers could not be read. */
  customersUnread(unread: readonly UnreadCloud[], reader: Reader): Reply;
  /** The directory is not loaded yet; `count`: how many customers are known so far. */
  loading(count: number, reader: Reader): Reply;
  /** Something of ours broke; `reference` finds it in the log. */
  error(reference: string, reader: Reader): Reply;
  /** One step of the form of a service request. */
  requestForm(view: FormView, reader: Reader): Reply;
  /** The form of a button is somebody else's. */
  requestNotYours(draft: ServiceRequest, reader: Reader): Reply;
  /** No vendor can be asked for a customer to whom our access is gone: why, and what mends it. */
  requestAccessGone(customer: Customer, lost: LostAccess, reader: Reader): Reply;
  /** The customer of a form is no longer among ours. */
  requestCustomerGone(draft: ServiceRequest, reader: Reader): Reply;
}

export interface CardsParts {
  readonly renderer: CardRenderer;
  readonly languages: Languages;
  readonly links: Links;
  readonly clock: Clock;
  /** True when the data comes from the sandbox: every card says so. */
  readonly sandbox: boolean;
}

/** Puts presenters, languages and templates together. */
export function createCards({ renderer, languages, links, clock, sandbox }: CardsParts): Cards {
  const posts = createPostReader();
  const setScene = (reader: Reader) => createScene({ reader, now: clock(), sandbox }, languages, links);
  const renderOne = (present: (scene: Scene) => Card, reader: Reader) =>
    renderer.render(present(setScene(reader)));
  const notify = (notice: Notice, reader: Reader) =>
    renderOne((scene) => presentNotice(notice, scene), reader);
  const refuse = (refusal: RequestRefusal, reader: Reader) =>
    renderOne((scene) => presentRequestRefused(refusal, scene), reader);

  function showService(report: HealthReport, service: string, offset: number, reader: Reader): Reply {
    const scene = setScene(reader);
    const subject = { report, service, offset, posts };
    return renderToFit(SERVICE_DETAIL, (detail) => presentService(subject, scene, detail), renderer);
  }

  return {
    ...createRequestCards(renderer, setScene),
    ...createWatchCards(renderer, setScene, posts),
    ...createStaffCards(renderer, setScene),
    health: keepDrawn(clock, (report, reader) => {
      const scene = setScene(reader);
      return renderToFit(HEALTH_DETAIL, (detail) => presentHealth(report, scene, detail), renderer);
    }),
    service: showService,
    overview: (overview, asked, reader) =>
      renderOne((scene) => presentOverview(overview, asked, scene), reader),
    access(report, offset, reader, unloaded = ALL_LOADED, living = undefined) {
      const scene = setScene(reader);
      const subject = { report, offset, unloaded, living };
      return renderToFit(ACCESS_DETAIL, (detail) => presentAccess(subject, scene, detail), renderer);
    },
    incident: (view, asked, reader) =>
      renderOne((scene) => presentIncident({ ...asked, view, posts }, scene), reader),
    incidentCustomers: (view, asked, reader) =>
      renderOne((scene) => presentIncidentCustomers(view, asked, scene), reader),
    incidentUnknown: (asked, reader) => renderOne((scene) => presentIncidentUnknown(asked, scene), reader),
    customerText: (view, { language, ...asked }, reader) =>
      renderOne(
        (scene) => presentCustomerText({ ...asked, view }, setScene({ ...reader, language }), scene),
        reader,
      ),
    services: (report, offset, reader) =>
      renderOne((scene) => presentServices(report, offset, scene), reader),
    history(history, offset, reader, services = 0) {
      const scene = setScene(reader);
      return renderToFit(
        HISTORY_DETAIL,
        (detail) => presentHistory(history, { offset, services }, scene, detail),
        renderer,
      );
    },
    periodRefused: (asked, reader) => notify({ kind: 'period', ...asked }, reader),
    changes(report, asked, reader) {
      const scene = setScene(reader);
      return renderToFit(CHANGES_DETAIL, (detail) => presentChanges(report, asked, scene, detail), renderer);
    },
    maintenance: (view, asked, reader) =>
      renderOne((scene) => presentMaintenance(view, asked, scene), reader),
    change: (view, offset, reader) => renderOne((scene) => presentChangeInFull(view, offset, scene), reader),
    chooseCustomer: (search, asked, unread, reader) =>
      renderOne((scene) => presentCustomerChoice({ search, asked, unread }, scene), reader),
    customers: (page, unread, reader) => renderOne((scene) => presentCustomers(page, unread, scene), reader),
    help: (reader, examples = [], access = undefined) =>
      renderOne((scene) => presentHelp(examples, access, scene), reader),
    empty: (reader) => notify({ kind: 'empty' }, reader),
    attachment: (reader) => notify({ kind: 'attachment' }, reader),
    unknown: ({ text, nearest }, reader, probable) =>
      notify({ kind: 'unknown', text, nearest, probable }, reader),
    whichCustomer: (service, reader) => notify({ kind: 'whichCustomer', service }, reader),
    needIncident: (reader) => notify({ kind: 'needIncident' }, reader),
    needCustomer: (reader) => notify({ kind: 'needCustomer' }, reader),
    changeGone: (reader) => withEnding(notify({ kind: 'changeGone' }, reader), notDone('gone')),
    stale: (reader) => withEnding(notify({ kind: 'stale' }, reader), notDone('gone')),
    customerGone: (reader) => withEnding(notify({ kind: 'customerGone' }, reader), notDone('gone')),
    customersUnread: (unread, reader) =>
      withEnding(notify({ kind: 'customersUnread', unread }, reader), notDone('unread')),
    loading: (count, reader) => withEnding(notify({ kind: 'loading', count }, reader), notDone('unread')),
    error: (reference, reader) => notify({ kind: 'error', reference }, reader),
    requestForm(view, reader) {
      const scene = setScene(reader);
      return renderToFit(FORM_DETAIL, (detail) => presentRequestForm(view, scene, detail), renderer);
    },
    requestNotYours: (draft, reader) =>
      withEnding(refuse({ kind: 'notYours', draft }, reader), notDone('notYours')),
    requestAccessGone: (customer, lost, reader) =>
      withEnding(refuse({ kind: 'accessGone', customer, lost }, reader), notDone('accessGone')),
    requestCustomerGone: (draft, reader) =>
      withEnding(refuse({ kind: 'customerGone', draft }, reader), notDone('gone')),
  };
}
