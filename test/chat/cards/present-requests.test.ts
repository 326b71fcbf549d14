import { describe, expect, it } from 'vitest';
import { CONTOSO, TAILWIND_CHINA } from '../../support/card-fixtures.ts';
import { makeCards } from '../../support/make-cards.ts';
import { readActions, readCardText } from '../../support/read-card.ts';
import { PARTNER_CENTER_REQUEST, raise, raiseInAzure } from '../../support/request-gallery.ts';
import { PEOPLE } from '../../support/requests.ts';

const cards = makeCards({ sandbox: false });
const reader = { language: 'en', timeZone: 'Europe/Paris' } as const;
const ref = { cloud: 'global', tenantId: CONTOSO.tenantId };

describe('a list of requests', () => {
  const page = {
    requests: [raise({ number: 1044 }), raiseInAzure({ number: 1043, takenBy: PEOPLE.megan })],
    total: 20,
  };

  it('says of each its number, customer, title, state, severity, who has it and how old it is', () => {
    const { card } = cards.requests(page, { view: 'open', offset: 0 }, reader);
    const text = readCardText(card);
    expect(text).toContain(
      'SR-1044 · Contoso Ltd Users cannot send mail Raised · not yet with Microsoft · B (moderate) · not taken · 40 minutes ago',
    );
    expect(text).toContain('With Microsoft · B (moderate) · Megan Bowen');
    expect(readActions(card).filter(({ verb }) => verb === 'show-request')).toMatchObject([
      { data: { number: 1044 } },
      { data: { number: 1043 } },
    ]);
  });

  it('keeps the customer in its filters and pages', () => {
    const asked = { view: 'mine', customer: CONTOSO, offset: 8, vendorRequests: true } as const;
    const actions = readActions(cards.requests(page, asked, reader).card);
    expect(
      actions.filter(({ verb }) => verb === 'list-requests').map(({ title, data }) => [title, data]),
    ).toEqual([
      ['Open', { view: 'open', ...ref, offset: 0 }],
      ['✓ Mine', { view: 'mine', ...ref, offset: 0 }],
      ['All', { view: 'all', ...ref, offset: 0 }],
      ['Previous', { view: 'mine', ...ref, offset: 0 }],
      ['Next', { view: 'mine', ...ref, offset: 10 }],
      ['All customers', { view: 'open', offset: 0 }],
    ]);
    expect(actions.filter(({ verb }) => verb === 'open-request')).toMatchObject([{ data: ref }]);
    expect(actions.filter(({ verb }) => verb === 'list-vendor-requests')).toMatchObject([{ data: ref }]);
  });

  it('offers Partner Center’s only where they can be read', () => {
    const { card } = cards.requests(page, { view: 'open', customer: CONTOSO, offset: 0 }, reader);
    expect(readActions(card).some(({ verb }) => verb === 'list-vendor-requests')).toBe(false);
  });

  it('has another sentence for each way to be empty', () => {
    const none = { requests: [], total: 0 };
    const texts = (['open', 'mine', 'all'] as const).flatMap((view) =>
      [undefined, CONTOSO].map((customer) =>
        readCardText(cards.requests(none, { view, customer, offset: 0 }, reader).card),
      ),
    );
    expect(new Set(texts).size).toBe(6);
  });
});

describe('the requests that Partner Center holds', () => {
  it('are listed with Microsoft’s state and severity', () => {
    const result = { kind: 'ready', requests: [PARTNER_CENTER_REQUEST] } as const;
    const { card } = cards.vendorRequests(CONTOSO, result, 0, reader);
    expect(readCardText(card)).toContain('Attention needed · moderate · changed 2 hours ago');
    expect(readActions(card)[0]).toMatchObject({
      verb: 'show-vendor-request',
      data: { ...ref, id: '616122292874576', offset: 0 },
    });
  });

  it('are said to be missing, and why', () => {
    const say = (result: Parameters<typeof cards.vendorRequests>[1], customer = CONTOSO) =>
      readCardText(cards.vendorRequests(customer, result, 0, reader).card);
    expect(say({ kind: 'ready', requests: [] })).toContain('holds no request of this customer');
    expect(say({ kind: 'failed', code: 'timeout' })).toContain('did not answer in time');
    expect(say({ kind: 'failed', code: 'forbidden' })).toContain('refused our partner user');
    expect(say({ kind: 'off' })).toContain('PARTNER_GLOBAL_REFRESH_TOKEN');
    expect(say({ kind: 'off' }, TAILWIND_CHINA)).toContain('operated by 21Vianet has no service requests');
  });
});
