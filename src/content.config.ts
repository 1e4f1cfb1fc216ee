import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineCollection } from 'astro:content';
import { glob, type Loader, type LoaderContext } from 'astro/loaders';
import { parse } from 'yaml';
import { z } from 'zod';
import { eventSchema } from './event/event.ts';
import { type Collection, collections as kinds } from './programme/collections.ts';
import { datesAsWritten } from './programme/session.ts';
import { wordsOfContent } from './words/read-words.ts';
import { definitionSchema } from './registration/form/definition.ts';

/**
 * A YAML file that is the one entry of the collection of its name. Unlike Astro's `file()` it does
 * not swallow an error of reading.
 */
const single = (name: string): Loader => ({
  name: `single ${name}`,
  async load({ config, store, parseData, watcher }) {
    const file = new URL(`content/${name}.yaml`, config.root);
    const read = async () => {
      const data = await parseData({ id: name, data: parse(await readFile(file, 'utf8')) });
      store.set({ id: name, data });
    };
    await read();
    watcher?.on('change', (changed) => {
      if (changed === file.pathname) void read();
    });
  },
});

/** The words of the interface in the event's language, with those of the content in their place. */
const interfaceWords: Loader = {
  name: 'words',
  async load({ config, store, watcher }) {
    const folder = fileURLToPath(new URL('content/', config.root));
    const read = async () => {
      const event: unknown = parse(await readFile(join(folder, 'event.yaml'), 'utf8'));
      const { language } = z.object({ language: z.string() }).parse(event);
      store.set({ id: 'words', data: { ...wordsOfContent(folder, language) } });
    };
    await read();
    const files = new Set(
      ['event.yaml', 'words.yaml', 'problems.yaml'].map((name) => join(folder, name)),
    );
    watcher?.on('all', (_, changed) => {
      if (files.has(changed)) void read();
    });
  },
};

type Entry = Parameters<LoaderContext['store']['set']>[0];

/** The files of which nothing is public; where the check of the content refuses a build, it ends here. */
const unpublishedFiles = async () => new Set((await import('virtual:unpublished-files')).default);

/**
 * Reads what a loader reads while the content is being checked, and then keeps what is public: a build
 * leaves the rest out before anything else sees it, so that nothing of it (words, names, pictures)
 * reaches an output.
 */
function publicOnly(loader: Loader): Loader {
  const load = async (context: LoaderContext): Promise<void> => {
    const read: Entry[] = [];
    let checked = false;
    const set = (entry: Entry) => (checked ? context.store.set(entry) : read.push(entry) > 0);
    const loading = Promise.resolve(loader.load({ ...context, store: { ...context.store, set } }));
    // What the check says of a mistake comes before what the loader says of it.
    const [hidden] = await Promise.all([unpublishedFiles(), loading.catch(() => undefined)]);
    await loading;
    checked = true;
    for (const entry of read) {
      if (!hidden.has(entry.filePath?.replace('content/', '') ?? '')) context.store.set(entry);
    }
  };
  return { ...loader, load };
}

/** The Markdown files of a kind of page; a file's name is its entry's. */
function markdown<Frontmatter>({ folder, endings, schema }: Collection<Frontmatter>) {
  const loader = glob({
    base: './content',
    pattern: endings.map((ending) => `${folder}*${ending}`),
    // Astro would take the address from the frontmatter instead.
    generateId: ({ entry }) => entry.slice(folder.length).replace(/\.mdx?$/, ''),
  });
  return defineCollection({
    loader: publicOnly(loader),
    schema: z.preprocess(datesAsWritten, schema),
  });
}

export const collections = {
  pages: markdown(kinds.pages),
  sessions: markdown(kinds.sessions),
  speakers: markdown(kinds.speakers),
  event: defineCollection({ loader: single('event'), schema: eventSchema }),
  registration: defineCollection({ loader: single('registration'), schema: definitionSchema }),
  words: defineCollection({ loader: interfaceWords }),
};
