import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import sharp from 'sharp';
import { canary, photographer } from './canaries.ts';
import { sites } from './sites.ts';

const gzipped = Buffer.from([0x1f, 0x8b]);

function textOf(path: string): string {
  const bytes = readFileSync(path);
  // The search stores its index and excerpts compressed.
  const plain = bytes.subarray(0, 2).equals(gzipped) ? gunzipSync(bytes) : bytes;
  return plain.toString('latin1').toLowerCase();
}

/** Every file of a variant's output, site and endpoint, with a text in its name or bytes. */
async function holding(variant: string, text: string): Promise<string[]> {
  const folder = join(sites.folder, variant, 'dist');
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
  const found = files.filter(
    (file) => file.toLowerCase().includes(text) || textOf(join(folder, file)).includes(text),
  );
  expect(files.length, variant).toBeGreaterThan(40);
  return found.toSorted();
}

for (const variant of ['made-up', 'embargoed']) {
  test(`no output holds anything of what is not public yet: ${variant}`, async () => {
    expect(await holding(variant, canary)).toEqual([]);
  });
}

test('before the programme comes out, no output holds anything of it', async () => {
  for (const text of ['knots-that-hold', 'splicing', 'hugo', 'harbour radio', 'webcal']) {
    expect(await holding('embargoed', text), text).toEqual([]);
  }
});

test('with the moment past, the next build publishes, and the draft stays away', async () => {
  const files = (await holding('unveiled', canary)).map((file) => file.replace(/\\/g, '/'));
  expect(files).toEqual(
    expect.arrayContaining([
      `site/${canary}-page/index.html`,
      `site/programme/${canary}-later/index.html`,
      `site/programme/${canary}-later.ics`,
      `site/speakers/${canary}-later/index.html`,
      `site/speakers/${canary}-later.webp`,
      'site/programme.ics',
      'site/programme/index.html',
      'site/schedule.json',
      'site/schedule.xml',
      'site/sitemap-0.xml',
    ]),
  );
  expect(await holding('unveiled', `${canary}-draft`)).toEqual([]);
});

test('no picture of a build says who took it, or where', async () => {
  const root = join(sites.folder, 'unveiled');
  const source = await sharp(join(root, `content/${canary}.png`)).metadata();
  expect(source.exif?.toString('latin1')).toContain(photographer);

  const files = await readdir(join(root, 'dist'), { recursive: true });
  const pictures = files.filter((file) => /\.(png|jpe?g|webp|avif|gif|tiff?)$/i.test(file));
  expect(pictures.filter((file) => file.includes(canary))).not.toEqual([]);
  for (const file of pictures) {
    const { exif, xmp, iptc } = await sharp(join(root, 'dist', file)).metadata();
    expect([exif, xmp, iptc], file).toEqual([undefined, undefined, undefined]);
  }
  expect(await holding('unveiled', photographer.toLowerCase())).toEqual([]);
});
