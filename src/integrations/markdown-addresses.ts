import { join } from 'node:path';
import { defineHastPlugin, type HastPluginDefinition } from 'satteri';
import sharp from 'sharp';
import { type Deployment, pathOf } from '../delivery/deployment.ts';

/** An address from the site's root, as editors write it. The site may be below a path of its host. */
function isOfSite(address: unknown): address is string {
  return typeof address === 'string' && /^\/(?!\/)/.test(address);
}

/** The pixels of an image as it is shown; nothing if it cannot be read. */
async function sizeOf(file: string) {
  const { autoOrient } = await sharp(file)
    .metadata()
    .catch(() => ({ autoOrient: {} }));
  return autoOrient;
}

/**
 * Puts the links and images of Markdown below the path of the site. An image from the public folder
 * gets its size, so that nothing moves when it arrives, and loads when it comes near. Astro does
 * that for the images beside a page.
 * @param publicFolder the files that are served as they are
 */
export function markdownAddresses(
  deployment: Pick<Deployment, 'base'>,
  publicFolder: string,
): HastPluginDefinition {
  return defineHastPlugin({
    name: 'markdown-addresses',
    element: {
      filter: ['a', 'img'],
      async visit(node, context) {
        const { href, src } = node.properties;
        if (isOfSite(href)) context.setProperty(node, 'href', pathOf(deployment, href));
        if (!isOfSite(src)) return;
        const size = await sizeOf(join(publicFolder, decodeURI(src)));
        const properties = {
          src: pathOf(deployment, src),
          loading: 'lazy',
          decoding: 'async',
          ...size,
        };
        for (const [name, value] of Object.entries(properties)) {
          context.setProperty(node, name, value);
        }
      },
    },
  });
}
