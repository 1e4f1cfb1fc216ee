import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const { license, dependencies } = z
  .object({ license: z.string(), dependencies: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')));

it('is the licence that package.json names', () => {
  expect(readFileSync('LICENSE', 'utf8')).toMatch(new RegExp(`^${license} License\n`));
});

describe('the licence of the fonts, which is served beside them', () => {
  const notice = readFileSync('public/OFL.txt', 'utf8');
  const fonts = Object.keys(dependencies).filter((name) => name.startsWith('@fontsource'));

  it.each(fonts)('names the family of %s and holds its licence', (name) => {
    const folder = `node_modules/${name}`;
    const { family } = z
      .object({ family: z.string() })
      .parse(JSON.parse(readFileSync(`${folder}/metadata.json`, 'utf8')));
    const [, terms = 'no terms'] =
      /^-{20,}\n(.*)$/ms.exec(readFileSync(`${folder}/LICENSE`, 'utf8')) ?? [];
    expect(notice).toMatch(new RegExp(`^${family}\n(Copyright|©) `, 'm'));
    expect(notice).toContain(terms);
  });
});
