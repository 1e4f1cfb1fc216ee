import writeXlsxFile from 'write-excel-file/node';

// What XML cannot hold or the library leaves out, and what would be read as such an escape.
const unwritable =
  /(?![\t\n])[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\uFFFD]|_(?=[xX][\dA-Fa-f]{4})/gu;

function escaped(text: string): string {
  const codes = text.split('').map((unit) => unit.charCodeAt(0).toString(16).padStart(4, '0'));
  return codes.map((code) => `_x${code.toUpperCase()}_`).join('');
}

/** A text as a cell holds it: `_x0001_` for what XML cannot hold (ECMA-376, ST_Xstring). */
function cellText(text: string): string {
  const written = text.replace(unwritable, escaped);
  // The library keeps texts as keys of an object, which has `constructor` and its like from the start.
  // It leaves U+FFFF out, so that the file holds the text alone.
  return written in {} ? `${written}\uFFFF` : written;
}

/** A name as Excel takes it for a sheet: of at most 31 characters, some of which it refuses. */
export function sheetName(name: string): string {
  const allowed = name
    .toWellFormed()
    .replace(/[[\]/\\:*?'\p{Cc}\p{Noncharacter_Code_Point}\uFFFD]/gu, ' ');
  const short = allowed
    .trim()
    .slice(0, 31)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trim();
  return short === '' || short.toLowerCase() === 'history' ? 'Registrations' : short;
}

/** Wide enough for most of the column, in characters. */
function widthOf(texts: readonly string[]): number {
  const longest = texts.reduce((most, { length }) => Math.max(most, length), 0);
  return Math.min(Math.max(longest + 2, 10), 50);
}

/**
 * Rows of texts as an XLSX file with one sheet, of a name that `sheetName` gave: the first row is bold and
 * stays in view. Every cell is text, so that nothing in it is a formula, a number or a date.
 */
export async function xlsxBytes(
  rows: readonly (readonly string[])[],
  sheet: string,
): Promise<Uint8Array> {
  const data = rows.map((row, index) =>
    row.map((text) => ({
      value: cellText(text),
      type: String,
      // Text also where somebody edits the cell.
      format: '@',
      wrap: true,
      alignVertical: 'top' as const,
      ...(index === 0 && { fontWeight: 'bold' as const }),
    })),
  );
  const columns = (rows[0] ?? []).map((_, index) => ({
    width: widthOf(rows.map((row) => row[index] ?? '')),
  }));
  return writeXlsxFile(data, { sheet, columns, stickyRowsCount: 1 }).toBuffer();
}
