/**
 * Reads CSV by the grammar of RFC 4180, after a byte order mark.
 * @throws Error if the text breaks the grammar.
 */
export function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let index = text.startsWith('\uFEFF') ? 1 : 0;
  const quoted = (): string => {
    let cell = '';
    for (index += 1; ; index += 1) {
      if (index >= text.length) throw new Error('A quotation mark is not closed.');
      if (text[index] !== '"') cell += text[index];
      else if (text[index + 1] === '"') cell += text[(index += 1)];
      else break;
    }
    index += 1;
    return cell;
  };
  const plain = (): string => {
    const start = index;
    while (index < text.length && !/[",\r\n]/.test(text.charAt(index))) index += 1;
    return text.slice(start, index);
  };
  while (index < text.length) {
    row.push(text[index] === '"' ? quoted() : plain());
    if (text[index] === ',') {
      index += 1;
    } else if (text.startsWith('\r\n', index)) {
      rows.push(row);
      row = [];
      index += 2;
    } else throw new Error(`Neither a comma nor the end of the line follows a cell at ${index}.`);
  }
  if (row.length > 0) throw new Error('The last line has no end.');
  return rows;
}
