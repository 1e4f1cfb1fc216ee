import { mkdir, mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { licencesOf } from './licences.ts';

/** Makes a folder of packages from their files, and returns the path of a module in each. */
async function packages(folder: string, files: Readonly<Record<string, string>>) {
  const modules = new Set<string>();
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, 'node_modules', path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
    modules.add(join(dirname(file), 'index.js'));
  }
  return [...modules];
}

const manifest = (name: string): string =>
  JSON.stringify({ name, version: '1.2.3', license: 'MIT' });

it('holds each package of the modules once, with all its notices, in the order of their names', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'licences-'));
  const modules = await packages(folder.path, {
    'lift/package.json': manifest('lift'),
    'lift/LICENSE.md': 'The terms of lift',
    'lift/NOTICE': 'The notice of lift',
    '@made-up/door/package.json': manifest('@made-up/door'),
    '@made-up/door/LICENCE': 'The terms of door',
    'gate/package.json': manifest('gate'),
    'gate/LICENSE/LICENSE': 'The terms of gate',
    'gate/LICENSE/LICENSE-hinge': 'The terms of its hinge',
    'lift/node_modules/rope/package.json': manifest('rope'),
    'lift/node_modules/rope/README.md': '# rope\n\nWords.\n\n## License\n\nThe terms of rope\n',
  });
  const text = await licencesOf([...modules, ...modules, '/project/src/own.ts', '\0rolldown']);
  const parts = text.split(/\n+-{80}\n+/).slice(1);
  expect(parts.map((part) => part.trim().split(/\n+/))).toEqual([
    ['@made-up/door 1.2.3 (MIT)', 'The terms of door'],
    ['gate 1.2.3 (MIT)', 'The terms of gate', 'The terms of its hinge'],
    ['lift 1.2.3 (MIT)', 'The terms of lift', 'The notice of lift'],
    ['rope 1.2.3 (MIT)', 'The terms of rope'],
  ]);
});

it('refuses a package without a licence, which must not be passed on', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'licences-'));
  const modules = await packages(folder.path, {
    'bare/package.json': manifest('bare'),
    'bare/README.md': '# bare\n',
  });
  await expect(licencesOf(modules)).rejects.toThrow(
    'The package bare has no licence beside it, so it must not be passed on.',
  );
});
