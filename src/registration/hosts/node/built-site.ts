import { readFile } from 'node:fs/promises';
import { builtSiteSchema, type BuiltSite } from '../built-site.ts';

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
