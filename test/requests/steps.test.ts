import { expect, it } from 'vitest';
import { STATES } from '../../src/requests/request.ts';
import { canStep } from '../../src/requests/steps.ts';

it('lets a request go only along the allowed steps', () => {
  const allowed = STATES.flatMap((from) =>
    STATES.filter((to) => canStep(from, to)).map((to) => `${from} → ${to}`),
  );
  expect(allowed).toEqual([
    'draft → raised',
    'raised → withVendor',
    'raised → waitingForUs',
    'raised → resolved',
    'raised → closed',
    'withVendor → waitingForUs',
    'withVendor → resolved',
    'withVendor → closed',
    'waitingForUs → withVendor',
    'waitingForUs → resolved',
    'waitingForUs → closed',
    'resolved → raised',
    'resolved → withVendor',
    'resolved → closed',
    'closed → raised',
    'closed → withVendor',
  ]);
});
