import { glob, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AstroPrerenderer } from 'astro';

/** What is done with each page before it is written. */
export interface PageHandling {
  /** Changes the text of the page with this address below the site's root. */
  readonly change: (page: string, address: string) => string;
  /**
   * Takes each page with its address. The order of the calls is that of the
   * routes, whichever page is ready first.
   */
  readonly take: (address: string, page: Promise<string>) => Promise<void>;
}

/** A reply with a page, whose text is changed once. */
async function changed(response: Response, change: (page: string) => string) {
  const { status, headers } = response;
  const page = change(await response.text());
  return { page, response: new Response(page, { status, headers }) };
}

/**
 * Renders pages with Astro's own renderer, and handles each before it is written, so that no page
 * is read or written twice.
 * @param base the path of the site on its host
 */
export function handlePages(
  renderer: AstroPrerenderer,
  base: string,
  { change, take }: PageHandling,
): AstroPrerenderer {
  return {
    ...renderer,
    render: async (request, options) => {
      if (options.routeData.type !== 'page') return renderer.render(request, options);
      const { pathname } = new URL(request.url);
      const address = `/${decodeURI(pathname.slice(base.length))}`;
      const handled = renderer.render(request, options).then(async (rendered) => {
        const { response, ...metadata } =
          rendered instanceof Response ? { response: rendered } : rendered;
        return { ...metadata, ...(await changed(response, (page) => change(page, address))) };
      });
      const taken = take(
        address,
        handled.then(({ page }) => page),
      );
      const { page: _, ...result } = await handled;
      await taken;
      return result;
    },
  };
}

/** Handles the pages that are copied from a folder, in the order of their names. */
export async function handleCopiedPages(
  folder: string,
  site: string,
  { change, take }: PageHandling,
): Promise<void> {
  const names = await Array.fromAsync(glob('**/*.html', { cwd: folder }));
  for (const name of names.toSorted()) {
    const address = `/${name.replaceAll('\\', '/').replace(/(?<=^|\/)index\.html$/, '')}`;
    const page = change(await readFile(join(folder, name), 'utf8'), address);
    await writeFile(join(site, name), page);
    await take(address, Promise.resolve(page));
  }
}
