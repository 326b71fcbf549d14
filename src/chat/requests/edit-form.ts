import { checkContent } from '../../requests/check-content.ts';
import type { FormStep } from '../../requests/form-steps.ts';
import { stepsOf } from '../../requests/form-steps.ts';
import type { ServiceRequest } from '../../requests/request.ts';
import { FORM_INPUTS, type FormInputs } from '../actions/request-verbs.ts';
import type { Asked } from '../actions/with-customer.ts';
import type { Reply } from '../reply.ts';
import { listProblems, listServices } from './list-topics.ts';
import { type KnownNames, readInputs } from './read-inputs.ts';
import { readSubscriptions } from './read-subscriptions.ts';
import { showForm } from './show-form.ts';
import { showRequest } from './show-request.ts';
import { createPatience, type Patience, within } from './within.ts';

/** Keeps what was typed at a step, right or wrong, and shows the next one; the same again, with what is wrong, before anybody goes on. */
export async function editForm(
  {
    form,
    step,
    to,
    offset,
    asks,
    ...given
  }: FormInputs & {
    readonly form: string;
    readonly step: FormStep;
    readonly to: FormStep;
    readonly offset: number;
    readonly asks: string;
  },
  by: Asked,
): Promise<Reply> {
  const { requests, cards, clock } = by.context;
  const patience = createPatience(clock);
  const inputs = emptyMissing(given, asks.split(','));
  const draft = await requests.desk.find({ form });
  if (!draft) return cards.requestFormGone(by.reader);
  if (draft.number !== undefined) return showRequest(draft.number, by);
  by.context.access.require('raiseRequest', draft.customer.cloud);
  const edit = readInputs(inputs, draft, await knowNames(draft, inputs, by, patience));
  const result = await requests.desk.editForm(form, edit, by.person);
  if (result.kind === 'unknown') return cards.requestFormGone(by.reader);
  if (result.kind === 'refused') {
    return result.code === 'notYours'
      ? cards.requestNotYours(result.request, by.reader)
      : showRequest(result.request.number, by);
  }
  const { request } = result;
  const find = (inputs.find ?? '').slice(0, MOST_FIND);
  const steps = stepsOf(request.route);
  // Another route may not have the step that was asked for.
  const wanted = steps.includes(to) ? to : (steps[0] ?? 'what');
  const isForward = steps.indexOf(wanted) > steps.indexOf(step);
  const problems = isForward ? checkContent(request, clock(), step) : [];
  const shown = problems.length > 0 ? step : wanted;
  return showForm({ draft: request, step: shown, problems, find, offset }, by, patience);
}

/** A list may have been late when its topic was chosen. */
function isNamed(id: string, name: string): boolean {
  return id === '' || name !== '';
}

/** What was emptied does not arrive: it is as if it had come empty. */
function emptyMissing(given: FormInputs, asks: readonly string[]): FormInputs {
  const missing = Object.keys(FORM_INPUTS.shape).filter(
    (id) => asks.includes(id) && !Object.hasOwn(given, id),
  );
  const empty = missing.map((id) => [id, id === 'consent' ? 'false' : '']);
  return { ...given, ...FORM_INPUTS.parse(Object.fromEntries(empty)) };
}

const MOST_FIND = 100;
/** A name may be of any topic that was offered, whatever was searched for. */
const EVERYTHING = { find: '', most: Number.POSITIVE_INFINITY };

/** What the ids of the inputs are called; only what the inputs name is looked up. */
async function knowNames(
  draft: ServiceRequest,
  inputs: FormInputs,
  { context }: Asked,
  patience: Patience,
): Promise<KnownNames> {
  const { reports, directory } = context;
  const customer = directory.get(draft.customer) ?? draft.customer;
  const asksReport = inputs.service !== undefined;
  const [report, subscriptions, services, problems] = await Promise.all([
    asksReport ? within(reports.read(customer), patience.createSignal()) : undefined,
    inputs.subscription === undefined ? [] : readSubscriptions(customer, context, patience),
    inputs.azureService === undefined && isNamed(draft.azure.serviceId, draft.azure.serviceName)
      ? undefined
      : listServices(draft, EVERYTHING, context, patience),
    inputs.azureProblem === undefined && isNamed(draft.azure.problemId, draft.azure.problemName)
      ? undefined
      : listProblems(draft, EVERYTHING, context, patience),
  ]);
  return {
    services: (report?.services ?? []).map(({ name, subscriptions }) => ({
      name,
      isAzure: subscriptions.length > 0,
    })),
    subscriptions: subscriptions ?? [],
    azureServices: services?.kind === 'ready' ? services.items : [],
    azureProblems: problems?.kind === 'ready' ? problems.items : [],
  };
}
