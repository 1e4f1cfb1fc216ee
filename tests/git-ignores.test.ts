import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

let folder: string;
/** Git in a folder of its own with the project's rules, since a release need not be a repository. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ignored-'));
  execFileSync('git', ['init', '--quiet', folder]);
  copyFileSync('.gitignore', join(folder, '.gitignore'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function isIgnored(path: string): boolean {
  const { status } = spawnSync('git', ['check-ignore', '--quiet', path], { cwd: folder });
  return status === 0;
}

const secrets = [
  'organiser.key',
  'mail.key',
  'old-mail.key',
  'keys/second.key',
  'identity.age',
  'guests.csv',
  'guests-codes.csv',
  'guests.txt',
  'guests.json.partial',
  'guests-codes.csv.pending',
  'guests.xlsx',
  'guests.json',
  'registrations.sqlite',
  'registrations.sqlite-wal',
  'registrations.sqlite-shm',
  'copy.sqlite',
  'registrations.env',
  '.env',
  '.env.production',
  '.data/organiser.key',
];

it.each(secrets)('Git does not take %s', (path) => {
  expect(isIgnored(path)).toBe(true);
});

it.each(['package.json', 'content/event.yaml', 'src/app.ts', 'public/OFL.txt', 'tests/FAULTS.md'])(
  'Git takes %s',
  (path) => {
    expect(isIgnored(path)).toBe(false);
  },
);

it('Git takes no file that a guide has its reader write for the organisers', () => {
  const guides = globSync('{*.md,{.github,content,src}/**/*.md}').map((file) =>
    readFileSync(file, 'utf8'),
  );
  const written =
    /(?:keys make|export|invite|age-keygen -o|--key|--database|\.backup|--env-file) "?(\.?[a-z][\w./-]*\.\w+)/g;
  const paths = guides.flatMap((text) =>
    Array.from(text.matchAll(written), ([, path = '']) => path),
  );
  expect(paths.length).toBeGreaterThan(8);
  expect(paths.filter((path) => !isIgnored(path))).toEqual([]);
});
