import { defineCollection } from 'astro:content';
import { file, glob } from 'astro/loaders';
import { parse } from 'yaml';
import { eventSchema } from './event/event.ts';
import { pageSchema } from './event/page.ts';
import { problemsSchema } from './event/problem.ts';

/** A YAML file that is one entry, named like its collection. */
const single = (name: string) =>
  file(`content/${name}.yaml`, { parser: (text) => ({ [name]: parse(text) }) });

export const collections = {
  pages: defineCollection({
    loader: glob({
      base: './content',
      pattern: '*.mdx',
      // Without this an address with slashes of its own would become the entry's name.
      generateId: ({ entry }) => entry.replace(/\.mdx$/, ''),
    }),
    schema: pageSchema,
  }),
  event: defineCollection({ loader: single('event'), schema: eventSchema }),
  problems: defineCollection({ loader: single('problems'), schema: problemsSchema }),
};
