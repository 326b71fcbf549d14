/** An input of a card. `choices`: the values that can be chosen. */
export interface CardInput {
  readonly type: string;
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly choices: readonly string[] | undefined;
}

/** The inputs of a card, in order. */
export function listInputs(card: unknown): CardInput[] {
  if (Array.isArray(card)) return card.flatMap(listInputs);
  if (!isRecord(card)) return [];
  const { type, id, label = '', value = '', choices } = card;
  if (typeof type !== 'string' || !type.startsWith('Input.')) return Object.values(card).flatMap(listInputs);
  const values = Array.isArray(choices)
    ? choices.map((choice) => String(isRecord(choice) && choice.value))
    : undefined;
  return [{ type, id: String(id), label: String(label), value: String(value), choices: values }];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
