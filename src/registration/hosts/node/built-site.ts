import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { eventSchema } from '../../../event/event.ts';
import { problemsSchema } from '../../../event/problem.ts';
import { definitionSchema } from '../../definition.ts';
import { mailWordsSchema } from '../../mail-words.ts';
import { slotSchema } from '../../slots.ts';

const builtSiteSchema = z.strictObject({
  deployment: z.strictObject({
    site: z.url(),
    base: z.string().startsWith('/').endsWith('/'),
    endpoint: z.url(),
    together: z.boolean(),
  }),
  event: eventSchema,
  definition: definitionSchema,
  problems: problemsSchema,
  mail: mailWordsSchema,
  slots: z.record(z.string(), slotSchema),
  /** The built page `/register/`, as HTML. */
  page: z.string(),
  /** The hashes of the pages' inline style sheets, as a Content-Security-Policy writes them. */
  styleHashes: z.array(z.string()),
});

/** What a build hands to its endpoint, in `site.json` beside the bundle. */
export type BuiltSite = z.infer<typeof builtSiteSchema>;

/**
 * Reads `site.json`.
 * @throws Error with one sentence where the file is missing or not of this release.
 */
export async function readBuiltSite(path: string): Promise<BuiltSite> {
  try {
    return builtSiteSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (cause) {
    throw new Error(`${path} is missing or not of this release; \`npm run build\` writes it.`, {
      cause,
    });
  }
}
