/** A person who speaks to the bot, as the channel names them. `name` comes from outside and is never trusted as markup. */
export interface Person {
  /** Entra object id; undefined where the channel did not tell. */
  readonly objectId: string | undefined;
  /** The channel's own id of the person, for example `29:…`; what a message mentions them by. */
  readonly account: string;
  readonly name: string;
}

/** What makes a person the same person: the Entra object id, else the channel's id. */
export function personKey({ objectId, account }: Pick<Person, 'objectId' | 'account'>): string {
  return objectId === undefined ? `account:${account}` : objectId.toLowerCase();
}
