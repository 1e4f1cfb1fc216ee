import { readFile, rm, writeFile } from 'node:fs/promises';
import { close, createIndex } from 'pagefind';
import { minify } from 'vite';
import { z } from 'zod';

const entrySchema = z.object({
  languages: z.record(z.string(), z.object({ page_count: z.number() })),
});

// Pagefind writes all its interfaces. The site only uses the Component UI's scripts, and searches
// without a worker, which would cost a site of this size more bytes than it saves time.
const interfaces = ['pagefind-ui', 'pagefind-modular-ui', 'pagefind-highlight'];
const unused = [
  ...interfaces.flatMap((name) => [`${name}.js`, `${name}.css`]),
  'pagefind-component-ui.css',
  'pagefind-worker.js',
];

type Languages = z.infer<typeof entrySchema>['languages'];

/** The languages of an index, with the number of pages in each. */
async function indexedLanguages(bundle: string): Promise<Languages> {
  const entry = await readFile(`${bundle}/pagefind-entry.json`, 'utf8');
  return entrySchema.parse(JSON.parse(entry)).languages;
}

/**
 * Keeps only the words of some languages in the Component UI, half of which are words in 46
 * languages.
 * @throws Error if the Component UI is not built as in Pagefind 1.6
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

/** Keeps only the files of an index that pages fetch, and minifies them. */
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
 * @returns the number of indexed pages
 * @throws Error if Pagefind reports an error, or there is nothing to index
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
