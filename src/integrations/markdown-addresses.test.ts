import { cp, mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { markdownToHtml, mdxToJs } from 'satteri';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { deploymentFrom } from '../delivery/deployment.ts';
import { markdownAddresses } from './markdown-addresses.ts';

const deployment = deploymentFrom({ SITE_URL: 'https://example.org/events/x/' });
const hastPlugins = [markdownAddresses(deployment, 'public')];

async function htmlOf(text: string): Promise<string> {
  const { html } = await markdownToHtml(text, { hastPlugins });
  return html.trim();
}

describe('an address in Markdown', () => {
  it.each([
    ['[Venue](/venue/#map)', '<p><a href="/events/x/venue/#map">Venue</a></p>'],
    ['[Venue][v]\n\n[v]: /venue/', '<p><a href="/events/x/venue/">Venue</a></p>'],
    ['[Here](#map)', '<p><a href="#map">Here</a></p>'],
    ['[Elsewhere](https://example.org/)', '<p><a href="https://example.org/">Elsewhere</a></p>'],
    ['[Elsewhere](//example.org/)', '<p><a href="//example.org/">Elsewhere</a></p>'],
  ])('is below the path of the site, if it is of the site: %s', async (text, html) => {
    expect(await htmlOf(text)).toBe(html);
  });

  it('is below the path of the site in a page, too', async () => {
    const text = '[Venue](/venue/)\n\n![The icon](/icon-192.png)';
    const { code } = await mdxToJs(text, { hastPlugins });
    expect(code).toContain('"/events/x/venue/"');
    expect(code).toContain('"/events/x/icon-192.png"');
  });
});

describe('an image from the public folder', () => {
  it('has its address below the path of the site, its size, and time', async () => {
    expect(await htmlOf('![The icon](/icon-192.png)')).toBe(
      '<p><img src="/events/x/icon-192.png" alt="The icon" loading="lazy" decoding="async" width="192" height="192"></p>',
    );
  });

  it('has the size that its drawing says', async () => {
    expect(await htmlOf('![The icon](/favicon.svg)')).toMatch(/ width="\d+" height="\d+">/);
  });

  it('has its size as it is shown, if the camera was turned, and any letters in its name', async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'public-'));
    await sharp({ create: { width: 30, height: 20, channels: 3, background: 'white' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toFile(join(folder.path, 'große Halle.jpg'));
    const turned = [markdownAddresses(deployment, folder.path)];
    const { html } = await markdownToHtml('![The hall](</große Halle.jpg>)', {
      hastPlugins: turned,
    });
    expect(html).toContain('src="/events/x/gro%C3%9Fe%20Halle.jpg"');
    expect(html).toContain('width="20" height="30"');
  });

  it('is shown without a size, if nobody can tell it', async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'public-'));
    await cp('package.json', join(folder.path, 'broken.png'));
    const { html } = await markdownToHtml('![Broken](/broken.png)', {
      hastPlugins: [markdownAddresses(deployment, folder.path)],
    });
    expect(html.trim()).toBe(
      '<p><img src="/events/x/broken.png" alt="Broken" loading="lazy" decoding="async"></p>',
    );
  });

  it('leaves the images beside a page to the build', async () => {
    expect(await htmlOf('![The hall](./hall.jpg)')).toBe(
      '<p><img src="./hall.jpg" alt="The hall"></p>',
    );
  });
});
