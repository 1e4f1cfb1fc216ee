import { readFile, rm, writeFile } from 'node:fs/promises';
import { close, createIndex } from 'pagefind';
import { minify } from 'vite';
import { z } from 'zod';

const entrySchema = z.object({
  languages: z.record(z.string(), z.object({ page_count: z.number() })),
});

// Pagefind writes all its interfaces; the site uses the scripts of the Component UI alone, and
// searches without a worker: for a site of this kind it would cost more bytes than it saves time.
const interfaces = ['pagefind-ui', 'pagefind-modular-ui', 'pagefind-highlight'];
const unused = [
  ...interfaces.flatMap((name) => [`${name}.js`, `${name}.css`]),
  'pagefind-component-ui.css',
  'pagefind-worker.js',
];

type Languages = z.infer<typeof entrySchema>['languages'];

/** The languages of a written index, with how many pages each answers from. */
async function indexedLanguages(bundle: string): Promise<Languages> {
  const entry = await readFile(`${bundle}/pagefind-entry.json`, 'utf8');
  return entrySchema.parse(JSON.parse(entry)).languages;
}

/**
 * Leaves the words of some languages alone in the Component UI, which brings those of 46: half of it.
 * @throws Error where the Component UI is not built as Pagefind 1.6 builds it
 */
function withWordsOf(languages: readonly string[], script: string): string {
  const names = Array.from(
    script.matchAll(/"[./]+\/translations\/([\w-]+)\.json"/g),
    ([, name]) => name,
  );
  let words = 0;
  const short = script.replace(/=\{placeholder:"[^{}]*\}/g, (strings) => {
    const name = names[words++] ?? '';
    return name === 'en' || languages.includes(name) ? strings : '={}';
  });
  if (words !== names.length) {
    throw new Error(`The Component UI has words in ${words} languages and names ${names.length}.`);
  }
  return short;
}

/** Leaves in a written index what a page of the site fetches, and makes that small. */
async function slim(bundle: string, languages: readonly string[]): Promise<void> {
  await Promise.all(unused.map((file) => rm(`${bundle}/${file}`, { force: true })));
  const rewrite = async (name: string, change: (script: string) => string): Promise<void> => {
    const { code } = await minify(name, change(await readFile(`${bundle}/${name}`, 'utf8')));
    await writeFile(`${bundle}/${name}`, code);
  };
  await rewrite('pagefind.js', (script) => script);
  await rewrite('pagefind-component-ui.js', (script) => withWordsOf(languages, script));
}

/**
 * Writes the search index of a built site beside it.
 * @param site the folder of the built site
 * @returns how many pages are indexed
 * @throws Error where Pagefind reports an error, or nothing is found to index
 */
export async function writeSearchIndex(site: string): Promise<number> {
  try {
    const { index, errors } = await createIndex();
    const added = index === undefined ? undefined : await index.addDirectory({ path: site });
    const written = await index?.writeFiles({ outputPath: `${site}/pagefind` });
    const all = [errors, added?.errors ?? [], written?.errors ?? []].flat();
    if (all.length > 0) throw new Error(`The search index could not be made: ${all.join('; ')}`);
    const languages = await indexedLanguages(`${site}/pagefind`);
    const pages = Object.values(languages).reduce((sum, { page_count }) => sum + page_count, 0);
    if (pages === 0) {
      throw new Error('The search index is empty: no built page has content to search.');
    }
    await slim(`${site}/pagefind`, Object.keys(languages));
    return pages;
  } finally {
    await close();
  }
}
