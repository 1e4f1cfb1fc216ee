/** The headings of each column in English, German and Dutch, in small letters and without spaces and signs. */
const headings = {
  address:
    'email mail emailaddress mailaddress emailadresse mailadresse emailadres mailadres email1value',
  name: 'name fullname guest displayname naam volledigenaam gast',
  given: 'firstname givenname vorname voornaam roepnaam',
  infix: 'middlename infix tussenvoegsel tussenvoegsels',
  family: 'lastname familyname surname nachname familienname achternaam',
} as const;

export type Column = keyof typeof headings;
export type Columns = ReadonlyMap<Column, number>;

const columnNames = ['address', 'name', 'given', 'infix', 'family'] satisfies Column[];
const inWords: Readonly<Record<Column, string>> = {
  address: 'e-mail addresses',
  name: 'names',
  given: 'first names',
  infix: 'the middle parts of names',
  family: 'last names',
};

function columnOf(heading: string): Column | undefined {
  const key = heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\d]/gu, '');
  return columnNames.find((name) => headings[name].split(' ').includes(key));
}

/** The known columns of a heading; none if it is a guest's own line. */
export function columnsIn(heading: readonly string[], file: string): Columns {
  const columns = new Map<Column, number>();
  if (heading.some((cell) => cell.includes('@'))) return columns;
  for (const [index, cell] of heading.entries()) {
    const column = columnOf(cell);
    if (column === undefined) continue;
    if (columns.has(column)) {
      throw new Error(`${file}:1: two columns hold ${inWords[column]}. Leave one of them out.`);
    }
    columns.set(column, index);
  }
  return columns;
}

/** A name in one text: the whole one, or its parts in order. */
export function nameIn(cell: (column: Column) => string): string {
  const whole = cell('name');
  const given = cell('given');
  const family = cell('family');
  if (whole !== '' && (given === '' || family !== '')) return whole;
  const parts = [given, cell('infix'), family === '' ? whole : family];
  return parts.filter((part) => part !== '').join(' ');
}
