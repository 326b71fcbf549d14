/** Every string under the keys that a person reads, in order. */
export function readCardTexts(card: unknown): string[] {
  const texts: string[] = [];
  visit(card, (element) => {
    for (const key of ['text', 'title', 'value'] as const) {
      const value = element[key];
      if (typeof value === 'string') texts.push(value);
    }
  });
  return texts;
}

/** Everything a person reads on a card, on one line. */
export function readCardText(card: unknown): string {
  return readCardTexts(card).join(' ').replaceAll(/\s+/g, ' ');
}

/** A button of a card that asks the bot. */
export interface ExecuteAction {
  readonly title: string;
  readonly verb: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The buttons of a card that ask the bot, in order. */
export function readActions(card: unknown): ExecuteAction[] {
  const actions: ExecuteAction[] = [];
  visit(card, (element) => {
    if (element.type !== 'Action.Execute') return;
    const data = isRecord(element.data) ? element.data : {};
    actions.push({ title: String(element.title ?? ''), verb: String(element.verb), data });
  });
  return actions;
}

/** The addresses a card's buttons open. */
export function readLinks(card: unknown): string[] {
  const links: string[] = [];
  visit(card, (element) => {
    if (element.type === 'Action.OpenUrl') links.push(String(element.url));
  });
  return links;
}

function visit(value: unknown, see: (element: Readonly<Record<string, unknown>>) => void): void {
  if (Array.isArray(value)) for (const item of value) visit(item, see);
  else if (isRecord(value)) {
    see(value);
    for (const item of Object.values(value)) visit(item, see);
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
