/** What an id looks like, over folded text: Microsoft 365's `EX226574`, Azure's tracking ids `BC_1-FXZ` and `0NC8-L9Z`. */
export const ID_SHAPE = '[a-z]{2,3}[ -]?\\d{5,8}|[a-z0-9_]{4,10}-[a-z0-9]{3,10}';

/** What may be one where the word `incident` says that it is. */
export const LOOSE_ID_SHAPE = `${ID_SHAPE}|\\d{4,12}|(?=[a-z_-]{0,30}\\d)[a-z0-9_-]{4,40}`;

/** Another id after the first: `, EX100060`, ` and EX100060`. */
export const MORE_IDS =
  '(?: ?[,;/&+] ?(?:and |et )?| | (?:and|or|et|ou|및|와|과) |[와과] ?| ?(?:和|与|以及) ?)(?:[a-z]{2,3} ?\\d{5,8}|[a-z0-9_]{4}-[a-z0-9]{3})(?![a-z0-9])';

const MICROSOFT_365 = /^([a-z]{2,3})[ -]?(\d{5,8})$/i;
const AZURE = /^(?=.*[\d_])[A-Z\d_]{4,10}-[A-Z\d]{3,10}$/i;
/** Azure's ids have four signs and three. Others must be written as ids are, in capitals: `contoso-365` is a customer. */
const AZURE_SHORT = /^.{4}-.{3}$/;
const CAPITALS = /^[A-Z\d_-]+$/;
/** The number of one of our service requests: `SR-10423`. */
const OURS = /^sr[ -]?\d+$/i;

/** Whether words alone look like the id of an incident or of a message centre post. */
export function looksLikeIncidentId(words: string): boolean {
  if (OURS.test(words)) return false;
  if (MICROSOFT_365.test(words)) return true;
  return AZURE.test(words) && (AZURE_SHORT.test(words) || CAPITALS.test(words));
}

/** As Microsoft writes it, without the space of a hurried hand: `ex 226574` → `ex226574`. */
export function tidyIncidentId(words: string): string {
  return words.replace(MICROSOFT_365, '$1$2');
}
