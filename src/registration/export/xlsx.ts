import writeXlsxFile from 'write-excel-file/node';

// Characters that XML cannot hold or the library drops, and text that looks like such an escape.
const unwritable =
  /(?![\t\n])[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\uFFFD]|_(?=[xX][\dA-Fa-f]{4})/gu;

function escaped(text: string): string {
  const codes = text.split('').map((unit) => unit.charCodeAt(0).toString(16).padStart(4, '0'));
  return codes.map((code) => `_x${code.toUpperCase()}_`).join('');
}

/** A text for a cell, with `_x0001_` for what XML cannot hold (ECMA-376, ST_Xstring). */
function cellText(text: string): string {
  const written = text.replace(unwritable, escaped);
  // The library keeps texts as keys of an object, which inherits `constructor` and the like. It
  // drops U+FFFF, so the file holds the plain text.
  return written in {} ? `${written}\uFFFF` : written;
}

/** A valid name for a sheet in Excel: at most 31 characters, some of them forbidden. */
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
 * Rows of texts as an XLSX file with one sheet, whose name comes from `sheetName`. The first row is
 * bold and stays in view. Every cell is text, so nothing in it becomes a formula, a number or a
 * date.
 */
export async function xlsxBytes(
  rows: readonly (readonly string[])[],
  sheet: string,
): Promise<Uint8Array> {
  const data = rows.map((row, index) =>
    row.map((text) => ({
      value: cellText(text),
      type: String,
      // The cell stays text when somebody edits it.
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
