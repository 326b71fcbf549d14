import { type FormStep, stepsOf } from '../../requests/form-steps.ts';
import type { RequestRoute } from '../../requests/request.ts';
import type { ActionInput, Verb } from '../actions/verbs.ts';
import { findStep } from './form-problems.ts';
import type { FormView } from './request-form-view.ts';
import type { Scene } from './scene.ts';

/** A button below the form. `inputs`: whether what was typed goes along. */
export interface FormButton {
  readonly title: string;
  readonly verb: Verb;
  readonly data: object;
  readonly inputs: 'auto' | 'none';
}

/** The data of a button that keeps what was typed and shows a step; with `route`: sent that way instead. */
export function referToStep(
  { draft, step }: Pick<FormView, 'draft' | 'step'>,
  to: FormStep,
  more: { readonly offset?: number; readonly route?: RequestRoute } = {},
): ActionInput<'edit-request'> {
  return { form: draft.form, step, to, ...more };
}

/** The buttons of a step, the likeliest first: on, back, away. `inputs`: the ids of what the step asks. */
export function listFormButtons(view: FormView, inputs: readonly string[], scene: Scene): FormButton[] {
  const asks = inputs.join();
  return [...leadOn(view, scene), ...leadBack(view, scene), discard(view, scene)].map((button) =>
    button.inputs === 'auto' ? { ...button, data: { ...button.data, asks } } : button,
  );
}

/** To the next step; where the list that this one needs is not there, to it again, or on by another way. */
function leadOn(view: FormView, { speech: { say } }: Scene): FormButton[] {
  const { draft, step, routes } = view;
  const list = findList(view);
  if (list === undefined || (list.kind === 'ready' && !isWithoutPlace(view))) {
    const steps = stepsOf(draft.route);
    const next = steps[steps.indexOf(step) + 1] ?? 'look';
    return [edit(say('form.next'), referToStep(view, next))];
  }
  const again = edit(
    say(list.kind === 'reading' ? 'form.lookAgain' : 'form.tryAgain'),
    referToStep(view, step),
  );
  const portal = routes.includes('portal')
    ? [edit(say('request.button.portalInstead'), referToStep(view, 'how', { route: 'portal' }))]
    : [];
  return list.kind === 'reading' ? [again, ...portal] : [...portal, again];
}

/** No subscription can be chosen, so that there is no ticket to be had. */
function isWithoutPlace({ step, draft, subscriptions }: FormView): boolean {
  return step === 'azure' && subscriptions.length === 0 && draft.azure.subscriptionId === '';
}

/** The list of Microsoft's that a step is about. */
export function findList({ step, azureServices, azureProblems }: FormView) {
  if (step === 'azure') return azureServices;
  return step === 'problem' ? azureProblems : undefined;
}

/** To the step before. From the first one nothing leads away but to discard it: whatever takes the form's place loses what was typed. */
export function leadBack(view: FormView, { speech: { say } }: Scene): FormButton[] {
  const { draft, step } = view;
  const steps = stepsOf(draft.route);
  const previous = steps[steps.indexOf(step) - 1];
  return previous === undefined ? [] : [edit(say('button.back'), referToStep(view, previous))];
}

export function discard({ draft }: Pick<FormView, 'draft'>, { speech: { say } }: Scene): FormButton {
  return { title: say('form.discard'), verb: 'discard-request', data: { form: draft.form }, inputs: 'none' };
}

/** Sends it; the word says what happens then. Where something is missing: to the step where it is filled in. */
export function leadOut(view: FormView, { speech: { say } }: Scene): FormButton {
  const { draft, problems } = view;
  const [first] = problems;
  if (first) return edit(say('form.mend'), referToStep(view, findStep(first.field, draft)));
  return {
    title: say(`form.send.${draft.route}`),
    verb: 'send-request',
    data: { form: draft.form },
    inputs: 'none',
  };
}

/** The other ways it may go. An Azure ticket asks for more, so that leads to where it does. */
export function offerRoutes(view: FormView, { speech: { say } }: Scene): FormButton[] {
  const { draft, routes } = view;
  return routes
    .filter((route) => route !== draft.route)
    .map((route) =>
      edit(
        say(`form.via.${route}`),
        referToStep(view, route === 'azureSupport' ? 'azure' : 'look', { route }),
      ),
    );
}

function edit(title: string, data: ActionInput<'edit-request'>): FormButton {
  return { title, verb: 'edit-request', data, inputs: 'auto' };
}
