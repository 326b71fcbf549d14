import type { CloudName } from '../../clouds.ts';
import type { Language } from '../../reader.ts';
import { SEVERITIES } from '../../requests/request.ts';
import { type FormField, type FormScene, labelField, makeField, makeLine, makeList } from './form-fields.ts';
import { askDescription } from './form-step-what.ts';
import { plain } from './plain.ts';
import { nameVendor } from './request-terms.ts';
import { asRows } from './text-rows.ts';

/** Whose first response to a request is documented: Microsoft's; of 21Vianet nothing is. */
const PROMISES_RESPONSE: Readonly<Record<CloudName, boolean>> = { global: true, china: false };

/** Languages that say the family name first. */
const FAMILY_FIRST: readonly Language[] = ['ko', 'zh-CN'];

/** How bad it is, and whom the vendor answers. */
export function askHow(form: FormScene): FormField[] {
  const { contact, customer, route } = form.view.draft;
  const { say } = form.scene.speech;
  const operator = nameVendor(customer.cloud, form.scene.speech);
  const given = makeLine('firstName', contact.firstName, form);
  const family = makeLine('lastName', contact.lastName, form);
  const names = FAMILY_FIRST.includes(form.scene.speech.language)
    ? { first: family, second: given }
    : { first: given, second: family };
  const country = makeLine('country', contact.country, form, { placeholder: 'FRA' });
  return [
    askSeverity(form, PROMISES_RESPONSE[customer.cloud]),
    makeField(
      { intro: asRows([say('form.contact', { operator })]), pairs: [names] },
      ['firstName', 'lastName'],
      form,
    ),
    makeField({ lines: [makeLine('email', contact.email, form, { style: 'email' })] }, ['email'], form),
    makeField({ lines: [makeLine('phone', contact.phone, form, { style: 'tel' })] }, ['phone'], form),
    ...(route === 'azureSupport'
      ? [makeField({ lines: [country] }, ['country'], form, [say('form.country')])]
      : []),
  ];
}

/** The short form for our own helpdesk: no vendor is asked, so that words and severity are enough. */
export function askHelpdesk(form: FormScene): FormField[] {
  const { draft } = form.view;
  return [
    makeField(
      { intro: asRows([sayAbout(form)]), lines: [makeLine('title', draft.title, form)] },
      ['title'],
      form,
    ),
    askDescription(form, 'form.note'),
    askSeverity(form, false),
  ];
}

/** Service and incidents, which the short form does not ask for. */
function sayAbout({ view, scene }: FormScene): string {
  const { service, incidents } = view.draft;
  const what = [plain(service.name, 60), ...incidents.slice(0, 3).map((id) => plain(id, 40))].filter(
    (part) => part !== '',
  );
  return what.length === 0 ? '' : scene.speech.say('form.about', { what: what.join(' · ') });
}

/** `isTimed`: the vendor promises a first response within some hours. */
function askSeverity(form: FormScene, isTimed: boolean): FormField {
  const { severity } = form.view.draft;
  const { say } = form.scene.speech;
  const choices = SEVERITIES.map((value) => {
    const meaning = say(isTimed ? `request.severityMeaning.${value}` : `form.severity.${value}`);
    return { title: `${say('form.label', { label: say(`request.severity.${value}`) })}${meaning}`, value };
  });
  const label = labelField('severity', say('request.field.severity'), form);
  return makeField(
    {
      lists: [
        makeList({ id: 'severity', label }, choices, severity === undefined ? [] : [severity], {
          isOpen: true,
        }),
      ],
    },
    ['severity'],
    form,
  );
}
