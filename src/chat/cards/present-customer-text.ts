import type { Customer } from '../../customers/customer.ts';
import { selectCustomerFacts } from '../../health/customer-facts.ts';
import type { IncidentView } from '../../health/estate/overview.ts';
import type { Origin } from '../actions/verbs.ts';
import { nameCustomer } from './buttons.ts';
import type { Card } from './card.ts';
import { writeCustomerNotice } from './customer-notice.ts';
import { sayFreshness, sayKept } from './footer.ts';
import { leadBack, referBack } from './incident-links.ts';
import { LANGUAGE_NAMES, LANGUAGES } from './language-names.ts';
import { plain } from './plain.ts';
import type { Scene } from './scene.ts';
import { separateNotes } from './separate.ts';
import { makeIncidentToken } from './service-token.ts';
import { asRows } from './text-rows.ts';

/** What a notice is about, and for whom. */
export interface CustomerTextSubject {
  readonly view: IncidentView;
  readonly customer?: Customer | undefined;
  /** The card it was asked for at; undefined: the incident's. */
  readonly at?: 'service' | 'health' | 'living' | undefined;
  /** Of the card it was asked for at, as for the incident's card. */
  readonly service?: string | undefined;
  readonly from?: Origin | undefined;
}

/**
 * A notice that is ready to be sent to a customer: `told` holds the language it is written in, `scene` the reader's own. It is shown to
 * be read, and in a field to be copied or changed first.
 */
export function presentCustomerText(
  { view, customer, at, service, from }: CustomerTextSubject,
  told: Scene,
  scene: Scene,
): Card {
  const { cloud, incident, readAt, keptAt } = view;
  const { say } = scene.speech;
  const facts = selectCustomerFacts(incident, scene.now);
  const paragraphs = writeCustomerNotice(facts, { cloud, asOf: readAt ?? keptAt }, told);
  const ref = {
    cloud,
    incident: makeIncidentToken(incident.id),
    ...referBack({ customer, service, from }),
  };
  const intro = say('text.intro', { operator: say(`operator.${cloud}`), id: plain(incident.id, 40) });
  const freshness = readAt === undefined ? sayKept(keptAt, cloud, scene) : sayFreshness(readAt, scene);
  const title = say('text.title');
  const living = { kind: 'incident', cloud, id: incident.id } as const;

  return {
    template: 'customer-text',
    summary: `${title}: ${plain(incident.title, 150) || plain(incident.id, 40)}`,
    data: {
      title: customer ? say('summary.list', { title, name: nameCustomer(customer) }) : title,
      intro,
      languages: LANGUAGES.map((language) => ({
        title: `${language === told.speech.language ? '✓ ' : ''}${LANGUAGE_NAMES[language]}`,
        data: { ...ref, ...(at === undefined ? {} : { at }), language },
      })),
      paragraphs: asRows(paragraphs),
      label: title,
      text: paragraphs.join('\n\n'),
      copy: say('button.copy'),
      notes: separateNotes(asRows([freshness]), true),
      back:
        at === 'living' || (at !== undefined && customer)
          ? leadBack({ customer, service, from: at, living }, scene)
          : [{ title: say('button.back'), verb: 'show-incident', data: { ...ref, offset: 0 } }],
    },
  };
}
