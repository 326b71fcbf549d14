import { plain } from './plain.ts';

/** Some clients read Markdown and addresses in the titles of choices that are drawn as check boxes. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  '*': '\u2217',
  _: '\u02cd',
  '`': '\u02cb',
  '~': '\u223c',
  '<': '\u2039',
  '>': '\u203a',
  '\\': '\u2216',
  '[': '\uff3b',
  ']': '\uff3d',
};
/** Where an address or an entity begins: a mark that is not drawn keeps it from being one. */
const BEGINNINGS = /:(?=\/\/)|\bwww(?=\.)|@(?=\w)|&(?=#?\w+;)/gi;

/** Outside text as the title of a choice that is drawn as a check box: shown as it was written, whatever the client reads in it. */
export function titleChoice(text: string, width: number): string {
  return plain(text, width)
    .replaceAll(/[*_`~<>\\[\]]/g, (mark) => LOOKALIKES[mark] ?? mark)
    .replaceAll(BEGINNINGS, '$&\u2060');
}
