import { expect, it } from 'vitest';
import { mergeAzureFields } from '../../src/requests/merge-azure-fields.ts';
import { AZURE_FIELDS } from '../support/requests.ts';

const same = { isOtherService: false };

it('a name goes with its id, also where two things are called alike', () => {
  const edit = { subscriptionId: 'other', subscriptionName: AZURE_FIELDS.subscriptionName };
  const merged = mergeAzureFields(AZURE_FIELDS, edit, same);
  expect(merged).toMatchObject(edit);
  expect(merged.resourceId).toBe('');
});

it('a name without its id, or with an id that was cleared, is none', () => {
  expect(mergeAzureFields(AZURE_FIELDS, { subscriptionId: 'other' }, same).subscriptionName).toBe('');
  expect(mergeAzureFields(AZURE_FIELDS, {}, { isOtherService: true })).toMatchObject({
    ...{ serviceId: '', serviceName: '', problemId: '', problemName: '' },
    subscriptionName: AZURE_FIELDS.subscriptionName,
  });
});
