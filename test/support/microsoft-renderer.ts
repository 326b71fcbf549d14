import { createRequire } from 'node:module';

/** The parts of `adaptivecards` that tests use; its own types are not made for Node's module resolution. */
interface AdaptiveCardsModule {
  readonly AdaptiveCard: {
    new (): {
      parse(json: unknown, context: SerializationContext): void;
      render(): FakeElement | undefined;
    };
    onProcessMarkdown: ((text: string, result: { didProcess: boolean; outputHtml?: string }) => void) | null;
  };
  readonly SerializationContext: new (version: unknown) => SerializationContext;
  readonly Versions: { readonly v1_5: unknown };
}

interface SerializationContext {
  readonly eventCount: number;
  getEventAt(index: number): { readonly message: string };
}

/** What a card turned into. */
export interface DrawnCard {
  /**
   * What Microsoft's parser complains about: invalid values, missing properties, and unknown elements, unless each of their kind brings
   * an element to fall back to, which is parsed and drawn in their place.
   */
  readonly complaints: readonly string[];
  /** Every text that is read as Markdown. */
  readonly markdown: readonly string[];
  /** Every text that is shown as it is. */
  readonly texts: readonly string[];
  /** The tags that were made, each once. */
  readonly tags: readonly string[];
}

const microsoft: AdaptiveCardsModule = createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js');

/** Parses and draws a card with Microsoft's parser and renderer, on a page that only takes notes. */
export function drawCard(card: unknown): DrawnCard {
  const context = new microsoft.SerializationContext(microsoft.Versions.v1_5);
  const parsed = new microsoft.AdaptiveCard();
  parsed.parse(card, context);
  const markdown: string[] = [];
  const page = new FakePage();
  microsoft.AdaptiveCard.onProcessMarkdown = (text, result) => {
    markdown.push(text);
    result.didProcess = true;
    result.outputHtml = text;
  };
  const stage = {
    document: page,
    window: globalThis,
    HTMLElement: FakeElement,
    HTMLButtonElement: FakeElement,
    HTMLInputElement: FakeElement,
    HTMLSelectElement: FakeElement,
  };
  Object.assign(globalThis, stage);
  try {
    parsed.render();
  } finally {
    for (const name of Object.keys(stage)) Reflect.deleteProperty(globalThis, name);
    microsoft.AdaptiveCard.onProcessMarkdown = null;
  }
  return {
    complaints: Array.from(
      { length: context.eventCount },
      (_, index) => context.getEventAt(index).message,
    ).filter((message) => !isCovered(message, card)),
    markdown,
    texts: page.made.flatMap(({ innerText }) => (innerText === '' ? [] : [innerText])),
    tags: [...new Set(page.made.map(({ tagName }) => tagName))],
  };
}

const UNKNOWN_ELEMENT = /^Unknown element type "(.+?)"/;

/** Whether a complaint is only that the parser is older than an element that has a fallback wherever it stands. */
function isCovered(message: string, card: unknown): boolean {
  const type = UNKNOWN_ELEMENT.exec(message)?.[1];
  return type !== undefined && listElements(card, type).every(({ fallback }) => typeof fallback === 'object');
}

function listElements(value: unknown, type: string): { readonly fallback?: unknown }[] {
  if (typeof value !== 'object' || value === null) return [];
  const own =
    'type' in value && value.type === type
      ? [{ fallback: 'fallback' in value ? value.fallback : undefined }]
      : [];
  return [...own, ...Object.values(value).flatMap((inner) => listElements(inner, type))];
}

class FakePage {
  readonly made: FakeElement[] = [];
  createElement(tagName: string): FakeElement {
    const element = new FakeElement(tagName);
    this.made.push(element);
    return element;
  }
}

/** As much of an element as the renderer touches. */
class FakeElement {
  readonly tagName: string;
  innerText = '';
  innerHTML = '';
  parentElement: FakeElement | undefined;
  readonly style = { removeProperty() {} };
  readonly classList = { add() {}, remove() {} };
  readonly children: FakeElement[] = [];
  readonly #attributes = new Map<string, string>();

  constructor(tagName: string) {
    this.tagName = tagName;
  }
  get firstElementChild(): FakeElement | undefined {
    return this.children[0];
  }
  get childNodes(): readonly FakeElement[] {
    return this.children;
  }
  appendChild(child: FakeElement): FakeElement {
    this.children.push(child);
    child.parentElement = this;
    return child;
  }
  append(...children: readonly FakeElement[]): void {
    for (const child of children) this.appendChild(child);
  }
  setAttribute(name: string, value: string): void {
    this.#attributes.set(name, value);
  }
  getAttribute(name: string): string | null {
    return this.#attributes.get(name) ?? null;
  }
  removeAttribute(name: string): void {
    this.#attributes.delete(name);
  }
  getElementsByTagName(): readonly FakeElement[] {
    return [];
  }
  addEventListener(): void {}
  remove(): void {}
}
