const SAME: Readonly<Record<string, string>> = {
  '’': "'",
  '‘': "'",
  ʼ: "'",
  '′': "'",
  '`': "'",
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '−': '-',
  '–': '-',
  '—': '-',
  '―': '-',
  '、': ',',
  '。': '.',
};

/**
 * The text as it is compared: small letters, no accents, one kind of apostrophe and dash. Always as long as `text`, unit for
 * unit, so that a place found here is the same place in the person's spelling.
 */
export function foldText(text: string): string {
  let folded = '';
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const unit = text.charAt(i);
    if (code < 0x80) folded += unit === '`' ? "'" : unit.toLowerCase();
    else if (code < 0x250 || (code >= 0x1e00 && code < 0x1f00)) folded += foldLetter(unit);
    else folded += SAME[unit] ?? keepLength(unit.toLowerCase(), unit);
  }
  return folded;
}

function foldLetter(unit: string): string {
  return keepLength(unit.normalize('NFD').charAt(0).toLowerCase(), unit);
}

function keepLength(folded: string, unit: string): string {
  return folded.length === 1 ? folded : unit;
}
