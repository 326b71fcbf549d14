import { fieldsOf, isRequired } from '../../requests/form-steps.ts';
import { isOpen } from '../../requests/request.ts';
import type { Card } from './card.ts';
import { findList, listFormButtons } from './form-buttons.ts';
import type { FormDetail } from './form-detail.ts';
import type { FormField, FormScene } from './form-fields.ts';
import { sayFormFoot, sayFormHead, sayWrong, summarizeForm } from './form-head.ts';
import { askAzure, askProblem } from './form-step-azure.ts';
import { askHelpdesk, askHow } from './form-step-how.ts';
import { askWhat } from './form-step-what.ts';
import { plain } from './plain.ts';
import { presentRequestLook } from './present-request-look.ts';
import type { FormView } from './request-form-view.ts';
import { nameRequest, nameVendor, sayStanding } from './request-terms.ts';
import type { Scene } from './scene.ts';
import { asRows } from './text-rows.ts';

export { FORM_DETAIL } from './form-detail.ts';

/** One step of the form of a service request: its inputs as they were filled in, what is wrong with them, and the way on. */
export function presentRequestForm(view: FormView, scene: Scene, detail: FormDetail): Card {
  if (view.step === 'look') return presentRequestLook(view, scene, detail);
  const { say } = scene.speech;
  const { draft, step } = view;
  const isAnyNeeded = fieldsOf(step, draft.route).some((field) => isRequired(field, draft));
  const fields = listFields({ view, scene }, detail);
  return {
    template: 'request-form',
    summary: summarizeForm(view, scene),
    data: {
      head: sayFormHead(view, scene),
      wrong: asRows([view.problems.length === 0 ? '' : sayWrong(view, scene)]),
      open: listOpen(view, scene),
      missing: noteList(view, scene),
      fields,
      notes: sayFormFoot(view, scene, isAnyNeeded ? [`* ${say('form.needed')}`] : []),
      buttons: listFormButtons(view, listInputs(fields), scene),
    },
  };
}

function listFields(form: FormScene, detail: FormDetail): FormField[] {
  switch (form.view.step) {
    case 'what':
      return form.view.draft.route === 'helpdesk' ? askHelpdesk(form) : askWhat(form, detail);
    case 'azure':
      return askAzure(form, detail);
    case 'problem':
      return askProblem(form, detail);
    default:
      return askHow(form);
  }
}

/** The inputs of a step: clients leave out those that are empty, and what was emptied must not come back. */
function listInputs(fields: readonly FormField[]): string[] {
  const ids: string[] = [];
  JSON.stringify(fields, (key, value) => {
    if (key === 'id' && typeof value === 'string') ids.push(value);
    return key === 'choices' ? undefined : value;
  });
  return [...new Set(ids)];
}

/** Requests of this customer that are told of before a second one is raised. */
const MOST_OPEN = 3;

/** At the first step: what is under way already. */
function listOpen({ step, open }: FormView, { speech }: Scene) {
  const rows = open
    .filter((request) => step === 'what' && request.number !== undefined && isOpen(request))
    .slice(0, MOST_OPEN)
    .map((request) => ({
      name: [nameRequest(request), sayStanding(request, speech)].join(' · '),
      title: plain(request.title, 80) || '…',
      data: { number: request.number },
    }));
  return rows.length === 0 ? [] : [{ text: speech.say('form.open', { count: rows.length }), rows }];
}

/** Why the list of this step is not there, and what to do. */
function noteList(view: FormView, { speech }: Scene) {
  const { say } = speech;
  const list = findList(view);
  if (list === undefined || list.kind === 'ready') return [];
  if (list.kind === 'reading') return [{ style: 'emphasis', lines: asRows([say('form.reading')]) }];
  const operator = nameVendor(view.draft.customer.cloud, speech);
  const why =
    list.code === 'classification'
      ? say('form.topicGone', { operator })
      : say(`request.trouble.${list.code}`, { operator });
  return [{ style: 'warning', lines: asRows([say('form.unread', { operator }), why]) }];
}
