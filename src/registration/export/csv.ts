/**
 * Where a spreadsheet could start a cell with a character that begins a formula. Excel in many
 * European settings splits at `;`, even inside quotes, so the middle of a cell counts too. An
 * apostrophe that was typed counts as well, to tell it from an added one.
 */
const formulaStart = /(?<![^,;|\t\r\n])(?=['=+\-@＝＋－＠\t\r\0])/g;
const addedApostrophe = /(?<![^,;|\t\r\n])'(?=['=+\-@＝＋－＠\t\r\0])/g;

/**
 * Makes text harmless in a spreadsheet: adds an apostrophe before anything that could begin a
 * formula, which also keeps the plus of `+31 70 …`. `originalCell` reverses it. Reason:
 * https://owasp.org/www-community/attacks/CSV_Injection.
 */
export function inertCell(text: string): string {
  return text.replace(formulaStart, "'");
}

/** The text before `inertCell`. */
export function originalCell(cell: string): string {
  return cell.replace(addedApostrophe, '');
}

function csvCell(text: string): string {
  const cell = inertCell(text);
  return /[",;|\t\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function csvLine(row: readonly string[]): string {
  // Most readers skip an empty line.
  return row.map(csvCell).join(',') || '""';
}

/**
 * Rows of texts as CSV for people: RFC 4180 with CRLF, UTF-8 with a byte order mark (without it
 * Excel assumes another encoding), every cell harmless.
 */
export function csvText(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => `${csvLine(row)}\r\n`).join('')}`;
}
