import { execFile } from 'node:child_process';
import { readdir, readFile, stat, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCsv } from '../testing/csv.fixture.ts';
import {
  answers,
  definition,
  formPost,
  openSample,
  type Sample,
} from '../testing/endpoint.fixture.ts';
import { originalCell } from './csv.ts';
import { sealTo } from '../seal/seal.ts';
import { formatOf } from './export-file.ts';
import { readXlsx } from '../testing/xlsx.fixture.ts';

const run = promisify(execFile);
const tool = join(import.meta.dirname, '../organiser/registrations.ts');
let sample: Sample;

beforeAll(async () => {
  const identity = await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  sample = await openSample({ seal: sealTo([recipient], definition) });
  await writeFile(join(sample.folder, 'organiser.key'), identity);
  for (const name of ['Zoë', 'Anna', '=1+1']) {
    // Longer than one disk block.
    const organisation = '李'.repeat(200);
    await sample.send(
      formPost({ ...answers, name, organisation, email: `${name.length}@example.org` }),
    );
  }
});
afterAll(() => sample.clear());

/** Exports into a new file with a umask that lets everyone read. Returns what was printed. */
async function exportTo(file: string, purpose?: string): Promise<string> {
  const folder = sample.folder;
  const forPurpose = purpose === undefined ? [] : ['--for', purpose];
  const key = ['--key', join(folder, 'organiser.key')];
  const database = ['--database', join(folder, 'registrations.sqlite')];
  const words = [tool, 'export', join(folder, file), ...forPurpose, ...key, ...database];
  const { stdout } = await run('bash', [
    '-c',
    'umask 0; exec "$0" "$@"',
    process.execPath,
    ...words,
  ]);
  return stdout;
}

async function written(file: string): Promise<Buffer> {
  return readFile(join(sample.folder, file));
}

describe('an exported file', () => {
  it('is for its owner alone', async () => {
    const file = join(sample.folder, 'guests.csv');
    expect(await exportTo('guests.csv')).toBe(`Registrations in ${file}: 3.\n`);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('holds the same names for a purpose in each format', async () => {
    const names = ['=1+1', 'Anna', 'Zoë'];
    await Promise.all(
      ['door.csv', 'door.xlsx', 'door.json'].map((file) => exportTo(file, 'security')),
    );
    const [, ...csv] = readCsv(String(await written('door.csv')));
    expect(csv.map(([name = '']) => originalCell(name))).toEqual(names);
    const [, ...xlsx] = readXlsx(await written('door.xlsx'));
    expect(xlsx.map(([name]) => name?.text)).toEqual(names);
    expect(JSON.parse(String(await written('door.json')))).toMatchObject(
      names.map((name) => ({ answers: { name } })),
    );
  });

  it('is never written over another', async () => {
    await writeFile(join(sample.folder, 'mine.csv'), 'mine');
    await expect(exportTo('mine.csv')).rejects.toThrow(
      'mine.csv already exists and is unchanged. Choose another file.',
    );
    expect(String(await written('mine.csv'))).toBe('mine');
    expect(await readdir(sample.folder)).not.toContain('mine.csv.partial');
  });

  it('is whole or not there when the disk is full', async () => {
    const file = join(sample.folder, 'full.json');
    const module = pathToFileURL(join(import.meta.dirname, 'export-file.ts')).href;
    const writes = `import { writeNew } from '${module}';
      await writeNew(process.argv[1], 'x'.repeat(100_000));`;
    // A limit on file size, in KiB, stands in for a full disk.
    const limited = ['-c', 'ulimit -f 64; exec "$0" "$@"', process.execPath];
    await expect(
      run('bash', [...limited, '--input-type=module', '-e', writes, file]),
    ).rejects.toThrow(`${file} could not be written completely and was removed.`);
    const left = await readdir(sample.folder);
    expect(left.filter((name) => name.startsWith('full.json'))).toEqual([]);
  });

  it('has another name until it is whole, so that a process that is killed leaves no half list', async () => {
    const file = join(sample.folder, 'killed.csv');
    const module = pathToFileURL(join(import.meta.dirname, 'export-file.ts')).href;
    // Where the text comes to be, half of it is on the disk.
    const kills = `import { writeNew } from '${module}';
      async function* halves() { yield 'x'.repeat(100_000); process.kill(process.pid, 'SIGKILL'); }
      await writeNew(process.argv[1], halves());`;
    await expect(
      run(process.execPath, ['--input-type=module', '-e', kills, file]),
    ).rejects.toMatchObject({ signal: 'SIGKILL' });
    expect(await readdir(sample.folder)).not.toContain('killed.csv');
    expect(await readdir(sample.folder)).toContain('killed.csv.partial');
    await expect(exportTo('killed.csv')).rejects.toThrow(
      'killed.csv.partial is left from an export that was interrupted, or is being written. Delete it',
    );
    await unlink(`${file}.partial`);
    expect(await exportTo('killed.csv')).toBe(`Registrations in ${file}: 3.\n`);
    expect(await readdir(sample.folder)).not.toContain('killed.csv.partial');
  });

  it('for a purpose is told with how many it holds, and how many it leaves out', async () => {
    const [first] = await sample.store.list();
    const key = ['--database', join(sample.folder, 'registrations.sqlite')];
    await run(process.execPath, [tool, 'decline', first?.reference ?? '', ...key]);
    expect(await exportTo('badges.csv', 'badges')).toBe(
      `Registrations in ${join(sample.folder, 'badges.csv')}: 2. Left out, because they are declined or withdrawn: 1.\n`,
    );
    expect(readCsv(String(await written('badges.csv')))).toHaveLength(3);
  });

  it('is refused in words with another ending', async () => {
    await expect(exportTo('guests.xls')).rejects.toThrow(
      'guests.xls" has no known format. Write a file name that ends in .csv, .xlsx or .json.',
    );
    expect(await readdir(sample.folder)).not.toContain('guests.xls');
  });

  it('is refused in words for a purpose that is not there', async () => {
    await expect(exportTo('badge.csv', 'badge')).rejects.toThrow(
      'content/registration.yaml has no purpose "badge". Did you mean "badges"?',
    );
    expect(await readdir(sample.folder)).not.toContain('badge.csv');
  });
});

it.each(['guests', 'guests.csv.zip', 'csv', '.xlsx'])('%s names no format', (file) => {
  expect(() => formatOf(file)).toThrow(`"${file}" has no known format.`);
});

it.each(['guests.csv', 'guests.JSON', 'a.b.Xlsx'])('%s names a format', (file) => {
  expect(() => formatOf(file)).not.toThrow();
});
