import type { Customer } from '../../customers/customer.ts';
import type { ReadErrorCode } from '../../errors.ts';
import type { PartnerCenterRequest } from '../../requests/ports.ts';
import { nameCustomer, refer } from './buttons.ts';
import type { Card } from './card.ts';
import { sayOrigin } from './footer.ts';
import { cutPage, sayRange, turnPage } from './pages.ts';
import { plain } from './plain.ts';
import type { Scene } from './scene.ts';
import { separateRows } from './separate.ts';
import { makeIncidentToken } from './service-token.ts';
import { asRows } from './text-rows.ts';

/** What Partner Center holds of a customer, or why it cannot be told; `off`: nobody is signed in there for us, or the cloud has none. */
export type VendorRequests =
  | { readonly kind: 'ready'; readonly requests: readonly PartnerCenterRequest[] }
  | { readonly kind: 'failed'; readonly code: ReadErrorCode }
  | { readonly kind: 'off' };

/** How many of them a page holds. */
const VENDOR_REQUESTS_A_PAGE = 10;

const SIGNS = {
  open: { sign: '◐', color: 'accent' },
  attentionNeeded: { sign: '●', color: 'warning' },
  closed: { sign: '✓', color: 'default' },
  unknown: { sign: '?', color: 'warning' },
} as const;

/** The requests that Partner Center itself holds of a customer. */
export function presentVendorRequests(
  customer: Customer,
  result: VendorRequests,
  offset: number,
  scene: Scene,
): Card {
  const { say } = scene.speech;
  const requests = result.kind === 'ready' ? result.requests : [];
  const page = cutPage(requests, offset, VENDOR_REQUESTS_A_PAGE);
  const title = say('vendorRequests.title');
  const name = nameCustomer(customer, 60);
  return {
    template: 'requests',
    summary: say('summary.list', { title, name }),
    data: {
      title,
      subjects: [{ name, rest: ` · ${plain(customer.domain, 60)}` }],
      filters: [],
      lines: asRows([sayWhy(customer, result, scene)]),
      rows: separateRows(
        page.items.map((request) => presentRow(customer, request, scene)),
        false,
      ),
      range: asRows([sayRange(page, scene)]),
      turns: turnPage(page, scene, (at) => ({ ...refer(customer), offset: at })).map((turn) => ({
        ...turn,
        verb: 'list-vendor-requests',
      })),
      actions: [
        {
          title: say('vendorRequests.button.ours'),
          verb: 'list-requests',
          data: { view: 'open', ...refer(customer), offset: 0 },
        },
        { title: say('button.raiseRequest'), verb: 'open-request', data: refer(customer) },
      ],
      // Its times are all told as how long ago, so that no zone matters.
      notes: sayOrigin(scene),
    },
  };
}

/** Why there is nothing to see; empty where there is something. */
function sayWhy({ cloud }: Customer, result: VendorRequests, { speech: { say } }: Scene): string {
  const operator = say(`operator.${cloud}`);
  if (result.kind === 'off') return say(`vendorRequests.off.${cloud}`, { variable: VARIABLE });
  if (result.kind === 'failed')
    return `${say('vendorRequests.failed')} ${say(OWN_REASONS.has(result.code) ? 'vendorRequests.forbidden' : `why.${result.code}`, { operator, variable: VARIABLE })}`;
  return result.requests.length === 0 ? say('vendorRequests.empty') : '';
}

/** What the operator sets to give us a partner user; 21Vianet knows no such requests. */
const VARIABLE = 'PARTNER_GLOBAL_REFRESH_TOKEN';

/** Where the usual words speak of the customer's consent: here it is our own partner user who lacks something. */
const OWN_REASONS: ReadonlySet<ReadErrorCode> = new Set([
  'noConsent',
  'forbidden',
  'signInBlocked',
  'credentialRefused',
]);

function presentRow(
  customer: Customer,
  request: PartnerCenterRequest,
  { speech: { say }, times, now }: Scene,
) {
  const { sign, color } = SIGNS[request.status];
  const title = plain(request.title, 90);
  const id = plain(request.id, 40);
  const changed = request.modifiedAt ?? request.createdAt;
  const facts = [
    say(`vendorRequests.status.${request.status}`),
    say(`vendorRequests.severity.${request.severity}`),
    changed === undefined ? '' : say('vendorRequests.changed', { ago: times.ago(changed, now) }),
  ];
  return {
    sign: `${sign} `,
    color,
    label: id,
    name: '',
    titles: asRows([title]),
    facts: facts.filter((fact) => fact !== '').join(' · '),
    spoken: [id, title].filter((part) => part !== '').join(', '),
    verb: 'show-vendor-request',
    data: { ...refer(customer), id: makeIncidentToken(request.id), offset: 0 },
  };
}
