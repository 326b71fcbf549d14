import type { AskOptions, FakeTeams, InvokeAnswer } from './fake-teams.ts';

type Element = Readonly<Record<string, unknown>>;

export interface PressOptions extends AskOptions {
  /** What the person types or chooses before pressing, by the ids of inputs; each must be on the card. */
  readonly typed?: Readonly<Record<string, string>>;
  /** Which of several buttons with the same verb: the one whose data holds this. */
  readonly where?: Element;
}

/**
 * Presses a button of a card as a client does: the inputs around it come along as texts, those left empty do not. Throws when the card has no
 * such button or input.
 */
export function pressCard(
  teams: FakeTeams,
  card: unknown,
  verb: string,
  { typed = {}, where = {}, ...options }: PressOptions = {},
): Promise<InvokeAnswer> {
  const found = findButton(card, verb, where);
  if (!found)
    throw new Error(`The card has no button ${verb} with ${JSON.stringify(where)}: ${listVerbs(card)}`);
  for (const id of Object.keys(typed))
    if (!found.inputs.has(id))
      throw new Error(`The card has no input ${id}, but ${[...found.inputs.keys()]}`);
  const inputs = found.sendsInputs ? { ...Object.fromEntries(found.inputs), ...typed } : {};
  const given = Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== ''));
  return teams.press(verb, { ...found.data, ...given }, options);
}

interface Found {
  readonly data: Element;
  readonly inputs: ReadonlyMap<string, string>;
  readonly sendsInputs: boolean;
}

function findButton(card: unknown, verb: string, where: Element): Found | undefined {
  const own = new Map<string, string>();
  const inner: Element[] = [];
  const buttons: Element[] = [];
  collect(card, true, own, buttons, inner);
  for (const button of buttons) {
    const data = isElement(button.data) ? button.data : {};
    const fits = Object.entries(where).every(([key, value]) => data[key] === value);
    if (button.verb === verb && fits)
      return { data, inputs: own, sendsInputs: button.associatedInputs !== 'none' };
  }
  for (const shown of inner) {
    const found = findButton(shown, verb, where);
    if (found) return { ...found, inputs: new Map([...own, ...found.inputs]) };
  }
  return undefined;
}

/** Inputs and buttons of one card; the cards that its buttons show are apart. */
function collect(
  value: unknown,
  isTop: boolean,
  inputs: Map<string, string>,
  buttons: Element[],
  inner: Element[],
): void {
  if (Array.isArray(value)) for (const item of value) collect(item, false, inputs, buttons, inner);
  if (!isElement(value)) return;
  const { type } = value;
  if (type === 'Action.ShowCard') inner.push(isElement(value.card) ? value.card : {});
  if (type === 'Action.Execute') buttons.push(value);
  if (typeof type === 'string' && type.startsWith('Input.')) inputs.set(String(value.id), readInput(value));
  for (const [key, item] of Object.entries(value)) {
    if (key === 'data' || (key === 'card' && !isTop)) continue;
    collect(item, false, inputs, buttons, inner);
  }
}

function readInput({ type, value, valueOff }: Element): string {
  if (typeof value === 'string') return value;
  return type === 'Input.Toggle' ? String(valueOff ?? 'false') : '';
}

function listVerbs(card: unknown): string {
  return [...JSON.stringify(card).matchAll(/"verb":"([^"]+)"/g)].map(([, verb]) => verb).join(', ');
}

function isElement(value: unknown): value is Element {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
