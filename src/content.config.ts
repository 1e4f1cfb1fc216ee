import { readFile } from 'node:fs/promises';
import { defineCollection } from 'astro:content';
import { glob, type Loader } from 'astro/loaders';
import { parse } from 'yaml';
import { eventSchema } from './event/event.ts';
import { pageSchema } from './event/page.ts';
import { problemsSchema } from './event/problem.ts';
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

export const collections = {
  pages: defineCollection({
    loader: glob({
      base: './content',
      pattern: '*.mdx',
      // A page's name is its file's; Astro would take the address from the frontmatter instead.
      generateId: ({ entry }) => entry.replace(/\.mdx$/, ''),
    }),
    schema: pageSchema,
  }),
  event: defineCollection({ loader: single('event'), schema: eventSchema }),
  problems: defineCollection({ loader: single('problems'), schema: problemsSchema }),
  registration: defineCollection({ loader: single('registration'), schema: definitionSchema }),
};
