/** How much of lists a form shows, and how much of a long text at once. */
export interface FormDetail {
  readonly services: number;
  readonly topics: number;
  /** Of names and titles, in Latin letters. */
  readonly width: number;
  /** Of a page of the description, in bytes. */
  readonly page: number;
}

/** From everything that is of use to what always fits a card. */
export const FORM_DETAIL: readonly [FormDetail, ...FormDetail[]] = [
  { services: 60, topics: 60, width: 80, page: 3_000 },
  { services: 40, topics: 60, width: 50, page: 2_500 },
  { services: 25, topics: 40, width: 30, page: 2_000 },
  { services: 8, topics: 20, width: 20, page: 1_500 },
];
