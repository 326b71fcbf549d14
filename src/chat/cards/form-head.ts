import { stepsOf } from '../../requests/form-steps.ts';
import { nameCustomer } from './buttons.ts';
import { CLOUD_MARKS } from './customer-rows.ts';
import { sayOrigin } from './footer.ts';
import { nameFields } from './form-problems.ts';
import { plain } from './plain.ts';
import type { FormView } from './request-form-view.ts';
import type { Scene } from './scene.ts';
import { shorten } from './shorten.ts';

/** Of a notification. */
const SUMMARY_WIDTH = 240;

/** The first lines of every step: for whom, and how far one is. */
export function sayFormHead(view: FormView, scene: Scene) {
  const { draft, step } = view;
  const { customer, route } = draft;
  const { say } = scene.speech;
  const mark = CLOUD_MARKS[customer.cloud];
  const name = [nameCustomer(customer, 60), mark === undefined ? '' : say(mark)].filter(
    (part) => part !== '',
  );
  const steps = stepsOf(route);
  return {
    title: say(route === 'helpdesk' ? 'form.titleHelpdesk' : 'form.title', { name: name.join(' · ') }),
    step: say('form.step', {
      step: Math.max(0, steps.indexOf(step)) + 1,
      steps: steps.length,
      what: say(`form.step.${step}`),
    }),
  };
}

/** One sentence for the notification. */
export function summarizeForm(view: FormView, scene: Scene): string {
  const { title, step } = sayFormHead(view, scene);
  const wrong = view.problems.length === 0 ? '' : sayWrong(view, scene);
  return shorten([title, wrong || step].join(' · '), SUMMARY_WIDTH);
}

/** Which fields are to be looked at. */
export function sayWrong({ problems }: FormView, { speech }: Scene): string {
  return speech.say('form.check', { fields: nameFields(problems, speech) });
}

/** Whose form it is, for in a channel others see it, too; `marks` are explained before. */
export function sayFormFoot(
  { draft }: FormView,
  scene: Scene,
  marks: readonly string[] = [],
): { readonly text: string }[] {
  const name = plain(draft.raisedBy.name, 60) || '…';
  const lines = [
    ...marks,
    scene.speech.say('form.owner', { name }),
    ...sayOrigin(scene).map(({ text }) => text),
  ];
  return [{ text: lines.join(' · ') }];
}
