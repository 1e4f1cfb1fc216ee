import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCsv } from '../testing/csv.fixture.ts';
import { csvText, inertCell, originalCell } from './csv.ts';
import { anyRows, anyText, runs } from '../testing/properties.fixture.ts';

function bytesRead(rows: readonly (readonly string[])[]): string[][] {
  return readCsv(new TextDecoder('utf-8', { ignoreBOM: true }).decode(Buffer.from(csvText(rows))));
}

test('any rows of texts come back from the bytes of a CSV file', () => {
  fc.assert(
    fc.property(anyRows, (rows) => {
      expect(bytesRead(rows).map((row) => row.map(originalCell))).toEqual(rows);
    }),
    runs,
  );
});

test('no cell begins a formula, wherever a spreadsheet cuts it', () => {
  fc.assert(
    fc.property(anyRows, (rows) => {
      for (const cell of bytesRead(rows).flat()) {
        expect(cell).not.toMatch(/^[=+\-@＝＋－＠\t\r\0]/);
        for (const part of cell.split(/[,;|\t\r\n]/))
          expect(part).not.toMatch(/^[=+\-@＝＋－＠\0]/);
      }
    }),
    runs,
  );
});

test('taking the apostrophes away gives any text back, also one that begins with them', () => {
  const begun = fc
    .tuple(fc.constantFrom('', "'", "''", "'="), anyText)
    .map(([start, text]) => start + text);
  fc.assert(
    fc.property(begun, (text) => {
      expect(originalCell(inertCell(text))).toBe(text);
    }),
    { ...runs, numRuns: 2000 },
  );
});

test('a row whose only cell is empty is still a row', () => {
  expect(csvText([['Position'], [''], ['Mayor']])).toBe('\uFEFFPosition\r\n""\r\nMayor\r\n');
});
