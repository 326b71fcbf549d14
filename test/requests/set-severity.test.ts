import { expect, it } from 'vitest';
import { setSeverity } from '../../src/requests/set-severity.ts';
import {
  AZURE_CONTENT,
  CONTACT,
  makeAzureRequest,
  makeRequest,
  OPENED_AT,
  stepOf,
} from '../support/requests.ts';

const NOW = OPENED_AT + 3_600_000;
const toA = setSeverity('A', NOW);

it('changes the severity', () => {
  const { request, changes, jobs } = stepOf(toA(makeRequest()));
  expect(request.severity).toBe('A');
  expect(changes).toEqual([{ kind: 'severity', from: 'B', to: 'A' }]);
  expect(jobs).toEqual([]);
});

it('changes that of the Azure ticket, too', () => {
  expect(stepOf(toA(makeAzureRequest())).jobs).toEqual([{ kind: 'setSeverity', severity: 'A' }]);
});

it.each([
  ['same', makeRequest({ severity: 'A' })],
  [{ refused: 'state' }, makeRequest({ state: 'resolved' })],
  [{ refused: 'state' }, makeRequest({ state: 'draft' })],
  [{ refused: 'incomplete' }, makeRequest({ ...AZURE_CONTENT, contact: { ...CONTACT, phone: '' } })],
])('is %j otherwise (%#)', (expected, request) => {
  expect(toA(request)).toEqual(expected);
});

it('makes a request critical without a telephone number where no ticket needs one any more', () => {
  const contact = { ...CONTACT, phone: '' };
  expect(stepOf(toA(makeAzureRequest({ contact }))).request.severity).toBe('A');
  expect(stepOf(toA(makeRequest({ contact }))).request.severity).toBe('A');
});
