import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { authorComponents } from './author-components.ts';

function propsOf(name: string): { attributes: string[]; required: string[] } {
  const file = join(import.meta.dirname, `../components/${name}.astro`);
  const props = /interface Props \{([^}]*)\}/.exec(readFileSync(file, 'utf8'))?.[1] ?? '';
  const found = Array.from(props.matchAll(/^\s*(?:readonly )?(\w+)(\??):/gm));
  return {
    attributes: found.map(([, attribute = '']) => attribute),
    required: found.flatMap(([, attribute = '', optional]) => (optional === '' ? [attribute] : [])),
  };
}

test.each([...authorComponents])('knows the attributes that <%s> has', (name, known) => {
  const { attributes, required } = known;
  expect(propsOf(name)).toEqual({ attributes: [...attributes], required: [...required] });
});

test('knows the components that pages hand to their content', () => {
  const file = join(import.meta.dirname, '../components/author/author-components.ts');
  const handed = Array.from(readFileSync(file, 'utf8').matchAll(/^ {2}([A-Z]\w+),$/gm));
  expect(handed.map(([, name]) => name).toSorted()).toEqual(
    [...authorComponents.keys()].toSorted(),
  );
});
