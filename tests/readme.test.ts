import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const manifest = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')));

describe.each([
  'README.md',
  'content/README.md',
  'src/registration/README.md',
  'src/registration/hosts/README.md',
])('%s', (file) => {
  const text = readFileSync(file, 'utf8');

  it('names commands that exist', () => {
    const named = [...text.matchAll(/npm (?:run ([a-z-]+)|(start|test))/g)].map(
      ([, script, own]) => script ?? own ?? '',
    );
    expect(named.filter((name) => manifest.scripts[name] === undefined)).toEqual([]);
  });

  it('links to files that exist', () => {
    const folder = file.replace(/[^/]*$/, '');
    const links = [...text.matchAll(/\]\(([^)#:]+)\)/g)].map(([, target = '']) => target);
    const local = links.filter(
      (target) => !target.startsWith('/') && !target.startsWith('./hangar'),
    );
    expect(local.filter((target) => !existsSync(folder + target))).toEqual([]);
  });

  it('is short', () => {
    expect(text.split('\n').length).toBeLessThan(150);
  });
});
