import { describe, expect, it } from 'vitest';
import { type DraftEdit, editDraft } from '../../src/requests/edit-draft.ts';
import type { ServiceRequest } from '../../src/requests/request.ts';
import {
  AZURE_CONTENT,
  AZURE_FIELDS,
  makeDraft,
  makeRequest,
  OPENED_AT,
  PEOPLE,
  stepOf,
} from '../support/requests.ts';

const NOW = OPENED_AT + 60_000;
const azureDraft = makeDraft({
  ...AZURE_CONTENT,
  azure: { ...AZURE_FIELDS, resourceId: `/subscriptions/${AZURE_FIELDS.subscriptionId}/resourceGroups/web` },
});

function edited(edit: DraftEdit, draft: ServiceRequest = makeDraft()): ServiceRequest {
  const { request, changes, jobs } = stepOf(editDraft(edit, PEOPLE.adele, NOW)(draft));
  expect([changes, jobs]).toEqual([[], []]);
  return request;
}

describe('an edit of a form', () => {
  it('changes what it names and nothing else', () => {
    const draft = makeDraft();
    expect(edited({ title: 'Mail', contact: { phone: '12345' } })).toEqual({
      ...draft,
      title: 'Mail',
      contact: { ...draft.contact, phone: '12345' },
      changedAt: NOW,
    });
  });

  it('is the same when nothing is different', () => {
    const draft = makeDraft();
    const { title, incidents, contact, azure } = draft;
    const edit = { title, incidents: [...incidents], contact: { ...contact }, azure: { ...azure } };
    expect(editDraft(edit, PEOPLE.adele, NOW)(draft)).toBe('same');
    expect(editDraft({}, PEOPLE.adele, NOW)(draft)).toBe('same');
  });

  it('is refused to others, and after it was sent', () => {
    expect(editDraft({ title: 'x' }, PEOPLE.megan, NOW)(makeDraft())).toEqual({ refused: 'notYours' });
    expect(editDraft({ title: 'x' }, PEOPLE.adele, NOW)(makeRequest())).toEqual({ refused: 'state' });
  });

  it('keeps what is wrong as it was typed', () => {
    const title = `  <at>x</at> **😀** \u202E${'x'.repeat(300)}`;
    const { contact } = edited({ contact: { email: 'not an address' } });
    expect(edited({ title }).title).toBe(title);
    expect(contact.email).toBe('not an address');
  });

  it('keeps at most 100,000 units of a text, well formed', () => {
    const { description } = edited({ description: `\uD83D${'x'.repeat(120_000)}` });
    expect(description).toHaveLength(100_000);
    expect(description.isWellFormed()).toBe(true);
  });

  it('empties what was chosen by a field that is undefined', () => {
    const { category, severity, startedAt } = edited({
      category: undefined,
      severity: undefined,
      startedAt: undefined,
    });
    expect([category, severity, startedAt]).toEqual([undefined, undefined, undefined]);
    expect(edited({ startedAt: Number.NaN }).startedAt).toBeUndefined();
  });

  it('keeps at most twenty incidents, each once', () => {
    const ids = Array.from({ length: 30 }, (_, at) => `EX${at}`);
    expect(edited({ incidents: [' EX1 ', 'EX1', '', ...ids] }).incidents).toHaveLength(20);
  });
});

describe('another choice in the form', () => {
  it('of the subscription clears the resource and the old name', () => {
    const { azure } = edited({ azure: { subscriptionId: 'other' } }, azureDraft);
    expect(azure).toEqual({
      ...AZURE_FIELDS,
      subscriptionId: 'other',
      subscriptionName: '',
      resourceId: '',
    });
  });

  it('of the Azure service clears the problem, also when an old card sends it again', () => {
    const { problemId, problemName } = AZURE_FIELDS;
    const { azure } = edited(
      { azure: { serviceId: 'sql', serviceName: 'SQL', problemId, problemName } },
      azureDraft,
    );
    expect(azure).toMatchObject({ serviceId: 'sql', serviceName: 'SQL', problemId: '', problemName: '' });
  });

  it('of the Azure service together with its problem keeps both', () => {
    const choice = { serviceId: 'sql', serviceName: 'SQL', problemId: 'slow', problemName: 'Slow' };
    expect(edited({ azure: choice }, azureDraft).azure).toMatchObject(choice);
  });

  it('of the service clears what Azure was told about the one before', () => {
    const { azure } = edited({ service: { name: 'SQL Database', isAzure: true } }, azureDraft);
    expect(azure).toMatchObject({
      serviceId: '',
      problemId: '',
      subscriptionId: AZURE_FIELDS.subscriptionId,
    });
  });

  it('of a service that Azure Support does not take leads to the portal', () => {
    const service = { name: 'Exchange Online', isAzure: false };
    expect(edited({ service }, azureDraft).route).toBe('portal');
    expect(edited({ service, route: 'helpdesk' }, azureDraft).route).toBe('helpdesk');
  });

  it('of a route is kept where the route exists', () => {
    expect(edited({ route: 'portal' }, azureDraft).route).toBe('portal');
    expect(edited({ route: 'helpdesk' }).route).toBe('helpdesk');
    expect(editDraft({ route: 'azureSupport' }, PEOPLE.adele, NOW)(makeDraft())).toBe('same');
    const inChina = makeDraft({
      ...azureDraft,
      customer: { ...azureDraft.customer, cloud: 'china' },
      route: 'portal',
    });
    expect(editDraft({ route: 'azureSupport' }, PEOPLE.adele, NOW)(inChina)).toBe('same');
  });
});
