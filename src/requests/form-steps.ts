import type { RequestContent, RequestRoute } from './request.ts';

/**
 * The steps of the form: `what` is wrong, where in `azure`, which `problem` on Azure's list, `how` urgent it is and whom the vendor answers,
 * and a `look` at all of it before it is sent.
 */
export type FormStep = 'what' | 'azure' | 'problem' | 'how' | 'look';

/** What can be wrong in a form, in the order of the form. */
export type ContentField =
  | 'service'
  | 'title'
  | 'description'
  | 'category'
  | 'startedAt'
  | 'affected'
  | 'subscription'
  | 'azureService'
  | 'azureProblem'
  | 'resource'
  | 'severity'
  | 'firstName'
  | 'lastName'
  | 'email'
  | 'phone'
  | 'country';

const STEPS: Readonly<Record<RequestRoute, readonly FormStep[]>> = {
  azureSupport: ['what', 'azure', 'problem', 'how', 'look'],
  portal: ['what', 'how', 'look'],
  helpdesk: ['what', 'look'],
};

const WHAT: readonly ContentField[] = [
  'service',
  'title',
  'description',
  'category',
  'startedAt',
  'affected',
];
const HOW: readonly ContentField[] = ['severity', 'firstName', 'lastName', 'email', 'phone'];

/** The steps a form goes through for its route, in order. The helpdesk's `what` is a short one and asks for the severity, too. */
export function stepsOf(route: RequestRoute): readonly FormStep[] {
  return STEPS[route];
}

/** What is asked for in a step; `look` shows everything the route asks for. A step the route does not have asks for nothing. */
export function fieldsOf(step: FormStep, route: RequestRoute): readonly ContentField[] {
  if (!STEPS[route].includes(step)) return [];
  switch (step) {
    case 'what':
      return route === 'helpdesk' ? [...WHAT, 'severity'] : WHAT;
    case 'azure':
      return ['subscription', 'azureService'];
    case 'problem':
      return ['azureProblem', 'resource'];
    case 'how':
      return route === 'azureSupport' ? [...HOW, 'country'] : HOW;
    case 'look':
      return STEPS[route].filter((each) => each !== 'look').flatMap((each) => fieldsOf(each, route));
  }
}

/**
 * Whether a request cannot be sent without a field. The helpdesk needs a title and a severity; a vendor needs the whole story and whom to
 * answer, by telephone when it is critical; Azure needs its ticket's fields besides. The service may be left out everywhere: then it is
 * about the customer as a whole.
 */
export function isRequired(field: ContentField, { route, severity }: RequestContent): boolean {
  switch (field) {
    case 'service':
    case 'startedAt':
    case 'affected':
    case 'resource':
      return false;
    case 'title':
    case 'severity':
      return true;
    case 'phone':
      return route !== 'helpdesk' && severity === 'A';
    case 'country':
    case 'subscription':
    case 'azureService':
    case 'azureProblem':
      return route === 'azureSupport';
    default:
      return route !== 'helpdesk';
  }
}
