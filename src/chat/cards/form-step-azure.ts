import type { SupportTopic } from '../../requests/ports.ts';
import type { FormDetail } from './form-detail.ts';
import { type FormField, type FormScene, labelField, makeField, makeLine, makeList } from './form-fields.ts';
import { typedLine } from './form-input.ts';
import { plain } from './plain.ts';
import type { Listed } from './request-form-view.ts';

/** Where in Azure: the subscription, and the service as Microsoft's support names it. */
export function askAzure(form: FormScene, detail: FormDetail): FormField[] {
  const { draft, subscriptions, azureServices } = form.view;
  const { azure } = draft;
  const { say } = form.scene.speech;
  const chosen = { id: azure.subscriptionId, name: azure.subscriptionName };
  const choices = listChoices(subscriptions, chosen, detail);
  const list = makeList(
    {
      id: 'subscription',
      label: labelField('subscription', say('request.field.subscription'), form),
      placeholder: say('form.choose'),
    },
    choices,
    [azure.subscriptionId],
  );
  return [
    makeField({ lists: choices.length === 0 ? [] : [list] }, ['subscription'], form, [
      choices.length === 0 ? say('form.noSubscription') : '',
    ]),
    ...askTopic(
      'azureService',
      azureServices,
      { id: azure.serviceId, name: azure.serviceName },
      form,
      detail,
    ),
  ];
}

/** What kind of problem Microsoft files it under, and what it may look at. */
export function askProblem(form: FormScene, detail: FormDetail): FormField[] {
  const { draft, azureProblems } = form.view;
  const { azure } = draft;
  const { say } = form.scene.speech;
  const consent = {
    title: say('form.consent'),
    label: say('request.field.consent'),
    value: String(azure.diagnosticConsent),
  };
  const resource = makeLine('resource', azure.resourceId, form, { placeholder: '/subscriptions/…' });
  return [
    ...askTopic(
      'azureProblem',
      azureProblems,
      { id: azure.problemId, name: azure.problemName },
      form,
      detail,
    ),
    makeField({ lines: [resource] }, ['resource'], form, [say('form.resource')]),
    makeField({ toggles: [consent] }, [], form, [say('form.consentNote')]),
  ];
}

/** A list of Microsoft's to choose from, with a search where it is longer than what is shown. While it is not there: nothing. */
function askTopic(
  field: 'azureService' | 'azureProblem',
  listed: Listed<SupportTopic>,
  chosen: SupportTopic,
  form: FormScene,
  detail: FormDetail,
): FormField[] {
  if (listed.kind !== 'ready') return [];
  const { view, scene } = form;
  const { say } = scene.speech;
  const find = view.find ?? '';
  const choices = listChoices(listed.items, chosen, detail);
  const fits = listed.items.length > 0;
  const list = makeList(
    {
      id: field,
      label: labelField(field, say(`request.field.${field}`), form),
      placeholder: say('form.choose'),
    },
    choices,
    [chosen.id],
  );
  const isSearched = find !== '' || listed.total > Math.min(listed.items.length, detail.topics);
  const search = {
    label: say('form.find'),
    value: typedLine(find),
    button: say('form.search'),
    data: { form: view.draft.form, step: view.step, to: view.step },
  };
  const shown = Math.min(listed.items.length, detail.topics);
  return [
    makeField({ lists: choices.length === 0 ? [] : [list] }, [field], form),
    ...(isSearched
      ? [
          makeField({ searches: [search] }, [], form, [
            fits
              ? say('form.found', { shown, total: listed.total })
              : say('form.foundNothing', { text: plain(find, 60) }),
          ]),
        ]
      : []),
  ];
}

/** What is chosen already is always among them. */
function listChoices(
  topics: readonly SupportTopic[],
  chosen: SupportTopic,
  { topics: most, width }: FormDetail,
) {
  const isChosen = chosen.id !== '';
  const isListed = topics.slice(0, most).some(({ id }) => id === chosen.id);
  const all = isChosen && !isListed ? [chosen, ...topics.slice(0, most)] : topics.slice(0, most);
  return all.map(({ id, name }) => ({ title: plain(name, width) || id, value: id }));
}
