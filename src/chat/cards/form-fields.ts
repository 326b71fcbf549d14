import { type ContentField, isRequired } from '../../requests/form-steps.ts';
import type { MessageKey } from '../languages/speech.ts';
import { typedLine, typedText } from './form-input.ts';
import { sayProblem } from './form-problems.ts';
import type { FormView } from './request-form-view.ts';
import type { Scene } from './scene.ts';
import { asRows, type TextRow } from './text-rows.ts';

/** One input of the form, or a few in one row, with what is told about it. Each kind of input is a list of one or none. */
export interface FormField {
  /** What is told before it. */
  readonly intro: readonly TextRow[];
  readonly lines: readonly object[];
  readonly areas: readonly object[];
  readonly pairs: readonly object[];
  readonly moments: readonly object[];
  readonly lists: readonly object[];
  readonly toggles: readonly object[];
  readonly searches: readonly object[];
  /** What explains it, below. */
  readonly notes: readonly TextRow[];
  /** What is wrong with it, below. */
  readonly wrong: readonly TextRow[];
}

/** A choice of a list. `title` was made safe. */
export interface Choice {
  readonly title: string;
  readonly value: string;
}

/** The words of a form, and what they depend on. */
export interface FormScene {
  readonly view: FormView;
  readonly scene: Scene;
}

const NOTHING: FormField = {
  intro: [],
  lines: [],
  areas: [],
  pairs: [],
  moments: [],
  lists: [],
  toggles: [],
  searches: [],
  notes: [],
  wrong: [],
};

/** `title`, or `title *` where it is needed. */
export function labelField(field: ContentField, title: string, { view }: FormScene): string {
  return isRequired(field, view.draft) ? `${title} *` : title;
}

/** A field of the form: `input` is its input or inputs, `fields` what of the content they bring, `notes` what explains them. */
export function makeField(
  input: Partial<FormField>,
  fields: readonly ContentField[],
  { view, scene }: FormScene,
  notes: readonly string[] = [],
): FormField {
  const wrong = view.problems.filter(({ field }) => fields.includes(field));
  return {
    ...NOTHING,
    ...input,
    notes: asRows(notes),
    // Two inputs in one row may lack the same.
    wrong: asRows([...new Set(wrong.map((problem) => sayProblem(problem, view.draft, scene.speech)))]),
  };
}

/** What an input of one line needs. */
export interface Line {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly style: 'text' | 'email' | 'tel';
  readonly placeholder: string;
}

/** An input of one line for a field whose name is `request.field.{field}`; its id is the field's, too. */
export function makeLine(
  field: ContentField,
  value: string,
  form: FormScene,
  { style = 'text', placeholder = '' }: Partial<Pick<Line, 'style' | 'placeholder'>> = {},
): Line {
  const name = form.scene.speech.say(`request.field.${field}`);
  return { id: field, label: labelField(field, name, form), value: typedLine(value), style, placeholder };
}

/** An input of several lines. */
export function makeArea(field: ContentField, title: MessageKey, value: string, form: FormScene) {
  return { id: field, label: labelField(field, form.scene.speech.say(title), form), value: typedText(value) };
}

/**
 * A list to choose from: folded, or open (`isOpen`) as buttons or, of which several can be chosen, as boxes. What is folded is also found by
 * typing: and of such a list alone Microsoft's renderer takes the choices anew when a step takes another one's place on the same card; any
 * other goes on offering those of the step before.
 */
export function makeList(
  {
    id,
    label,
    placeholder = '',
  }: { readonly id: string; readonly label: string; readonly placeholder?: string },
  choices: readonly Choice[],
  chosen: readonly string[],
  { isOpen = false, isMultiple = false } = {},
) {
  return {
    id,
    label,
    placeholder,
    style: isOpen || isMultiple ? 'expanded' : 'filtered',
    isMultiple,
    value: chosen.filter((value) => choices.some((choice) => choice.value === value)).join(','),
    choices,
  };
}
