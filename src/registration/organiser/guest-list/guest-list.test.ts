import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readGuestList } from './guest-list.ts';

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guests-'));
  file = join(folder, 'guests.csv');
});
afterAll(() => rm(folder, { recursive: true }));

async function read(content: string | Uint8Array) {
  await writeFile(file, content);
  const { guests, notes } = await readGuestList(file);
  return { guests: guests.map(({ name, address }) => [name, address]), notes };
}

const both = [
  ['Ada Lovelace', 'ada@example.org'],
  ['Bakker, Jan', 'jan@example.org'],
];

describe('a table of guests', () => {
  it.each([
    ['commas', 'name,e-mail\nAda Lovelace,ada@example.org\n"Bakker, Jan",jan@example.org\n'],
    [
      'semicolons',
      'Naam;E-mailadres\r\nAda Lovelace;ada@example.org\r\nBakker, Jan;jan@example.org',
    ],
    ['tabs', 'E-Mail-Adresse\tName\nada@example.org\tAda Lovelace\njan@example.org\tBakker, Jan\n'],
    [
      'a byte order mark',
      '\uFEFFname;email\nAda Lovelace;ada@example.org\nBakker, Jan;jan@example.org\n',
    ],
    [
      'Excel’s first line',
      'sep=;\r\nEmail;Name\r\nada@example.org;Ada Lovelace\r\njan@example.org;Bakker, Jan\r\n',
    ],
    [
      'Excel’s first line in quotes',
      '"sep=|"\nEmail|Name\nada@example.org|Ada Lovelace\njan@example.org|Bakker, Jan\n',
    ],
    [
      'other columns',
      'No;E-mail Address;Town;Name\n1; ada@example.org ;Delft;Ada Lovelace\n;;;\n2;jan@example.org;;Bakker, Jan\n',
    ],
    [
      'spaces about the headings',
      ' name , E-MAIL ,\nAda Lovelace,ada@example.org,\n"Bakker, Jan",jan@example.org,\n',
    ],
    ['old line ends', 'name,e-mail\rAda Lovelace,ada@example.org\r"Bakker, Jan",jan@example.org\r'],
  ])('is read with %s, in any order of columns', async (_, text) => {
    expect(await read(text)).toEqual({ guests: both, notes: [] });
  });

  it('joins the parts of a name, in Dutch, German and English', async () => {
    const dutch = 'Voornaam;Tussenvoegsel;Achternaam;E-mail\nJan;van der;Berg;jan@example.org\n';
    expect((await read(dutch)).guests).toEqual([['Jan van der Berg', 'jan@example.org']]);
    const german = 'Name;Vorname;E-Mail\nMüller;Eva;eva@example.org\n';
    expect((await read(german)).guests).toEqual([['Eva Müller', 'eva@example.org']]);
    const english = 'First Name,Last Name,Email\nEva,Smith,eva@example.org\n';
    expect((await read(english)).guests).toEqual([['Eva Smith', 'eva@example.org']]);
  });

  it('keeps quotation marks and line breaks of a quoted text', async () => {
    expect(
      (await read('name,e-mail\r\n"Ada ""the\r\nfirst""",ada@example.org\r\n')).guests,
    ).toEqual([['Ada "the\r\nfirst"', 'ada@example.org']]);
  });

  it.each(['utf-16le', 'utf-16be'])('is read in %s with its mark', async (encoding) => {
    const bytes = Buffer.from('\uFEFFname\te-mail\nZoë Müller\tzoe@example.org\n', 'utf16le');
    const content = encoding === 'utf-16le' ? bytes : bytes.swap16();
    expect(await read(content)).toEqual({ guests: [['Zoë Müller', 'zoe@example.org']], notes: [] });
  });

  it('is read as Windows-1252 where it is not UTF-8, and says so', async () => {
    const bytes = Buffer.from(
      'name;e-mail\nZo\u00EB \u0096 M\u00FCller;zoe@example.org\n',
      'latin1',
    );
    expect(await read(bytes)).toEqual({
      guests: [['Zoë – Müller', 'zoe@example.org']],
      notes: [`${file} is not in UTF-8 and was read as Windows-1252: check the letters of “Zoë”.`],
    });
  });

  it('says which lines have no address, since anybody can use their codes', async () => {
    const { guests, notes } = await read('name,e-mail\nAda,ada@example.org\nBea,\n');
    expect(guests[1]).toEqual(['Bea', undefined]);
    expect(notes).toEqual([
      `${file}: no e-mail address on the lines 3: anybody can use those codes.`,
    ]);
  });
});

describe('a list that is wrong', () => {
  it.each([
    [
      'name,e-mail\nBakker, Jan,jan@example.org\n',
      ':2: another number of columns than the first line',
    ],
    ['name,e-mail\n"Ada,ada@example.org\n', ':2: a quotation mark is not closed'],
    ['sep=;\nname;e-mail\nAda;ada@@example.org\n', ':3: this is not an e-mail address.'],
    [
      'name;courriel\nAda;ada@example.org\n',
      ':2: the e-mail address is in another column than "e-mail".',
    ],
    ['e-mail,email\na@example.org,b@example.org\n', ':1: two columns hold e-mail addresses.'],
    [
      'Guests of the Mayor;;\nname;e-mail;\nAda;ada@example.org;\n',
      'A table begins with the names of its columns',
    ],
    ['name,e-mail\n', ' contains no guests.'],
    ['PK\u0003\u0004\0\0', ' is not a text file.'],
  ])('is refused whole, with line and reason: %j', async (text, words) => {
    await expect(read(text)).rejects.toThrow(
      `${file}${words.startsWith(':') || words.startsWith(' ') ? words : ''}`,
    );
    await expect(read(text)).rejects.toThrow(words);
  });

  it('names every line that is wrong', async () => {
    await expect(read('name,e-mail\nAda,ada\nBea,bea@example.org\n,\nCleo,c@\n')).rejects.toThrow(
      /:2: this is not[^]*:5: this is not[^]*No invitations were made\.$/,
    );
  });
});
