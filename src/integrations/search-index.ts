import { readFile, rm, writeFile } from 'node:fs/promises';
import { close, createIndex, type PagefindIndex } from 'pagefind';
import { minify } from 'vite';
import { z } from 'zod';

const entrySchema = z.object({
  languages: z.record(z.string(), z.object({ page_count: z.number() })),
});

// Pagefind writes all its interfaces. The site only uses the Component UI's scripts.
const interfaces = ['pagefind-ui', 'pagefind-modular-ui', 'pagefind-highlight'];
const unused = [
  ...interfaces.flatMap((name) => [`${name}.js`, `${name}.css`]),
  'pagefind-component-ui.css',
];

/** The most pages that wait for Pagefind. */
const onTheWay = 64;

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

function failure(errors: readonly string[]): Error {
  return new Error(`The search index could not be made: ${errors.join('; ')}`);
}

/**
 * Lets the worker tell its page of each file of the index that it cannot fetch. Pagefind itself
 * passes over some of them, and then finds nothing.
 */
const failedFetches = `{
  const { fetch } = self;
  const fail = () => self.postMessage({ unreachable: true });
  self.fetch = (...request) => fetch(...request).then((reply) => {
    if (!reply.ok) fail();
    return reply;
  }, (cause) => { fail(); throw cause; });
}
`;

/** Keeps only the files of an index that pages fetch, and minifies them. */
async function slim(bundle: string, languages: readonly string[]): Promise<void> {
  await Promise.all(unused.map((file) => rm(`${bundle}/${file}`, { force: true })));
  const rewrite = async (name: string, change: (script: string) => string): Promise<void> => {
    const { code } = await minify(name, change(await readFile(`${bundle}/${name}`, 'utf8')));
    await writeFile(`${bundle}/${name}`, code);
  };
  await rewrite('pagefind.js', (script) => script);
  await rewrite('pagefind-worker.js', (script) => failedFetches + script);
  await rewrite('pagefind-component-ui.js', (script) => withWordsOf(languages, script));
}

/** Counts the pages of a written index, and makes its files small. */
async function finish(bundle: string): Promise<number> {
  const languages = await indexedLanguages(bundle);
  const pages = Object.values(languages).reduce((sum, { page_count }) => sum + page_count, 0);
  if (pages === 0) {
    throw new Error('The search index is empty: no built page has content to search.');
  }
  await slim(bundle, Object.keys(languages));
  return pages;
}

/** The search index of a site, while its pages are made. */
export interface SearchIndex {
  /**
   * Adds a page, and waits while too many are on their way. The order of the calls, not that of the
   * pages, decides the bytes of the index.
   */
  readonly add: (address: string, page: Promise<string>) => Promise<void>;
  /**
   * Writes the index into the folder of the built site. Returns the number of pages in it.
   * @throws Error if Pagefind reports an error, or there is nothing to index
   */
  readonly write: (site: string) => Promise<number>;
}

/** Adds pages to an index in the order of the calls. */
function pageQueue(index: PagefindIndex) {
  const replies: Promise<readonly string[]>[] = [];
  let sent = Promise.resolve();
  const send = async (address: string, page: Promise<string>, before: Promise<void>) => {
    const [rendered] = await Promise.allSettled([page, before]);
    // Astro itself reports a page that fails.
    if (rendered.status === 'rejected') return;
    const reply = index.addHTMLFile({ url: address, content: rendered.value });
    replies.push(
      reply.then(
        ({ errors }) => errors,
        (cause: unknown) => [String(cause)],
      ),
    );
  };
  return {
    replies,
    add: async (address: string, page: Promise<string>) => {
      sent = send(address, page, sent);
      await sent;
      await replies.at(-onTheWay);
    },
  };
}

/** Starts the index of a build. Pagefind works beside the rendering, in a process of its own. */
export async function startSearchIndex(): Promise<SearchIndex> {
  const { index, errors } = await createIndex();
  if (index === undefined) throw failure(errors);
  const { add, replies } = pageQueue(index);
  return {
    add,
    write: async (site) => {
      try {
        const added = await Promise.all(replies);
        const written = await index.writeFiles({ outputPath: `${site}/pagefind` });
        const all = [errors, ...added, written.errors].flat();
        if (all.length > 0) throw failure(all);
        return await finish(`${site}/pagefind`);
      } finally {
        await close();
      }
    },
  };
}
