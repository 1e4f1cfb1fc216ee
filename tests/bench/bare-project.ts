import { cp, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { authorComponents } from '../../src/event/author-components.ts';
import { lendPackages, project } from './project.ts';

const configuration = `import mdx from '@astrojs/mdx';
import { defineConfig } from 'astro/config';

export default defineConfig({ integrations: [mdx()], cacheDir: './.astro/cache' });
`;

const collections = (pattern: string) => `import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';

export const collections = {
  pages: defineCollection({ loader: glob({ base: './content', pattern: '${pattern}' }) }),
};
`;

const names = [...authorComponents.keys()].join(', ');
const page = `---
import { getCollection, render } from 'astro:content';
import Words from '../Words.astro';

export async function getStaticPaths() {
  const pages = await getCollection('pages');
  return pages.map((page) => ({ params: { slug: page.id }, props: { page } }));
}

const { page } = Astro.props;
const { Content } = await render(page);
const components = Object.fromEntries('${names}'.split(', ').map((name) => [name, Words]));
---

<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>{page.data.title ?? page.data.name}</title>
  </head>
  <body>
    <h1>{page.data.title ?? page.data.name}</h1>
    <Content {components} />
  </body>
</html>
`;

const files = {
  'package.json': '{ "type": "module", "private": true }\n',
  'astro.config.mjs': configuration,
  'src/Words.astro': '<slot />\n',
  'src/pages/[...slug].astro': page,
};

/**
 * Writes the smallest Astro project that makes pages from Markdown into a folder: one layout and no
 * style. Authors' components become the text between their tags.
 * @param content the Markdown's folder; by default, the project's own
 * @param pattern the files in it that are pages
 */
export async function writeBareProject(
  folder: string,
  content: string = join(project, 'content'),
  pattern: string = '*.mdx',
): Promise<void> {
  const all = { ...files, 'src/content.config.ts': collections(pattern) };
  for (const [name, text] of Object.entries(all)) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
  await cp(content, join(folder, 'content'), { recursive: true });
  await lendPackages(folder);
}
