const DIGITS = '零一二三四五六七八九';

/** A number in Chinese characters up to 99: `三` 3, `十二` 12, `三十` 30, `九十五` 95; `两` is two as well. */
export function readHanNumber(word: string): number | undefined {
  const plain = word.replace(/[两兩]/g, '二').replace('廿', '二十');
  const [tens, units, ...more] = plain.split('十');
  if (tens === undefined || more.length > 0) return undefined;
  if (units === undefined) return readDigit(tens);
  const ten = tens === '' ? 1 : readDigit(tens);
  const unit = units === '' ? 0 : readDigit(units);
  return ten === undefined || unit === undefined ? undefined : ten * 10 + unit;
}

function readDigit(sign: string): number | undefined {
  const value = sign.length === 1 ? DIGITS.indexOf(sign) : -1;
  return value < 0 ? undefined : value;
}
