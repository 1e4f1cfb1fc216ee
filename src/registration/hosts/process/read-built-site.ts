import { readFile } from 'node:fs/promises';
import { fromJson } from '../../record/record.ts';
import { isBuiltSite, type BuiltSite } from '../built-site.ts';

/**
 * Reads `site.json`.
 * @throws Error with one sentence if the file is missing or from another release.
 */
export async function readBuiltSite(path: string): Promise<BuiltSite> {
  const built = fromJson(await readFile(path, 'utf8').catch(() => ''));
  if (isBuiltSite(built)) return built;
  throw new Error(`${path} is missing or belongs to another release; \`npm run build\` writes it.`);
}
