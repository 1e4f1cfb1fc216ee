import { readFile } from 'node:fs/promises';
import { defineCollection } from 'astro:content';
import { glob, type Loader } from 'astro/loaders';
import unpublished from 'virtual:unpublished-files';
import { parse } from 'yaml';
import { z } from 'zod';
import { eventSchema } from './event/event.ts';
import { pageSchema } from './event/page.ts';
import { problemsSchema } from './event/problem.ts';
import { datesAsWritten, sessionSchema, speakerSchema } from './event/session.ts';
import { definitionSchema } from './registration/definition.ts';

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

// A build leaves these out before anything reads them, so that nothing of them (words, names,
// pictures) reaches an output.
const hidden = unpublished.map((file) => `!${file}`);

/** The Markdown files of a folder below `content/`; a file's name is its entry's. */
function markdown(below: string, pattern: string): Loader {
  return glob({
    base: './content',
    pattern: [below + pattern, '!README.md', ...hidden],
    // Astro would take the address from the frontmatter instead.
    generateId: ({ entry }) => entry.slice(below.length).replace(/\.mdx?$/, ''),
  });
}

export const collections = {
  pages: defineCollection({
    loader: markdown('', '*.mdx'),
    schema: z.preprocess(datesAsWritten, pageSchema),
  }),
  sessions: defineCollection({
    loader: markdown('sessions/', '*.{md,mdx}'),
    schema: z.preprocess(datesAsWritten, sessionSchema),
  }),
  speakers: defineCollection({
    loader: markdown('speakers/', '*.md'),
    schema: z.preprocess(datesAsWritten, speakerSchema),
  }),
  event: defineCollection({ loader: single('event'), schema: eventSchema }),
  problems: defineCollection({ loader: single('problems'), schema: problemsSchema }),
  registration: defineCollection({ loader: single('registration'), schema: definitionSchema }),
};
