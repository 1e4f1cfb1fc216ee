import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyRows, anyText, runs } from '../testing/properties.fixture.ts';
import { sheetName, xlsxBytes } from './xlsx.ts';
import { filesInZip, readXlsx } from '../testing/xlsx.fixture.ts';

/** A file is slow to write, so each gets three times the usual rows. */
const manyRows = fc
  .tuple(anyRows, anyRows, anyRows)
  .map(([first, ...others]) => [...first, ...others.flat()]);

/** The texts of a file's cells, with rows as long as in `rows`. */
function textsIn(file: Uint8Array, rows: readonly (readonly string[])[]): string[][] {
  const read = readXlsx(file);
  return rows.map((row, index) => row.map((_, column) => read[index]?.[column]?.text ?? ''));
}

async function textsRead(rows: readonly (readonly string[])[]): Promise<string[][]> {
  return textsIn(await xlsxBytes(rows, 'RFTF'), rows);
}

async function fileOf(path: string): Promise<string> {
  const rows = [
    ['Name', 'Telephone'],
    ['李', '+31 70 123 45 67'],
  ];
  return filesInZip(await xlsxBytes(rows, 'RFTF badges')).get(path) ?? '';
}

describe('the XLSX file', () => {
  it('gives any texts back as texts, without an apostrophe, in XML that is allowed', async () => {
    await fc.assert(
      fc.asyncProperty(manyRows, async (rows) => {
        const file = await xlsxBytes(rows, 'RFTF');
        expect(textsIn(file, rows)).toEqual(rows);
        for (const { isFormula, type, text } of readXlsx(file).flat()) {
          const expected = { isFormula: false, type: text === '' ? undefined : 's' };
          expect({ isFormula, type }).toEqual(expected);
        }
        for (const xml of filesInZip(file).values()) {
          expect(xml).not.toMatch(/[^\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u);
        }
      }),
      { ...runs, numRuns: 100 },
    );
  });

  it('writes what XML cannot hold as an escape, and what looks like one', async () => {
    const texts = [
      'a\0b',
      'a\rb',
      '\u0001',
      '\uFFFE',
      '\uFFFD',
      '_x0041_',
      '_x0041\u0001',
      '\u0085',
    ];
    const xml = filesInZip(await xlsxBytes([texts], 'RFTF')).get('xl/sharedStrings.xml') ?? '';
    expect(Array.from(xml.matchAll(/<t[^>]*>([^<]*)/g), ([, text]) => text)).toEqual([
      'a_x0000_b',
      'a_x000D_b',
      '_x0001_',
      '_xFFFE_',
      '_xFFFD_',
      '_x005F_x0041_',
      '_x005F_x0041_x0001_',
      '_x0085_',
    ]);
    expect(await textsRead([texts])).toEqual([texts]);
  });

  it('keeps half a character as an escape', async () => {
    expect(await textsRead([['a\uD800b', '\uDC00']])).toEqual([['a\uD800b', '\uDC00']]);
  });

  it('keeps texts that every object has as a key', async () => {
    const row = ['constructor', '__proto__', 'toString', 'constructor'];
    expect(await textsRead([row])).toEqual([row]);
  });

  it('has a bold first row that stays in view, and columns as wide as they need', async () => {
    const sheet = await fileOf('xl/worksheets/sheet1.xml');
    expect(sheet).toMatch(/<pane ySplit="1" xSplit="0" topLeftCell="A2" [^>]*state="frozen"/);
    expect(sheet).toMatch(/<col min="2" max="2" width="18" customWidth="1"\/>/);
    const style = /<c r="A1" s="(\d+)"/.exec(sheet)?.[1];
    expect(style).not.toBe(/<c r="A2" s="(\d+)"/.exec(sheet)?.[1]);
    expect(await fileOf('xl/styles.xml')).toContain('<b/>');
  });

  it('names its sheet', async () => {
    expect(await fileOf('xl/workbook.xml')).toContain('name="RFTF badges"');
  });
});

describe('the name of a sheet', () => {
  it.each([
    ['RFTF badges', 'RFTF badges'],
    ['RFTF ', 'RFTF'],
    ["Who's who: a/b [c]?", 'Who s who  a b  c'],
    ['A very long name of one event and more', 'A very long name of one event a'],
    [`${'a'.repeat(30)}🎓`, 'a'.repeat(30)],
    ['History', 'Registrations'],
    ['*?', 'Registrations'],
  ])('is for %j the name %j', (name, sheet) => {
    expect(sheetName(name)).toBe(sheet);
  });

  it('is one that Excel takes, whatever the event is called', () => {
    fc.assert(
      fc.property(anyText, (name) => {
        expect(sheetName(name)).toMatch(/^[^[\]/\\:*?'\p{Cc}\p{Cs}]{1,31}$/u);
        expect(sheetName(name).length).toBeLessThanOrEqual(31);
      }),
      runs,
    );
  });
});
