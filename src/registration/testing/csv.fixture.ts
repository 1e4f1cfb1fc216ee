/**
 * Reads CSV by the grammar of RFC 4180, after a byte order mark.
 * @throws Error where the text does not follow the grammar.
 */
export function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let place = text.startsWith('\uFEFF') ? 1 : 0;
  const quoted = (): string => {
    let cell = '';
    for (place += 1; ; place += 1) {
      if (place >= text.length) throw new Error('A quotation mark is not closed.');
      if (text[place] !== '"') cell += text[place];
      else if (text[place + 1] === '"') cell += text[(place += 1)];
      else break;
    }
    place += 1;
    return cell;
  };
  const plain = (): string => {
    const start = place;
    while (place < text.length && !/[",\r\n]/.test(text.charAt(place))) place += 1;
    return text.slice(start, place);
  };
  while (place < text.length) {
    row.push(text[place] === '"' ? quoted() : plain());
    if (text[place] === ',') {
      place += 1;
    } else if (text.startsWith('\r\n', place)) {
      rows.push(row);
      row = [];
      place += 2;
    } else throw new Error(`Neither a comma nor the end of the line follows a cell at ${place}.`);
  }
  if (row.length > 0) throw new Error('The last line has no end.');
  return rows;
}
