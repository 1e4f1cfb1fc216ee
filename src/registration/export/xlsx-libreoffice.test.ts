import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { csvText, originalCell } from './csv.ts';
import { xlsxBytes } from './xlsx.ts';
import { readXlsx, type SheetCell } from '../testing/xlsx.fixture.ts';

const run = promisify(execFile);
const version = await run('soffice', ['--version']).catch(() => undefined);

/** Texts that LibreOffice may take for a formula, or change. */
const texts = [
  '=1+1',
  '+31 70 123 45 67',
  '-1+2',
  '@SUM(A1)',
  '=HYPERLINK("https://evil.example","x")',
  '\t=1+1',
  '＝1+1',
  "'t Hart",
  "'=1+1",
  'Mr;=1+1',
  'nuts\n=1+1',
  'Anna "Ann", 李 🎓',
  'constructor',
];
/** Only XLSX preserves these. In CSV the first ones would become numbers and dates. */
const onlyInSheets = ['007', '1E5', '2017-02-15', 'TRUE', '_x0041_', 'a\rb', ' both ', "'"];

/** Opens and re-saves a file with LibreOffice. Returns its cells by row. */
async function openedByLibreOffice(
  name: string,
  content: string | Uint8Array,
): Promise<SheetCell[]> {
  const folder = await mkdtemp(join(tmpdir(), 'libreoffice-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, name), content);
  const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
  // Comma, quotation mark, UTF-8, from the first line: the defaults of its dialogue.
  const filter = name.endsWith('.csv') ? ['--infilter=CSV:44,34,76,1'] : [];
  const to = ['--convert-to', 'xlsx', '--outdir', join(folder, 'read'), join(folder, name)];
  await run('soffice', ['--headless', profile, ...filter, ...to]);
  const opened = readXlsx(await readFile(join(folder, 'read', name.replace(/\w+$/, 'xlsx'))));
  return opened.map(([cell]) => cell ?? { text: '', type: undefined, isFormula: false });
}

const installed = version !== undefined;
const title = installed ? '' : ' (not tried: LibreOffice, `soffice`, is not installed)';

test.skipIf(!installed)(
  `LibreOffice takes for a formula what is not made inert${title}`,
  async () => {
    const cells = await openedByLibreOffice('bare.csv', '=1+1\r\n');
    expect(cells.map(({ isFormula }) => isFormula)).toEqual([true]);
  },
);

test.skipIf(!installed)(
  `LibreOffice opens the CSV without a formula, and every text comes back${title}`,
  async () => {
    const cells = await openedByLibreOffice('guests.csv', csvText(texts.map((text) => [text])));
    expect(cells.filter(({ isFormula }) => isFormula)).toEqual([]);
    expect(cells.map(({ text }) => originalCell(text))).toEqual(texts);
  },
);

test.skipIf(!installed)(
  `LibreOffice opens the XLSX without a formula, with every text as it is${title}`,
  async () => {
    const all = [...texts, ...onlyInSheets];
    const file = await xlsxBytes(
      all.map((text) => [text]),
      'RFTF',
    );
    const cells = await openedByLibreOffice('guests.xlsx', file);
    expect(cells.filter(({ isFormula }) => isFormula)).toEqual([]);
    expect(cells.map(({ text }) => text)).toEqual(all);
  },
);
