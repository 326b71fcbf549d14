import type { RequestChange } from '../../requests/change.ts';
import type { CardPurpose } from '../../requests/ports.ts';
import type { ServiceRequest } from '../../requests/request.ts';
import type { Person } from '../../staff/person.ts';
import { nameCustomer } from './buttons.ts';
import type { Card } from './card.ts';
import { nameZone, sayOrigin } from './footer.ts';
import { mentionPerson } from './mention.ts';
import { sayChange, sayChangeBriefly } from './request-change-lines.ts';
import { leadToRequest } from './request-links.ts';
import { nameRequest, nameSubject, nameVendor } from './request-terms.ts';
import type { Scene } from './scene.ts';
import { asRows } from './text-rows.ts';

/** Changes that one message tells; of more, the newest. */
const MOST_LINES = 5;
/** Of a note in a line, in Latin letters. */
const QUOTE_WIDTH = 240;

/** Who is told, and why. */
export interface ToldTo {
  /** Those of the helpdesk, who took it, or who raised it. */
  readonly purpose: CardPurpose;
  /** Whom Teams shall tell in person. */
  readonly mention?: Person | undefined;
}

/** The short message by which people learn what happened to a request, oldest first. `changes`: newest last. */
export function presentRequestTold(
  request: ServiceRequest,
  changes: readonly RequestChange[],
  { purpose, mention }: ToldTo,
  scene: Scene,
): Card {
  const { speech, times, now } = scene;
  const { say } = speech;
  const number = nameRequest(request);
  const name = nameCustomer(request.customer, 60);
  const told = changes.slice(-MOST_LINES);
  const last = told.at(-1);
  const mentioned = mention && mentionPerson(mention);
  const left = changes.length - told.length;
  const what = last ? sayChange(last, request, scene).what : nameSubject(request, 80);

  return {
    template: 'request-told',
    summary: say('told.summary', { number, name, what }),
    data: {
      number,
      customer: ` · ${name}`,
      mentions: mentioned ? [{ text: mentioned.text }] : [],
      entities: mentioned ? [mentioned.entity] : [],
      titles: asRows([nameSubject(request, 100)]),
      lines: told.map((change) => ({
        at: times.moment(change.at, now),
        text: ` · ${sayPlainly(change, request, scene)}`,
      })),
      // What to do about it; what was answered stands on the request's own card.
      advice: asRows([
        last?.change.kind === 'trouble'
          ? say(`request.trouble.${last.change.code}`, {
              operator: nameVendor(request.customer.cloud, speech),
            })
          : '',
      ]),
      notes: asRows([
        left > 0 ? say('told.more', { count: left }) : '',
        purpose === 'raiser' ? say('told.yours') : '',
        [...nameZone(scene), ...sayOrigin(scene)].map(({ text }) => text).join(' · '),
      ]),
      actions: [leadToRequest(request, scene)],
    },
  };
}

/** A change on one line; why a vendor refused is told in plain words, not in the vendor's. */
function sayPlainly(change: RequestChange, request: ServiceRequest, scene: Scene): string {
  return change.change.kind === 'trouble'
    ? sayChange(change, request, scene).what
    : sayChangeBriefly(change, request, QUOTE_WIDTH, scene);
}
