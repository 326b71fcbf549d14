import { describe, expect, it } from 'vitest';
import { MAX_CARD_BYTES } from '../../../src/chat/cards/fit.ts';
import { measureBytes } from '../../../src/chat/cards/render.ts';
import type { Reply } from '../../../src/chat/reply.ts';
import type { RequestChange } from '../../../src/requests/change.ts';
import { type ServiceRequest, TROUBLE_CODES } from '../../../src/requests/request.ts';
import { canStep } from '../../../src/requests/steps.ts';
import { NOW, TAILWIND_CHINA } from '../../support/card-fixtures.ts';
import { makeCards } from '../../support/make-cards.ts';
import { readActions, readCardText } from '../../support/read-card.ts';
import { EVERY_CHANGE, raise, raiseInAzure } from '../../support/request-gallery.ts';
import { makeChange, makeDraft, PEOPLE, TICKET } from '../../support/requests.ts';

const cards = makeCards({ sandbox: false });
const reader = { language: 'en', timeZone: 'Europe/Paris' } as const;
const MINUTE = 60_000;
const ticket = { ...TICKET, recordedAt: NOW - 30 * MINUTE };
const taken = { takenBy: PEOPLE.megan };
const stuck = { trouble: { code: 'plan', cause: 'InvalidSupportPlan: none', at: NOW } } as const;

function show(request: ServiceRequest, changes: readonly RequestChange[] = [], helpdesk = true): Reply {
  return cards.request(request, { changes, helpdesk }, reader);
}

function read(request: ServiceRequest, changes: readonly RequestChange[] = []): string {
  return readCardText(show(request, changes).card);
}

/** The titles of the card's own row of buttons. */
function readRow({ card }: Reply): string[] {
  const { actions } = card;
  return Array.isArray(actions) ? actions.map(({ title }) => String(title)) : [];
}

describe('the buttons of a request', () => {
  it.each<[string, ServiceRequest, string[]]>([
    [
      'new, for the portal',
      raise(),
      ['Open portal and text', 'Take it', 'Ticket number', 'Add note', 'More'],
    ],
    ['taken', raise(taken), ['Open portal and text', 'Ticket number', 'Add note', 'Resolve', 'More']],
    [
      'with its number',
      raise({ state: 'withVendor', ticket }),
      ['Take it', 'Ticket number', 'Add note', 'Resolve', 'More'],
    ],
    ['in Azure', raiseInAzure(), ['Take it', 'Add note', 'Resolve', 'More']],
    [
      'stuck',
      raiseInAzure({ state: 'raised', ticket: undefined, ...stuck }),
      ['Use the portal instead', 'Try again', 'Take it', 'Add note', 'More'],
    ],
    [
      'with the helpdesk alone',
      raise({ route: 'helpdesk' }),
      ['Take it', 'Raise with Microsoft', 'Ticket number', 'Add note', 'More'],
    ],
    [
      'with the helpdesk of a customer in China',
      raise({ route: 'helpdesk', customer: TAILWIND_CHINA, ...taken }),
      ['Raise with 21Vianet', 'Ticket number', 'Add note', 'Resolve', 'More'],
    ],
    ['resolved', raise({ state: 'resolved' }), ['Close', 'Reopen', 'Add note', 'History', 'Full text']],
    ['closed', raise({ state: 'closed' }), ['Reopen', 'Add note', 'History', 'Full text']],
    [
      'closed although it was stuck',
      raise({ state: 'closed', ...stuck }),
      ['Reopen', 'Add note', 'History', 'Full text'],
    ],
  ])('that is %s', (_, request, titles) => {
    expect(readRow(show(request))).toEqual(titles);
  });

  it('carry its number, and a note the version it was written on', () => {
    const actions = readActions(show(raise({ version: 7 })).card);
    for (const { verb, data } of actions) if (verb !== 'show-incident') expect(data.number, verb).toBe(1042);
    expect(actions.find(({ verb }) => verb === 'note-request')?.data).toEqual({ number: 1042, version: 7 });
  });

  it('offer to write to the vendor, and to close its ticket, only where there is an Azure ticket', () => {
    const ids = (request: ServiceRequest) =>
      JSON.stringify(show(request).card).match(/toVendor|closeTicket/g);
    expect(ids(raiseInAzure())).toEqual(['toVendor', 'closeTicket']);
    expect(ids(raise({ ticket }))).toBeNull();
    expect(ids(raiseInAzure({ ticket: undefined, state: 'raised' }))).toBeNull();
  });

  it('set only states that the request may go to', () => {
    for (const state of ['raised', 'withVendor', 'waitingForUs'] as const) {
      const json = JSON.stringify(show(raise({ state })).card);
      const offered = (['raised', 'withVendor', 'waitingForUs', 'closed'] as const).filter((one) =>
        json.includes(`"value":"${one}"`),
      );
      expect(offered).toContain('closed');
      for (const to of offered) expect(canStep(state, to), `${state} to ${to}`).toBe(true);
    }
  });

  it('let somebody else take it over, but not before it is taken', () => {
    expect(readCardText(show(raise(taken)).card)).toContain('Take over');
    expect(readCardText(show(raise()).card)).not.toContain('Take over');
  });
});

