/** Measures how many slips lie between the word and `length` letters of `text` from `start`; more than `limit` is `limit + 1`. */
export type SlipMeter = (text: string, start: number, length: number) => number;

/**
 * A meter for one word. A slip is a letter left out, added, wrong, or changed with its neighbour (optimal string
 * alignment). Only a band of `2 * limit + 1` cells a row is looked at, so the price grows with the word, not its square.
 */
export function createSlipMeter(word: string, limit: number): SlipMeter {
  const columns = word.length + limit + 2;
  let before = new Uint8Array(columns);
  let above = new Uint8Array(columns);
  let row = new Uint8Array(columns);
  const tooMany = limit + 1;

  return (text, start, length) => {
    if (Math.abs(length - word.length) > limit) return tooMany;
    for (let column = 0; column <= length; column += 1) above[column] = Math.min(column, tooMany);
    let bestAbove = 0;
    for (let line = 1; line <= word.length; line += 1) {
      const from = Math.max(1, line - limit);
      const to = Math.min(length, line + limit);
      row[from - 1] = from === 1 ? Math.min(line, tooMany) : tooMany;
      let best = row[from - 1] ?? tooMany;
      const letter = word.charCodeAt(line - 1);
      for (let column = from; column <= to; column += 1) {
        const other = text.charCodeAt(start + column - 1);
        let slips = (above[column - 1] ?? tooMany) + (letter === other ? 0 : 1);
        const left = (row[column - 1] ?? tooMany) + 1;
        if (left < slips) slips = left;
        // The cell above the end of the band was never written in this round.
        const over = (column === line + limit ? tooMany : (above[column] ?? tooMany)) + 1;
        if (over < slips) slips = over;
        if (
          line > 1 &&
          column > 1 &&
          letter === text.charCodeAt(start + column - 2) &&
          other === word.charCodeAt(line - 2)
        ) {
          const swapped = (before[column - 2] ?? tooMany) + 1;
          if (swapped < slips) slips = swapped;
        }
        row[column] = slips > tooMany ? tooMany : slips;
        if (slips < best) best = slips;
      }
      // A swap reaches over one hopeless row, never over two.
      if (best > limit && bestAbove > limit) return tooMany;
      bestAbove = best;
      [before, above, row] = [above, row, before];
    }
    return Math.min(above[length] ?? tooMany, tooMany);
  };
}

/** How many slips people make in a word of so many letters: none below 4, one below 8, else two. */
export function allowedSlips(letters: number): number {
  return letters < 4 ? 0 : letters < 8 ? 1 : 2;
}
