import { existsSync, readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { expect, it } from 'vitest';

/** The rows of the catalogue of faults that no test proves yet. */
const open = new Set<string>();

/** How many they are: to be lowered with each row that is proved, and never raised. */
const mostOpen = 0;

const catalogue = '../shared/faults.md';

/** Every row's name, such as `A1`: a section's letter and the number. */
function rowsIn(text: string): string[] {
  return text.split(/^\*\*(?=[A-J]\. )/m).flatMap((section) => {
    const [letter = ''] = section;
    const numbers = section.matchAll(/^(\d+)\. /gm);
    return /^[A-J]\. /.test(section)
      ? Array.from(numbers, ([, number = '']) => letter + number)
      : [];
  });
}

/** The rows that tests name at the beginning of their own names. */
async function provedRows(): Promise<Set<string>> {
  const files = await Array.fromAsync(glob('{src,tests}/**/*.{test,spec,contract}.ts'));
  const proved = files.flatMap((file) => {
    const names = readFileSync(file, 'utf8').matchAll(/['"`]((?:[A-J]\d{1,3}(?:, |(?=:)))+): /g);
    return Array.from(names, ([, rows = '']) => rows.split(', ')).flat();
  });
  return new Set(proved);
}

it('has a list of open rows that only gets shorter', () => {
  expect(open.size).toBeLessThanOrEqual(mostOpen);
});

it('names no row as open that a test proves', async () => {
  const proved = await provedRows();
  expect(proved.size).toBeGreaterThan(60);
  expect([...open].filter((row) => proved.has(row))).toEqual([]);
});

it.skipIf(!existsSync(catalogue))('proves every other row of the catalogue', async () => {
  const rows = rowsIn(readFileSync(catalogue, 'utf8'));
  expect(rows).toHaveLength(100);
  const proved = await provedRows();
  expect(rows.filter((row) => !proved.has(row) && !open.has(row))).toEqual([]);
  expect([...open].filter((row) => !rows.includes(row))).toEqual([]);
});