describe('the next step', () => {
  const due = (request: ServiceRequest, changes: readonly RequestChange[] = []) =>
    /Next: (.*?) (?=Users cannot|Virtual machines)/.exec(read(request, changes))?.[1];

  it('is the portal, then Microsoft’s first response, each by its severity', () => {
    expect(due(raise())).toContain('enter the ticket number here');
    const waiting = { state: 'withVendor', ticket } as const;
    expect(due(raise({ ...waiting, severity: 'A' }))).toBe('Microsoft answers first within 2 h, by 12:55.');
    expect(due(raise({ ...waiting, severity: 'C' }))).toBe('Microsoft answers first within 8 h, by 18:55.');
  });

  it('says that a response is late', () => {
    const late = raise({ state: 'withVendor', ticket: { ...ticket, recordedAt: NOW - 5 * 60 * MINUTE } });
    expect(due(late)).toContain('was due by 10:25');
  });

  it('promises nothing in the name of 21Vianet', () => {
    const request = raise({ customer: TAILWIND_CHINA, state: 'withVendor', ticket });
    expect(due(request)).toBe('21Vianet has it. Note here what you hear.');
  });

  it('tells of the vendor’s message until somebody has answered it', () => {
    const written = EVERY_CHANGE.filter(({ change }) => change.kind === 'vendorNote');
    const answers = EVERY_CHANGE.filter(({ change }) => change.kind === 'note');
    expect(due(raiseInAzure(), written)).toContain('Microsoft has written');
    expect(due(raiseInAzure(), [...answers, ...written])).toBe('Microsoft has it. Note here what you hear.');
  });

  it.each(TROUBLE_CODES)('says what to do about the trouble %s, and what is on record', (code) => {
    const request = raiseInAzure({ trouble: { code, cause: 'Code: words', at: NOW } });
    expect(due(request)).toMatch(/portal|try again/i);
    expect(read(request)).toContain('On record: Code: words');
  });

  it('says when there is no helpdesk to take it', () => {
    const request = raise({ route: 'helpdesk' });
    expect(readCardText(show(request, [], false).card)).toContain('type “helpdesk here”');
    expect(readCardText(show(request).card)).not.toContain('type “helpdesk here”');
  });
});

describe('the card of a request', () => {
  it('says what it is, who has it, who raised it and what happened last', () => {
    const text = read(raiseInAzure(taken), EVERY_CHANGE.slice(7, 8));
    for (const part of [
      'With Microsoft',
      'SR-1042 · Contoso Ltd',
      'Virtual Machines · B (moderate)',
      'Ticket 119120321001170 (Open)',
      'Megan Bowen has it',
      'Raised by Adele Vance, 10:45',
      '11:17 · Megan Bowen added a note: “The customer is on holiday until Monday.”',
      'times in CET',
    ])
      expect(text).toContain(part);
  });

  it('opens the incident at its customer', () => {
    const [incident] = readActions(show(raise()).card);
    expect(incident).toMatchObject({
      title: 'EX226574',
      verb: 'show-incident',
      data: { cloud: 'global', incident: 'EX226574' },
    });
  });

  it('counts the incidents that have no button', () => {
    const incidents = Array.from({ length: 9 }, (_, index) => `EX${index}`);
    expect(read(raise({ incidents }))).toContain('It refers to 5 more incidents');
  });

  it('never shows a draft', () => {
    expect(readCardText(show(makeDraft()).card)).toContain('No request SR is known.');
  });

  it('fits with the longest texts in the widest letters', () => {
    for (const long of ['漢'.repeat(20_000), '"\\'.repeat(10_000), '👩‍👩‍👧‍👦'.repeat(2_000)]) {
      const change = makeChange({ at: NOW, change: { kind: 'vendorNote', text: long } });
      const request = raiseInAzure({
        title: long,
        description: long,
        customer: { ...TAILWIND_CHINA, name: long },
        trouble: { code: 'invalid', cause: long, at: NOW },
        incidents: Array.from({ length: 20 }, () => long),
      });
      for (const language of ['en', 'fr', 'ko', 'zh-CN'] as const) {
        const view = { changes: [change, change, change], helpdesk: true };
        const { card } = cards.request(request, view, { ...reader, language });
        expect(measureBytes(card)).toBeLessThanOrEqual(MAX_CARD_BYTES);
      }
    }
  });
});
