import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import { isEmailAddress } from '../../form/question/email-address.ts';
import { columnsIn, nameIn, type Column, type Columns } from './guest-columns.ts';
import { readText } from './text-file.ts';

/** A guest in a list: a name, an e-mail address, or both. */
export interface ListedGuest {
  readonly line: number;
  readonly name: string;
  readonly address: string | undefined;
}

/** The guests in a file, and what the organiser must know of how it was read. */
export interface GuestList {
  readonly guests: readonly ListedGuest[];
  readonly notes: readonly string[];
}

const separators = [',', ';', '\t', '|'];
const rowsSchema = z.array(
  z.object({ info: z.object({ lines: z.number() }), record: z.array(z.string()) }),
);

function rowsOf(text: string, delimiter: string, to = -1) {
  const rows = parse(text, {
    delimiter,
    to,
    info: true,
    trim: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
  });
  return rowsSchema.parse(rows);
}

/** The headings in the first row, if it is split at a separator. */
function headingOf(text: string, separator: string): string[] {
  try {
    return rowsOf(text, separator, 1)[0]?.record ?? [];
  } catch {
    return [];
  }
}

/** What is wrong with a guest's row, in a sentence; undefined if nothing is. */
function faultIn({ name, address }: Pick<ListedGuest, 'name' | 'address'>, row: readonly string[]) {
  if (address === undefined && row.some((cell) => cell.includes('@'))) {
    return 'the e-mail address is in another column than "e-mail".';
  }
  if (address !== undefined && !isEmailAddress(address)) {
    return 'this is not an e-mail address. Write one such as name@example.org.';
  }
  return address === undefined && name === '' ? 'neither a name nor an e-mail address.' : undefined;
}

/** A row that breaks the grammar of CSV, in a sentence. */
function brokenRow(file: string, first: number, cause: unknown): Error {
  if (!(cause instanceof CsvError)) throw cause;
  const line = Number(cause['lines']) + first;
  const words =
    cause.code === 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH'
      ? 'another number of columns than the first line has. Put a text with a separator in it into quotes.'
      : 'a quotation mark is not closed, or stands inside a text. Write "" for one inside a quoted text.';
  return new Error(`${file}:${line}: ${words}`, { cause });
}

/** The guests in a table whose first row names its columns. `first` lines come before it. */
function tableGuests(
  file: string,
  text: string,
  table: { separator: string; columns: Columns; first: number },
) {
  const { separator, columns, first } = table;
  const faults: string[] = [];
  const rows = (() => {
    try {
      return rowsOf(text, separator).slice(1);
    } catch (cause) {
      throw brokenRow(file, first, cause);
    }
  })();
  const guests = rows.map(({ info, record }): ListedGuest => {
    const cell = (column: Column) => record[columns.get(column) ?? -1] ?? '';
    const line = info.lines + first;
    const guest = { line, name: nameIn(cell), address: cell('address') || undefined };
    const fault = faultIn(guest, record);
    if (fault !== undefined) faults.push(`${file}:${line}: ${fault}`);
    return guest;
  });
  return { guests, faults };
}

/** The guests in a file without headings: one for each line, an address or any other text. */
function plainGuests(file: string, text: string) {
  const guests = text.split(/\r\n|\n|\r/).flatMap((written, index): ListedGuest[] => {
    const line = written.trim();
    const isAddress = line.includes('@');
    const guest = {
      line: index + 1,
      name: isAddress ? '' : line,
      address: isAddress ? line : undefined,
    };
    return line === '' ? [] : [guest];
  });
  const faults = guests
    .filter(({ address }) => address !== undefined && !isEmailAddress(address))
    .map(
      ({ line }) =>
        `${file}:${line}: this is not an e-mail address. Write one such as name@example.org ` +
        'on a line of its own, or a name without "@". A table begins with the names of its columns, ' +
        'such as: name,e-mail.',
    );
  return { guests, faults };
}

/**
 * Reads a list of guests: a table with headings (CSV, with commas, semicolons or tabs), or one guest
 * for each line. Excel's own first line, `sep=;`, counts.
 * @throws Error with a line for each mistake.
 */
export async function readGuestList(file: string): Promise<GuestList> {
  const { text: whole, notes } = await readText(file);
  const [marked = '', given] = /^"?sep=(.)"?(?:\r\n|\n|\r)/i.exec(whole) ?? [];
  const text = whole.slice(marked.length);
  const candidates = (given === undefined ? separators : [given]).map((separator) => ({
    separator,
    columns: columnsIn(headingOf(text, separator), file),
    first: marked === '' ? 0 : 1,
  }));
  const [table] = candidates.toSorted((one, other) => other.columns.size - one.columns.size);
  const { guests, faults } =
    table === undefined || table.columns.size === 0
      ? plainGuests(file, text)
      : tableGuests(file, text, table);
  if (faults.length > 0) throw new Error(`${faults.join('\n')}\nNo invitations were made.`);
  if (guests.length === 0) throw new Error(`${file} contains no guests. Write one line for each.`);
  const unbound = guests.filter(({ address }) => address === undefined).map(({ line }) => line);
  return {
    guests,
    notes:
      table?.columns.has('address') === true && unbound.length > 0
        ? [
            ...notes,
            `${file}: no e-mail address on the lines ${unbound.join(', ')}: anybody can use those codes.`,
          ]
        : notes,
  };
}
