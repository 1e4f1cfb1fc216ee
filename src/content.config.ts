import { globSync } from 'node:fs';
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
import { wordsOfEvent } from './words/read-words.ts';
import { definitionSchema } from './registration/form/definition.ts';

/**
 * A YAML file as the only entry of the collection with its name. Unlike Astro's `file()`, it
 * reports read errors.
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

/** The interface's words in the event's language, overridden by the content's own. */
const interfaceWords: Loader = {
  name: 'words',
  load({ config, store, watcher }) {
    const folder = fileURLToPath(new URL('content/', config.root));
    const read = () => store.set({ id: 'words', data: { ...wordsOfEvent(folder) } });
    read();
    const files = new Set(
      ['event.yaml', 'words.yaml', 'problems.yaml'].map((name) => join(folder, name)),
    );
    watcher?.on('all', (_, changed) => {
      if (files.has(changed)) read();
    });
    return Promise.resolve();
  },
};

type Entry = Parameters<LoaderContext['store']['set']>[0];

/** The files that are not public. If the content check refuses a build, the process ends here. */
const unpublishedFiles = async () => new Set((await import('virtual:unpublished-files')).default);

/**
 * Loads while the content is being checked, and then keeps what is public. A build drops the rest
 * before anything else sees it, so that none of it (words, names, pictures) reaches the output.
 */
function publicOnly(loader: Loader): Loader {
  const load = async (context: LoaderContext): Promise<void> => {
    const read: Entry[] = [];
    let checked = false;
    const set = (entry: Entry) => (checked ? context.store.set(entry) : read.push(entry) > 0);
    const loading = Promise.resolve(loader.load({ ...context, store: { ...context.store, set } }));
    // The check explains mistakes better than the loader, so it goes first.
    const [hidden] = await Promise.all([unpublishedFiles(), loading.catch(() => undefined)]);
    await loading;
    checked = true;
    for (const entry of read) {
      if (!hidden.has(entry.filePath?.replace('content/', '') ?? '')) context.store.set(entry);
    }
  };
  return { ...loader, load };
}

/** What a build without files of a kind loads. Astro's own loader warns of them. */
const nothing: Loader = { name: 'nothing', load: () => Promise.resolve() };

/** The Markdown files of a kind of page. An entry's id is its file name. */
function markdown<Frontmatter>({ folder, endings, schema }: Collection<Frontmatter>) {
  const pattern = endings.map((ending) => `${folder}*${ending}`);
  const loader = glob({
    base: './content',
    pattern,
    // Astro would otherwise take the id from the frontmatter.
    generateId: ({ entry }) => entry.slice(folder.length).replace(/\.mdx?$/, ''),
  });
  const hasFiles = globSync(pattern, { cwd: 'content' }).length > 0;
  return defineCollection({
    // In development, the first file may come later.
    loader: import.meta.env.DEV || hasFiles ? publicOnly(loader) : nothing,
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
