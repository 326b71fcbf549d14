import type { Customer } from '../../customers/customer.ts';
import type { HealthReport } from '../../health/report.ts';
import type { Clock } from '../../time.ts';
import type { Command } from '../command.ts';
import type { Languages } from '../languages/languages.ts';
import type { Reader } from '../reader.ts';
import type { Reply } from '../reply.ts';
import type { Card, Links } from './card.ts';
import type { UnreadCloud } from './customer-rows.ts';
import { renderToFit } from './fit.ts';
import { keepDrawn } from './keep-drawn.ts';
import { createPostReader } from './post-reader.ts';
import { presentChanges } from './present-changes.ts';
import { type CustomerChoice, presentCustomerChoice } from './present-customer-choice.ts';
import { type CustomersPage, presentCustomers } from './present-customers.ts';
import { HEALTH_DETAIL, presentHealth } from './present-health.ts';
import { presentHelp } from './present-help.ts';
import { presentIncident } from './present-incident.ts';
import { type Notice, presentNotice } from './present-notice.ts';
import { presentService, SERVICE_DETAIL } from './present-service.ts';
import { presentServices } from './present-services.ts';
import type { CardRenderer } from './render.ts';
import { createScene, type Scene } from './scene.ts';
import { findServiceByToken, makeIncidentToken } from './service-token.ts';

/** Every answer the bot can give, as a card that fits Teams' limit. */
export interface Cards {
  health(report: HealthReport, reader: Reader): Reply;
  /** `service`: its name, as Microsoft writes it or as a button carries it; `offset`: the first incident to show. */
  service(report: HealthReport, service: string, offset: number, reader: Reader): Reply;
  /** All words of an incident's posts, a page at a time; its service when the incident is no longer open. */
  incident(
    report: HealthReport,
    asked: { readonly service: string; readonly incident: string; readonly offset: number },
    reader: Reader,
  ): Reply;
  services(report: HealthReport, offset: number, reader: Reader): Reply;
  changes(report: HealthReport, offset: number, reader: Reader): Reply;
  /** `unread`: clouds whose customers could not be loaded. */
  chooseCustomer(
    search: CustomerChoice['search'],
    asked: CustomerChoice['asked'],
    unread: readonly UnreadCloud[],
    reader: Reader,
  ): Reply;
  customers(page: CustomersPage, unread: readonly UnreadCloud[], reader: Reader): Reply;
  /** `examples`: a few customers to try it on. Default: none. */
  help(reader: Reader, examples?: readonly Customer[]): Reply;
  /** Nothing readable was written. */
  empty(reader: Reader): Reply;
  attachment(reader: Reader): Reply;
  /** `probable`: the customer whose health was probably asked for. */
  unknown(command: Extract<Command, { kind: 'unknown' }>, reader: Reader, probable?: Customer): Reply;
  /** A service was named, and no customer. */
  whichCustomer(service: string, reader: Reader): Reply;
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

  function showService(report: HealthReport, service: string, offset: number, reader: Reader): Reply {
    const scene = setScene(reader);
    const subject = { report, service, offset, posts };
    return renderToFit(SERVICE_DETAIL, (detail) => presentService(subject, scene, detail), renderer);
  }

  return {
    health: keepDrawn(clock, (report, reader) => {
      const scene = setScene(reader);
      return renderToFit(HEALTH_DETAIL, (detail) => presentHealth(report, scene, detail), renderer);
    }),
    service: showService,
    incident(report, { service: token, incident: id, offset }, reader) {
      const service = findServiceByToken(report, token);
      const incident = service?.incidents.find(
        (open) => makeIncidentToken(open.id) === makeIncidentToken(id),
      );
      if (!service || !incident) return showService(report, token, 0, reader);
      const subject = { report, service, incident, offset, posts };
      return renderOne((scene) => presentIncident(subject, scene), reader);
    },
    services: (report, offset, reader) =>
      renderOne((scene) => presentServices(report, offset, scene), reader),
    changes: (report, offset, reader) => renderOne((scene) => presentChanges(report, offset, scene), reader),
    chooseCustomer: (search, asked, unread, reader) =>
      renderOne((scene) => presentCustomerChoice({ search, asked, unread }, scene), reader),
    customers: (page, unread, reader) => renderOne((scene) => presentCustomers(page, unread, scene), reader),
    help: (reader, examples = []) => renderOne((scene) => presentHelp(examples, scene), reader),
    empty: (reader) => notify({ kind: 'empty' }, reader),
    attachment: (reader) => notify({ kind: 'attachment' }, reader),
    unknown: ({ text, nearest }, reader, probable) =>
      notify({ kind: 'unknown', text, nearest, probable }, reader),
    whichCustomer: (service, reader) => notify({ kind: 'whichCustomer', service }, reader),
    stale: (reader) => notify({ kind: 'stale' }, reader),
    customerGone: (reader) => notify({ kind: 'customerGone' }, reader),
    customersUnread: (unread, reader) => notify({ kind: 'customersUnread', unread }, reader),
    loading: (count, reader) => notify({ kind: 'loading', count }, reader),
    error: (reference, reader) => notify({ kind: 'error', reference }, reader),
  };
}
