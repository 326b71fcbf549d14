/**
 * What became of a message, for the figures:
 * - `posted`, `edited`, `reposted` (its message was gone), `replied`: Teams took it;
 * - `unchanged`: Teams shows it already, nothing was sent;
 * - `throttled`: Teams asked to wait; `paced`: our own pace held it back; `failed`: Teams or the network failed, or it could not be drawn;
 * - `refused`: Teams does not take this message; `dropped`: deleted twice, nobody wants it; `parked`: the conversation is given up;
 * - `maybeTwice`: the answer to a post was lost, or could not be recorded; it is posted again and may be there twice.
 */
export type DeliveryKind =
  | 'posted'
  | 'edited'
  | 'reposted'
  | 'replied'
  | 'unchanged'
  | 'throttled'
  | 'paced'
  | 'failed'
  | 'refused'
  | 'dropped'
  | 'parked'
  | 'maybeTwice';

export interface DeliveryObservation {
  readonly kind: DeliveryKind;
  /** Of a card that Teams took: from the change it shows until then, in milliseconds. */
  readonly delayMs?: number;
}
