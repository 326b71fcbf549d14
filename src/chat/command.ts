/** What a person asked for, whatever the language. */
export type Command =
  /** `subject`: the words that name the customer, perhaps with the service (`Contoso Exchange`); `service`: words that name a
   *  service, when the sentence told them apart (`is Exchange down at Contoso?`). Both keep the person's spelling. */
  | { readonly kind: 'health'; readonly subject: string; readonly service?: string }
  | { readonly kind: 'customers'; readonly text: string }
  | { readonly kind: 'help' }
  /** Nothing readable: empty, only emoji, only punctuation. */
  | { readonly kind: 'empty' }
  /** `nearest`: the command word that was probably meant (`helth` → `health`), in the person's language. */
  | { readonly kind: 'unknown'; readonly text: string; readonly nearest: CommandWord | undefined };

export interface CommandWord {
  readonly kind: 'health' | 'customers' | 'help';
  /** The word to show, for example `health` or `santé`. */
  readonly word: string;
}
