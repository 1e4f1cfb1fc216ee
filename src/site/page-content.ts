import { getEntry, render } from 'astro:content';
import { readSite } from './read-site.ts';

/**
 * A page of the content folder by its file name, with its site and its rendered body.
 * @throws Error if `content/<id>.mdx` is missing.
 */
export async function pageContent(id: string) {
  const site = await readSite();
  const page = site.pages.find((candidate) => candidate.id === id);
  const entry = await getEntry('pages', id);
  if (page === undefined || entry === undefined) {
    throw new Error(`content/${id}.mdx is missing. Put it back: the site has a page of that name.`);
  }
  return { site, page, ...(await render(entry)) };
}
