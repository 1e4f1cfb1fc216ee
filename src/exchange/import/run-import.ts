import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { readContent } from './content/content-folder.ts';
import { ImportError } from './read/imported.ts';
import { summaryText } from './plan/outcome.ts';
import type { KindMap } from './plan/mapped-kinds.ts';
import { planImport } from './plan/plan.ts';
import { readProgramme } from './read-programme.ts';
import { writeFiles } from './write-files.ts';

/** Why a file cannot be opened, by the system's code. */
const reasons: ReadonlyMap<unknown, string> = new Map([
  ['ENOENT', ': there is no such file'],
  ['EISDIR', ': it is a folder'],
  ['EACCES', ': you may not read it'],
]);

async function textOf(file: string): Promise<string> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    const reason = reasons.get(cause instanceof Error && 'code' in cause ? cause.code : '');
    throw new ImportError(`it cannot be opened${reason ?? ''}`, { cause });
  });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new ImportError('it is not text in UTF-8', { cause });
  }
}

/**
 * Imports a programme into a content folder. `kinds` are given for what the source says, and kept
 * for the next import. Everything is worked out before anything is written.
 * @returns what was done, in words
 * @throws ImportError with one sentence; then nothing has changed.
 */
export async function runImport(
  file: string,
  folder: string,
  kinds: KindMap = {},
): Promise<string> {
  try {
    const content = await readContent(folder);
    const programme = readProgramme(await textOf(file), content.event);
    const { files, summary } = planImport(content, programme, kinds);
    await writeFiles(folder, files);
    return summaryText({ source: `${basename(file)} (${programme.format})`, ...summary });
  } catch (error) {
    const cause = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw new ImportError(`${file} was not imported: ${cause}. Nothing has changed.`, {
      cause: error,
    });
  }
}
