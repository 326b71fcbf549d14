import type { ServiceRequest } from '../../requests/request.ts';
import { nameCustomer } from './buttons.ts';
import type { Card } from './card.ts';
import { sayOrigin } from './footer.ts';
import { chooseWay } from './handoff-steps.ts';
import { plain } from './plain.ts';
import { leadToRequest } from './request-links.ts';
import { makeTicketInput } from './request-menu.ts';
import { nameRequest, nameVendor } from './request-terms.ts';
import type { Scene } from './scene.ts';
import { asRows } from './text-rows.ts';
import { writeVendorText } from './vendor-text.ts';

/** Of the description in the prepared text, in bytes; what is cut can be had on the card of the full text. */
export const HANDOFF_DETAIL: readonly [number, ...number[]] = [18_000, 12_000, 8_000, 4_000, 2_000];

/**
 * What to do in the vendor's portal, step by step, with the page to open, the text to take along and the field for the number that comes
 * back. `vendor` holds the language the vendor is written to in, `scene` the reader's own.
 */
export function presentHandoff(request: ServiceRequest, vendor: Scene, scene: Scene, width: number): Card {
  const { say } = scene.speech;
  const { customer, service, severity, number } = request;
  const way = chooseWay(request);
  const operator = nameVendor(customer.cloud, scene.speech);
  const name = nameCustomer(customer, 60);
  const values = {
    name,
    operator,
    service: plain(service.name, 60) || say('handoff.someService'),
    severity: severity === undefined ? '—' : say(`request.severity.${severity}`),
  };
  const written = writeVendorText(request, width, vendor);
  const title = say(way.title);

  return {
    template: 'handoff',
    summary: say('summary.list', { title, name: `${nameRequest(request)}, ${name}` }),
    data: {
      title,
      number: nameRequest(request),
      customer: ` · ${name}`,
      steps: way.steps.map((step, index) => ({ number: `${index + 1}.`, text: say(step, values) })),
      notes: asRows([
        severity === undefined || !way.tellsSeverity
          ? ''
          : `${say('form.label', { label: say(`request.severity.${severity}`) })}${say(`request.severityMeaning.${severity}`)}`,
        ...way.notes.map((note) => say(note, values)),
      ]),
      open: say(way.open),
      url: scene.links.serviceRequests(customer, service),
      textLabel: say('handoff.text'),
      text: written.text,
      cuts: asRows([written.cut ? say('handoff.cut') : '']),
      ...makeTicketInput(request, scene),
      record: say('request.button.record'),
      ref: { number },
      full: say('request.button.text'),
      fullData: { number, offset: 0 },
      back: [leadToRequest(request, scene)],
      origins: sayOrigin(scene),
    },
  };
}
