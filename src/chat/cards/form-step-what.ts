import { CLOUDS } from '../../clouds.ts';
import { CATEGORIES } from '../../requests/request.ts';
import { titleChoice } from './choice-title.ts';
import type { FormDetail } from './form-detail.ts';
import {
  type Choice,
  type FormField,
  type FormScene,
  labelField,
  makeArea,
  makeField,
  makeLine,
  makeList,
} from './form-fields.ts';
import { makeMoment } from './form-moment.ts';
import { plain } from './plain.ts';
import { isDescriptionInField, WHOLE_CUSTOMER } from './request-form-view.ts';
import { makeIncidentToken, makeServiceToken } from './service-token.ts';

/** What happens: service, kind, incidents, words, since when, how many. */
export function askWhat(form: FormScene, detail: FormDetail): FormField[] {
  const { draft } = form.view;
  const { say } = form.scene.speech;
  const category = makeList(
    {
      id: 'category',
      label: labelField('category', say('request.field.category'), form),
      placeholder: say('form.choose'),
    },
    CATEGORIES.map((value) => ({ title: say(`request.category.${value}`), value })),
    draft.category === undefined ? [] : [draft.category],
  );
  return [
    askService(form, detail),
    makeField({ lists: [category] }, ['category'], form),
    ...askIncidents(form, detail),
    makeField({ lines: [makeLine('title', draft.title, form)] }, ['title'], form, noteLanguage(form)),
    askDescription(form, 'request.field.description'),
    makeField({ moments: [makeMoment(form)] }, ['startedAt'], form),
    makeField({ lines: [makeLine('affected', draft.affected, form)] }, ['affected'], form),
  ];
}

/** The words themselves, or the note that they are kept where they are too many for the field. */
export function askDescription(
  form: FormScene,
  title: 'request.field.description' | 'form.note',
  notes: readonly string[] = [],
): FormField {
  const { draft } = form.view;
  const isShown = isDescriptionInField(draft);
  const kept = form.scene.speech.say('form.descriptionKept', { length: draft.description.length });
  return makeField(
    { areas: [makeArea('description', title, isShown ? draft.description : '', form)] },
    ['description'],
    form,
    isShown ? notes : [kept, ...notes],
  );
}

function askService(form: FormScene, { services: most, width }: FormDetail): FormField {
  const { draft, services } = form.view;
  const { say } = form.scene.speech;
  const { name } = draft.service;
  if (services.length === 0) {
    return makeField({ lines: [makeLine('service', name, form)] }, ['service'], form);
  }
  const names = new Set([...(name === '' ? [] : [name]), ...services.map((service) => service.name)]);
  const choices: Choice[] = [...names].slice(0, most).map((service) => ({
    title: plain(service, width) || '?',
    value: makeServiceToken(service),
  }));
  const whole = { title: say('form.wholeCustomer'), value: WHOLE_CUSTOMER };
  const list = makeList(
    { id: 'service', label: labelField('service', say('request.field.service'), form) },
    [...choices, whole],
    [name === '' ? WHOLE_CUSTOMER : makeServiceToken(name)],
  );
  const left = names.size - choices.length;
  return makeField(
    { lists: [list] },
    ['service'],
    form,
    left > 0 ? [say('form.moreServices', { count: left })] : [],
  );
}

/** Incidents that a form may be about. */
const MOST_INCIDENTS = 8;
const MOST_OF_ID = 40;

function askIncidents(form: FormScene, { width }: FormDetail): FormField[] {
  const { draft, incidents } = form.view;
  const known = new Map(incidents.map((incident) => [makeIncidentToken(incident.id), incident]));
  const chosen = draft.incidents.map(makeIncidentToken);
  const own = [...known].filter(([, { service }]) => concerns(service, form)).map(([token]) => token);
  // Those that were chosen and are over stay on the list, or they would be lost with the next press; then those of the service.
  const tokens = [...new Set([...chosen, ...own, ...known.keys()])].slice(
    0,
    Math.max(MOST_INCIDENTS, chosen.length),
  );
  // A list of several answers is told by commas, and no id of Microsoft's is that long.
  const choices = tokens
    .filter((token) => !token.includes(',') && token.length <= MOST_OF_ID)
    .map((value) => {
      const incident = known.get(value);
      const facts = incident ? [titleChoice(incident.service, 40), titleChoice(incident.title, width)] : [];
      return { title: [titleChoice(value, 40), ...facts.filter((fact) => fact !== '')].join(' · '), value };
    });
  if (choices.length === 0) return [];
  const label = form.scene.speech.say('request.field.incidents');
  return [
    makeField(
      { lists: [makeList({ id: 'incidents', label }, choices, chosen, { isMultiple: true })] },
      [],
      form,
    ),
  ];
}

/** Whether an incident is one of the service that the form is about; for Azure as a whole, any of its subscriptions. */
function concerns(service: string, { view: { draft, services } }: FormScene): boolean {
  const isInAzure = services.some(({ name, isAzure }) => isAzure && name === service);
  return service === draft.service.name || (draft.service.isAzure && isInAzure);
}

/** Whoever reads it at the vendor's may not know the language of this card. */
function noteLanguage({ view, scene }: FormScene): string[] {
  const { cloud } = view.draft.customer;
  const isUnderstood = CLOUDS[cloud].supportLanguages.includes(scene.reader.language);
  return isUnderstood ? [] : [scene.speech.say(`form.language.${cloud}`)];
}
