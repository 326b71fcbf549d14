import type { Customer } from '../../customers/customer.ts';
import type { ReadErrorCode } from '../../errors.ts';
import type { ServiceRequest } from '../../requests/request.ts';
import { nameCustomer, refer } from './buttons.ts';
import type { Card } from './card.ts';
import { sayOrigin } from './footer.ts';
import { discard, type FormButton } from './form-buttons.ts';
import type { PageLink } from './incident-links.ts';
import { plain } from './plain.ts';
import type { Scene } from './scene.ts';
import { asRows } from './text-rows.ts';

/** Why no vendor can be asked for a customer any more. */
export type LostAccess =
  /** The admin relationship has ended. */
  | { readonly kind: 'relationship' }
  /** The customer cannot be read, and this is why. */
  | { readonly kind: 'unread'; readonly code: ReadErrorCode };

/** Why a form is not filled in or sent. */
export type RequestRefusal =
  /** It is somebody else's. */
  | { readonly kind: 'notYours'; readonly draft: ServiceRequest }
  | { readonly kind: 'accessGone'; readonly customer: Customer; readonly lost: LostAccess }
  /** Its customer is no longer among ours. */
  | { readonly kind: 'customerGone'; readonly draft: ServiceRequest };

/** Of a button that a phone shows whole. */
const NAME_WIDTH = 20;

/** Says that nothing was sent, why, and what can be done. */
export function presentRequestRefused(refusal: RequestRefusal, scene: Scene): Card {
  const { say } = scene.speech;
  const customer = refusal.kind === 'accessGone' ? refusal.customer : refusal.draft.customer;
  const name = nameCustomer(customer, 60);
  const { title, lines, pages, buttons } = explain(refusal, name, scene);
  const health: FormButton = {
    title: say('button.healthOf', { name: nameCustomer(customer, NAME_WIDTH) }),
    verb: 'show-health',
    data: refer(customer),
    inputs: 'none',
  };
  return {
    template: 'request-refused',
    summary: [title, lines[0] ?? ''].join(' ').trim(),
    data: {
      style: refusal.kind === 'notYours' ? 'emphasis' : 'warning',
      title,
      lines: asRows(lines),
      pages,
      buttons: refusal.kind === 'customerGone' ? buttons : [...buttons, health],
      notes: sayOrigin(scene),
    },
  };
}

interface Explanation {
  readonly title: string;
  readonly lines: readonly string[];
  readonly pages: readonly PageLink[];
  readonly buttons: readonly FormButton[];
}

function explain(refusal: RequestRefusal, name: string, scene: Scene): Explanation {
  const { say } = scene.speech;
  switch (refusal.kind) {
    case 'notYours': {
      const { draft } = refusal;
      const title = say('form.notYours', { name: plain(draft.raisedBy.name, 60) || '…' });
      const own: FormButton = {
        title: say('form.openOwn'),
        verb: 'open-request',
        data: refer(draft.customer),
        inputs: 'none',
      };
      return { title, lines: [say('form.notYoursWhy', { name })], pages: [], buttons: [own] };
    }
    case 'customerGone': {
      const list: FormButton = {
        title: say('button.customers'),
        verb: 'list-customers',
        data: { text: '', offset: 0 },
        inputs: 'none',
      };
      const title = say('form.customerGone', { name });
      const buttons = [list, discard(refusal, scene)];
      return { title, lines: [say('form.customerGoneWhy')], pages: [], buttons };
    }
    case 'accessGone':
      return explainAccess(refusal.customer, refusal.lost, name, scene);
  }
}

/** The very words and pages with which lost access is told elsewhere. Our own helpdesk can be told all the same. */
function explainAccess(customer: Customer, lost: LostAccess, name: string, scene: Scene): Explanation {
  const { say } = scene.speech;
  const isEnded = lost.kind === 'relationship';
  const operator = say(`operator.${customer.cloud}`);
  const why = isEnded ? say('form.relationshipEnded') : say(`why.${lost.code}`, { operator });
  const url = isEnded ? scene.links.relationship(customer) : scene.links.fix(customer, lost.code);
  const escalate: FormButton = {
    title: say('button.escalate'),
    verb: 'open-request',
    data: { ...refer(customer), route: 'helpdesk' },
    inputs: 'none',
  };
  return {
    title: say('form.accessGone', { name }),
    lines: [why, say('form.accessGoneNow')],
    pages: url === undefined ? [] : [{ title: say(isEnded ? 'button.relationship' : 'button.consent'), url }],
    buttons: [escalate],
  };
}
