import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { z } from 'zod';

/** The folders and addresses of the site's variants, from the run's set-up. */
export const sites = z
  .object({
    folder: z.string(),
    together: z.string(),
    path: z.string(),
    elsewhere: z.string(),
    madeUp: z.string(),
    thousand: z.string(),
    fullDay: z.string(),
    marked: z.string(),
    another: z.string(),
    styleGuide: z.string(),
  })
  .parse(JSON.parse(process.env['BUILT_SITES'] ?? '{}'));

/** The folder of a variant's built site. */
export const built = (variant: string) => join(sites.folder, variant, 'dist/site');

/** A page of a variant as built: `page('together', '/venue/')`. */
export const html = (variant: string, address: string) =>
  readFileSync(join(built(variant), address, 'index.html'), 'utf8');

/** All built HTML files of a variant, by path below the site. */
export const htmlFiles = (variant: string) =>
  Array.fromAsync(glob('**/*.html', { cwd: built(variant) }));

/** The pages to read, without the form and the search. */
export const readingPages = [
  '/',
  '/challenge/',
  '/learning-from-others/',
  '/venue/',
  '/programme/',
  '/programme/field-visit-schilderswijk/',
  '/privacy/',
  '/accessibility/',
  '/problems/stale-form/',
];

export const allPages = [...readingPages, '/register/', '/search/', '/no-such-page/'];

/** The words of HTML without its elements, with single spaces. */
export const wordsOf = (source: string) =>
  source
    .replace(/<(script|style|svg)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
