import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { authorComponents } from './author-components.ts';

const folder = join(import.meta.dirname, '../components/author');
const handing = readFileSync(join(folder, 'author-components.ts'), 'utf8');

function propsOf(name: string): { attributes: string[]; required: string[] } {
  const path = new RegExp(`import ${name} from '(.*)';`).exec(handing)?.[1] ?? '';
  const file = join(folder, path);
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
  const handed = Array.from(handing.matchAll(/^ {2}([A-Z]\w+),$/gm));
  expect(handed.map(([, name]) => name).toSorted()).toEqual(
    [...authorComponents.keys()].toSorted(),
  );
});
