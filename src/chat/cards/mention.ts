import type { Person } from '../../staff/person.ts';

/** A mention in a card, as Teams documents it: the text holds `<at>name</at>`, and an entity tells whom it means. */
export interface Mention {
  readonly text: string;
  readonly entity: {
    readonly type: 'mention';
    readonly text: string;
    readonly mentioned: { readonly id: string; readonly name: string };
  };
}

/** The marks that names have; whatever a client could read as markup is none of them. */
const NOT_OF_NAMES = /[^\p{L}\p{M}\p{N} .,'’·-]+/gu;
const MOST_LETTERS = 60;

/** Mentions a person so that Teams tells them; undefined where it could not know whom it means, or what to call them. */
export function mentionPerson({ objectId, account, name }: Person): Mention | undefined {
  const id = objectId ?? account;
  const called = name
    .slice(0, MOST_LETTERS)
    .toWellFormed()
    .replaceAll(NOT_OF_NAMES, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  if (id === '' || !/[\p{L}\p{N}]/u.test(called)) return undefined;
  const text = `<at>${called}</at>`;
  return { text, entity: { type: 'mention', text, mentioned: { id, name: called } } };
}
