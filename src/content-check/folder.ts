import { nearest } from '../explain/nearest.ts';
import type { Words } from '../explain/explain-codes.ts';
import { collections } from '../programme/collections.ts';
import { entryFileWords, unreadableName } from './file-names.ts';
import { imageEndings, isImageName } from './text/images.ts';

/** The files without which there is no site, and what each of them holds. */
const required = [
  ['event.yaml', 'the facts of the event'],
  ['registration.yaml', 'the registration form'],
  ['404.mdx', 'the text of the page for wrong addresses'],
  ['privacy.mdx', 'the privacy notice that the form links to'],
  ['register.mdx', 'the text above the form'],
  ['search.mdx', 'the text of the search page'],
] as const;

/** The guide for editors lies beside what it describes; it is no page. */
const guide = 'README.md';

const yamlNames: readonly string[] = [
  ...required.map(([name]) => name).filter((name) => name.endsWith('.yaml')),
  // What the event says otherwise than the product.
  'mail.yaml',
  'problems.yaml',
  'words.yaml',
];

/** The kinds of pages that have a folder of their own. */
const kindsBelow = Object.values(collections).filter(({ folder }) => folder !== '');

function strayPage(path: string): Words | undefined {
  const name = path.replace(/\.mdx$/, '');
  if (name.includes('/')) {
    return ['a page in a folder is not read', 'Move it into content/ itself.'];
  }
  return unreadableName(name, '.mdx');
}

function strayMarkdown(path: string, files: ReadonlySet<string>): Words {
  const page = path.replace(/\.(md|markdown)$/i, '.mdx');
  return files.has(page)
    ? [`the page already exists, as "${page}"`, 'Put the text of both in that file.']
    : ['the name of a page must end in ".mdx"', `Rename it to "${page}".`];
}

function strayYaml(path: string): Words {
  const name = path.replace(/\.ya?ml$/i, '.yaml');
  const near = nearest(name, yamlNames);
  return [
    'no part of the site reads this file',
    near === undefined ? 'Remove it.' : `Did you mean "${near}"?`,
  ];
}

function strayWords(path: string, files: ReadonlySet<string>): Words | undefined {
  if (yamlNames.some((name) => name === path) || isImageName(path)) return undefined;
  if (path === guide) return undefined;
  const isText = /\.(mdx?|markdown)$/i.test(path);
  const entries = kindsBelow.find(({ folder }) => path.startsWith(folder));
  if (isText && entries !== undefined) return entryFileWords(entries, path);
  if (path.endsWith('.mdx')) return strayPage(path);
  if (isText) return strayMarkdown(path, files);
  if (/\.ya?ml$/i.test(path)) return strayYaml(path);
  return [
    'the site does not read files of this type',
    `Content is .mdx, .yaml and images (${imageEndings.join(', ')}); files to download go in public/.`,
  ];
}

/** The files that do not belong into the content folder, and those that it lacks. */
export function folderFindings(files: ReadonlySet<string>): { path: string; words: Words }[] {
  const stray = [...files].flatMap((path) => {
    const words = strayWords(path, files);
    return words === undefined ? [] : [{ path, words }];
  });
  const missing = required.flatMap(([path, holds]) => {
    const words: Words = ['the file is missing', `Restore it: it contains ${holds}.`];
    return files.has(path) ? [] : [{ path, words }];
  });
  return [...stray, ...missing];
}
