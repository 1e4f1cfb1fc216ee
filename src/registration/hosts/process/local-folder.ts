import { mkdir } from 'node:fs/promises';
import { dirname, normalize } from 'node:path';

/** The git-ignored folder of a machine's own keys, registrations and lists, below the current folder. */
export const localFolder = '.data';

/** Makes the folder for a file that is to be written into `.data/`; every other folder has to be there. */
export async function makeFolderFor(path: string): Promise<void> {
  if (dirname(normalize(path)) === localFolder) {
    await mkdir(localFolder, { recursive: true, mode: 0o700 });
  }
}
