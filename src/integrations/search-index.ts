import { readFile, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { close, createIndex } from 'pagefind';
import { z } from 'zod';

const entrySchema = z.object({
  languages: z.record(z.string(), z.object({ page_count: z.number() })),
});

// Pagefind writes all its interfaces; the site uses the Component UI alone.
const unused = ['pagefind-ui', 'pagefind-modular-ui', 'pagefind-highlight'];

/** How many pages the written index answers from, over all languages. */
async function indexedPages(site: string): Promise<number> {
  const entry = entrySchema.parse(
    JSON.parse(await readFile(`${site}/pagefind/pagefind-entry.json`, 'utf8')),
  );
  return Object.values(entry.languages).reduce((sum, { page_count }) => sum + page_count, 0);
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
    const pages = await indexedPages(site);
    if (pages === 0) {
      throw new Error('The search index is empty: no built page has content to search.');
    }
    const files = unused.flatMap((name) => [`${name}.js`, `${name}.css`]);
    await Promise.all(files.map((file) => rm(`${site}/pagefind/${file}`, { force: true })));
    return pages;
  } finally {
    await close();
  }
}

/** Indexes the built pages with Pagefind; an empty index or an error fails the build. */
export function searchIndex(): AstroIntegration {
  return {
    name: 'search-index',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const pages = await writeSearchIndex(fileURLToPath(dir));
        logger.info(`${pages} pages indexed`);
      },
    },
  };
}
