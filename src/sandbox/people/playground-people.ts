/** Words by which somebody of the Playground is chosen: what they are to the partner. */
export const PERSON_WORDS = ['admin', 'helpdesk', 'sales', 'global-admin', 'none', 'guest'] as const;
export type PersonWord = (typeof PERSON_WORDS)[number];

/** Somebody whom the Microsoft 365 Agents Playground knows. */
export interface PlaygroundPerson {
  readonly word: PersonWord;
  readonly givenName: string;
  readonly surname: string;
  /** What the Playground takes for an Entra object id: one digit longer than a GUID. */
  readonly objectId: string;
  /** The id of the person in conversations. */
  readonly account: string;
  readonly mail: string;
}

/** The tenant of every conversation in the Playground. */
export const PLAYGROUND_TENANT = '00000000-0000-0000-0000-0000000000001';

/** The people of the Playground (0.2.28), whoever speaks by default first. */
export const PLAYGROUND_PEOPLE: readonly PlaygroundPerson[] = (
  [
    ['admin', 'Alex', 'Wilber', 'alexw'],
    ['helpdesk', 'Megan', 'Bowen', 'meganb'],
    ['sales', 'Adele', 'Vance', 'adelev'],
    ['global-admin', 'Isaiah', 'Langer', 'isaiahl'],
    ['none', 'Patti', 'Fernandez', 'pattif'],
    ['guest', 'Lynne', 'Robbins', 'lynner'],
  ] as const
).map(([word, givenName, surname, mail], at) => ({
  word,
  givenName,
  surname,
  objectId: `00000000-0000-0000-0000-00000000000${20 + at}`,
  account: `user-id-${at}`,
  mail: `${mail}@example.com`,
}));

/** The person by their word or their name, whole or first, in any case; undefined: nobody. */
export function findPlaygroundPerson(text: string): PlaygroundPerson | undefined {
  const wanted = text.trim().toLowerCase();
  return PLAYGROUND_PEOPLE.find(({ word, givenName, surname }) =>
    [word, givenName, `${givenName} ${surname}`].some((name) => name.toLowerCase() === wanted),
  );
}
