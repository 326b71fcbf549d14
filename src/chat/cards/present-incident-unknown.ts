import type { Customer } from '../../customers/customer.ts';
import type { Coverage } from '../../health/estate/overview.ts';
import type { NearIncident } from '../../health/estate/ports.ts';
import { nameCustomer, refer } from './buttons.ts';
import type { Card } from './card.ts';
import { noteMissing } from './coverage-lines.ts';
import { ALL_LOADED, isAnyUnloaded, noteUnloaded, type UnloadedCustomers } from './customer-rows.ts';
import { sayOrigin } from './footer.ts';
import { plain } from './plain.ts';
import type { Scene } from './scene.ts';
import { separateNotes } from './separate.ts';
import { makeIncidentToken } from './service-token.ts';
import { asRows } from './text-rows.ts';

const MOST_NEAR = 5;
/** Of a button that a phone shows whole. */
const NAME_WIDTH = 20;

/** An id that nobody knows, what is near it, and where it was asked about. */
export interface UnknownIncident {
  readonly id: string;
  readonly near: readonly NearIncident[];
  readonly coverage: Coverage;
  readonly customer?: Customer | undefined;
  /** Customers that are missing from the list itself. Default: none. */
  readonly unloaded?: UnloadedCustomers;
}

/** Says that an incident is not known, and how sure that is; offers ids that are near, and where else to look. */
export function presentIncidentUnknown(asked: UnknownIncident, scene: Scene): Card {
  const { coverage, customer, unloaded = ALL_LOADED } = asked;
  const { say } = scene.speech;
  const title = say('incidentUnknown.title', { id: plain(asked.id, 40) });
  const { read, total } = coverage;
  const beyond = isAnyUnloaded(unloaded) ? 'incidentUnknown.unloaded' : 'incidentUnknown.everywhere';
  const certainty = say(read < total ? 'incidentUnknown.partly' : beyond, { read, total });
  const choices = asked.near.slice(0, MOST_NEAR).map(({ cloud, id }) => ({
    title: plain(id, 40),
    data: { cloud, incident: makeIncidentToken(id), offset: 0 },
  }));
  const notes = [...noteMissing(coverage, scene), ...sayOrigin(scene)];
  return {
    template: 'incident-unknown',
    summary: `${title} ${certainty}`,
    data: {
      title,
      lines: [
        ...asRows([certainty]),
        ...noteUnloaded(unloaded, scene),
        ...asRows([choices.length === 0 ? say('incidentUnknown.example') : '']),
      ],
      near: choices.length === 0 ? [] : [{ text: say('incidentUnknown.nearest'), choices }],
      notes: separateNotes(notes, choices.length > 0),
      history: customer
        ? [
            {
              title: say('button.historyOf', { name: nameCustomer(customer, NAME_WIDTH) }),
              data: { ...refer(customer), offset: 0 },
            },
          ]
        : [],
      overview: say('button.overview'),
      customers: say('button.allCustomers'),
    },
  };
}
