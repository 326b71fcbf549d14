import type { IncidentView } from '../../health/estate/overview.ts';
import { isOver } from '../../health/incident-outcome.ts';
import type { ActionInput } from '../actions/verbs.ts';
import type { Card } from './card.ts';
import { noteCoverage } from './coverage-lines.ts';
import { ALL_LOADED, listCustomers, noteUnreadClouds, type UnloadedCustomers } from './customer-rows.ts';
import { nameIncident } from './incident-head.ts';
import { cutPage, sayRange, turnPage } from './pages.ts';
import { plain } from './plain.ts';
import type { Scene } from './scene.ts';
import { separateNotes } from './separate.ts';
import { makeIncidentToken, makeServiceToken } from './service-token.ts';
import { asRows } from './text-rows.ts';

const PAGE_SIZE = 10;

/** Which page, and the way back from the incident. */
export type AskedHits = {
  readonly offset: number;
  /** Clouds whose customers could not be loaded. */
  readonly unloaded?: UnloadedCustomers;
} & Partial<Omit<ActionInput<'list-incident-customers'>, 'cloud' | 'incident' | 'offset'>>;

/** The customers that have an incident, by name, a page at a time; each row opens the customer's health. */
export function presentIncidentCustomers(view: IncidentView, asked: AskedHits, scene: Scene): Card {
  const { cloud, incident, customers, coverage } = view;
  const { say } = scene.speech;
  const id = plain(incident.id, 40);
  const page = cutPage(customers, asked.offset, PAGE_SIZE);
  const title = say(isOver(incident) ? 'hits.titleOver' : 'hits.title', { count: customers.length, id });
  const { tenantId, service, from } = asked;
  const ref = {
    ...{ cloud, incident: makeIncidentToken(incident.id), offset: 0 },
    ...(tenantId === undefined ? {} : { tenantId }),
    ...(service === undefined ? {} : { service: makeServiceToken(service) }),
    ...(from === undefined ? {} : { from }),
  };
  const what = [nameIncident(incident, scene), plain(incident.title, 200)].filter((text) => text !== '');
  const notes = [
    ...asRows([sayRange(page, scene)]),
    ...noteCoverage(coverage, scene, asked.unloaded),
    ...noteUnreadClouds(
      (asked.unloaded ?? ALL_LOADED).clouds.filter((one) => one.cloud === cloud),
      scene,
    ),
  ];
  return {
    template: 'incident-customers',
    summary: `${title} · ${what.join(' · ')}`,
    data: {
      title,
      lines: asRows([what.join(' · ')]),
      rows: listCustomers(page.items, undefined, scene).map((row) => ({ ...row, verb: 'show-health' })),
      notes: separateNotes(notes, page.items.length > 0),
      back: { title: say('button.detailsOf', { name: id }), verb: 'show-incident', data: ref },
      turn: 'list-incident-customers',
      pages: turnPage(page, scene, (at) => ({ ...ref, offset: at })),
    },
  };
}
