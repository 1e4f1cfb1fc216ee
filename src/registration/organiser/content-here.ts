import { join } from 'node:path';
import { deploymentFrom, type Deployment } from '../../delivery/deployment.ts';
import { readContent, type Content } from '../content/read-content.ts';
import { readBuiltSite } from '../hosts/process/read-built-site.ts';
import { isBuilt } from '../record/organiser-command.ts';

/**
 * The content that the command works with, and where the site is: in a checkout those of the folder `content/` and the
 * environment, and beside a built server those of its build.
 * @throws Error with one sentence if a file is missing or has mistakes.
 */
export async function contentHere(): Promise<Content & { readonly deployment: Deployment }> {
  if (isBuilt) return readBuiltSite(join(import.meta.dirname, 'site.json'));
  return { ...(await readContent('content')), deployment: deploymentFrom(process.env) };
}
