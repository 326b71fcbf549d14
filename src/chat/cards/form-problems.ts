import type { ContentProblem } from '../../requests/check-content.ts';
import { type ContentField, type FormStep, fieldsOf, stepsOf } from '../../requests/form-steps.ts';
import type { ServiceRequest } from '../../requests/request.ts';
import type { MessageKey, Speech } from '../languages/speech.ts';

/** What a right one looks like, where "this is not right" does not tell. */
const WHAT_IS_RIGHT: Readonly<Partial<Record<ContentField, MessageKey>>> = {
  service: 'request.problem.service',
  email: 'request.problem.email',
  phone: 'request.problem.phone',
  country: 'request.problem.country',
  startedAt: 'request.problem.startedAt',
  resource: 'request.problem.resource',
};

/** The step of its route at which a field is filled in. */
export function findStep(field: ContentField, { route }: Pick<ServiceRequest, 'route'>): FormStep {
  return stepsOf(route).find((step) => fieldsOf(step, route).includes(field)) ?? 'what';
}

/** What is wrong with a field, and what to do; the field itself is named where it stands. */
export function sayProblem(
  { field, code, most = 0, length = 0 }: ContentProblem,
  { severity }: Pick<ServiceRequest, 'severity'>,
  { say }: Speech,
): string {
  switch (code) {
    case 'missing':
      return say(
        field === 'phone' && severity === 'A' ? 'request.problem.phoneForA' : 'request.problem.missing',
      );
    case 'tooLong':
      return say('request.problem.tooLong', { most, length });
    case 'future':
      return say('request.problem.future');
    case 'invalid':
      return say(WHAT_IS_RIGHT[field] ?? 'request.problem.invalid');
  }
}

/** The first fields in the order in which the form asks for them; the others are found in their order already. */
const ASKED_FIRST: readonly ContentField[] = ['service', 'category'];

/** Each field that is to be looked at, once, in the order of the form. */
export function nameFields(problems: readonly ContentProblem[], { say, list }: Speech): string {
  const found = new Set(problems.map(({ field }) => field));
  const fields = [...new Set([...ASKED_FIRST.filter((field) => found.has(field)), ...found])];
  return list(fields.map((field) => say(`request.field.${field}`)));
}
