/** Forms of company that people leave out or get wrong; forgiven at the end of a name. */
const FORMS: ReadonlySet<string> = new Set(
  (
    'ab ag aps as asa bhd bv co company corp corporation doo eirl eurl gmbh inc incorporated kft kg kk lda limited llc llp ' +
    'lp ltd ltda mbh nv oy oyj plc pte pty pvt sa sarl sas sasu sci se sl slu snc spa srl sro'
  ).split(' '),
);

/** Joining words that stand for a sign such as `&`. */
const JOINERS: ReadonlySet<string> = new Set(['and', 'et', 'the', 'und', 'y']);

/** Korean, Chinese and Japanese forms stand before or behind, with or without a space. */
const EASTERN_FORMS =
  /\((?:주|유|사|재|株|有)\)|주식회사|유한책임회사|유한회사|사단법인|재단법인|(?:股份|集团|集團)?有限(?:责任|責任)?公司|株式会社|有限会社|合同会社/g;

/** Takes away the eastern forms of company from text of one width (see `unifyForms`). */
export function removeEasternForms(text: string): string {
  return text.replace(EASTERN_FORMS, ' ');
}

/** Whether a folded word is a western form of company. */
export function isCompanyForm(word: string): boolean {
  return FORMS.has(word);
}

/** The words that tell this company from another: without joining words and without the forms at the end. */
export function keepTellingWords(words: readonly string[]): string[] {
  let end = words.length;
  while (end > 1 && FORMS.has(words[end - 1] ?? '')) end -= 1;
  const telling = words.slice(0, end).filter((word) => !JOINERS.has(word));
  return telling.length > 0 ? telling : words.slice(0, end);
}
