import { describe, expect, it } from 'vitest';
import { raise } from '../../src/requests/raise.ts';
import { AZURE_CONTENT, makeDraft, makeRequest, OPENED_AT, PEOPLE, stepOf } from '../support/requests.ts';

const NOW = OPENED_AT + 60_000;
const byAdele = raise(PEOPLE.adele, NOW);

describe('sending a form', () => {
  it('makes it a request; its number and version are left to the store', () => {
    const draft = makeDraft();
    expect(byAdele(draft)).toEqual({
      request: { ...draft, state: 'raised', raisedAt: NOW, changedAt: NOW },
      changes: [{ kind: 'raised', route: 'portal' }],
      jobs: [],
    });
  });

  it.each([
    [makeDraft(AZURE_CONTENT), [{ kind: 'createTicket' }]],
    [makeDraft({ route: 'helpdesk' }), []],
  ])('has a ticket created only where Azure Support carries it (%#)', (draft, jobs) => {
    expect(stepOf(byAdele(draft)).jobs).toEqual(jobs);
  });

  it('a day later is as good', () => {
    expect(stepOf(raise(PEOPLE.adele, NOW + 86_400_000)(makeDraft())).request.state).toBe('raised');
  });

  it('is the same when it is pressed again, by whomever', () => {
    expect(byAdele(makeRequest())).toBe('same');
    expect(raise(PEOPLE.megan, NOW)(makeRequest({ state: 'closed' }))).toBe('same');
  });

  it('is only for who opened it', () => {
    expect(raise(PEOPLE.megan, NOW)(makeDraft())).toEqual({ refused: 'notYours' });
    const withoutIds = { objectId: undefined, account: '29:adele', name: 'Adele Vance' };
    expect(stepOf(raise(withoutIds, NOW)(makeDraft({ raisedBy: withoutIds }))).request.state).toBe('raised');
  });

  it.each([
    { title: ' ' },
    { description: 'x'.repeat(20_001) },
    { startedAt: NOW + 86_400_000 },
    { ...AZURE_CONTENT, customer: { ...makeDraft().customer, cloud: 'china' as const } },
  ])('is refused while something is missing or wrong (%#)', (content) => {
    expect(byAdele(makeDraft(content))).toEqual({ refused: 'incomplete' });
  });
});
