import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { licencesOf } from './licences.ts';

/** Notes the modules whose code is in the scripts for browsers. */
export function noteModules(modules: Set<string>): Plugin {
  return {
    name: 'note-modules',
    generateBundle(_, bundle) {
      if (this.environment.name !== 'client') return;
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk') continue;
        for (const module of file.moduleIds) modules.add(module);
      }
    },
  };
}

/**
 * Writes the licences of the packages whose code a built site sends to browsers: those of the given
 * modules, and the search, which no script imports.
 */
export async function writeScriptLicences(
  site: string,
  modules: ReadonlySet<string>,
): Promise<void> {
  const search = fileURLToPath(import.meta.resolve('pagefind'));
  await writeFile(join(site, 'licences.txt'), await licencesOf([...modules, search]));
}
