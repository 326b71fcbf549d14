const NATIVE: Readonly<Record<string, number>> = {
  한: 1,
  두: 2,
  세: 3,
  석: 3,
  네: 4,
  넉: 4,
  다섯: 5,
  여섯: 6,
  일곱: 7,
  여덟: 8,
  아홉: 9,
  열: 10,
  열두: 12,
  스무: 20,
};
const DIGITS = '영일이삼사오육칠팔구';

/** The Korean words for numbers that `readHangulNumber` reads, as a regular expression. */
export const HANGUL_NUMBERS = `${Object.keys(NATIVE).join('|')}|[일이삼사오육칠팔구]?십[일이삼사오육칠팔구]?|[일이삼사오육칠팔구]`;

/** A number in Korean: `두` 2, `여섯` 6, `삼` 3, `구십` 90. */
export function readHangulNumber(word: string): number | undefined {
  const native = NATIVE[word];
  if (native !== undefined) return native;
  const [tens = '', units] = word.split('십');
  if (units === undefined) return readDigit(tens);
  const ten = tens === '' ? 1 : readDigit(tens);
  const unit = units === '' ? 0 : readDigit(units);
  return ten === undefined || unit === undefined ? undefined : ten * 10 + unit;
}

function readDigit(sign: string): number | undefined {
  const value = sign.length === 1 ? DIGITS.indexOf(sign) : -1;
  return value < 0 ? undefined : value;
}
