/**
 * Where a spreadsheet could begin a cell, before a character that makes it a formula there. Excel in many
 * European settings takes `;` for the separator and cuts quoted cells at it, so a cell's middle counts too.
 * An apostrophe that is typed counts as well, so that one that is added can be told from it.
 */
const formulaStart = /(?<![^,;|\t\r\n])(?=['=+\-@＝＋－＠\t\r\0])/g;
const addedApostrophe = /(?<![^,;|\t\r\n])'(?=['=+\-@＝＋－＠\t\r\0])/g;

/**
 * Makes text inert in a spreadsheet: an apostrophe before whatever could begin a formula, which also
 * keeps the plus of `+31 70 …`. `originalCell` gives the text back.
 * Reason: https://owasp.org/www-community/attacks/CSV_Injection.
 */
export function inertCell(text: string): string {
  return text.replace(formulaStart, "'");
}

/** The text that `inertCell` was given. */
export function originalCell(cell: string): string {
  return cell.replace(addedApostrophe, '');
}

function csvCell(text: string): string {
  const cell = inertCell(text);
  return /[",;|\t\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function csvLine(row: readonly string[]): string {
  // A line without a character is no row to most readers.
  return row.map(csvCell).join(',') || '""';
}

/**
 * Rows of texts as CSV for people: RFC 4180 with CRLF, UTF-8 with a byte order mark (without it Excel
 * reads another encoding), every cell inert.
 */
export function csvText(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => `${csvLine(row)}\r\n`).join('')}`;
}
