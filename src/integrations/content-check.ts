import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import type { Plugin } from 'vite';
import { checkBeside } from '../content-check/check-beside.ts';
import { checkContent } from '../content-check/check-content.ts';
import { refuses, report } from '../content-check/source/mistake.ts';

/** How long to wait for further changes, in milliseconds. */
const pause = 100;

type Watcher = { on(event: 'all', listener: (change: string, path: string) => void): unknown };

/** Checks the folder again after each change, and prints what is new for the editor. */
function checkAgain(content: string, watcher: Watcher): void {
  let timer: NodeJS.Timeout | undefined;
  let said = '';
  const check = async () => {
    const mistakes = await checkContent(content);
    const consequence = mistakes.some(refuses)
      ? 'the pages may not show what is written'
      : 'the pages show what is written';
    const words = mistakes.length === 0 ? '' : report(mistakes, consequence);
    if (words !== said) console.error(words === '' ? 'The content has no mistakes now.' : words);
    said = words;
  };
  watcher.on('all', (_, path) => {
    if (!path.startsWith(content + sep)) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      check().catch((error: unknown) => console.error(`The content was not checked: ${error}`));
    }, pause);
  });
}

/**
 * Checks the folder, prints its mistakes, and ends the process if one refuses the build.
 * @returns the files that are not public yet
 */
async function checkedFiles(content: string): Promise<readonly string[]> {
  const { mistakes, unpublished } = await checkBeside(content);
  const refused = mistakes.some(refuses);
  if (mistakes.length > 0)
    console.error(report(mistakes, refused ? 'nothing was built' : 'the build goes on'));
  // Astro would print a thrown error with its own words and a stack.
  if (refused) process.exit(1);
  return unpublished;
}

/** The module `virtual:unpublished-files`. Importing it waits for the content check. */
function unpublishedFiles(files: Promise<readonly string[]>): Plugin {
  const name = 'virtual:unpublished-files';
  return {
    name: 'unpublished-files',
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load: async (id) =>
      id === `\0${name}` ? `export default ${JSON.stringify(await files)};` : undefined,
  };
}

/**
 * Refuses a build, or the start of the development server, while the content has mistakes: prints
 * all of them to standard error and exits with code 1. Warnings are only printed. A build is
 * prepared while its content is checked, and then reads it without the files that are not public.
 * The development server reads everything, and its pages choose. It prints mistakes after each
 * change.
 */
export function contentCheck(): AstroIntegration {
  let content = '';
  return {
    name: 'content-check',
    hooks: {
      'astro:config:setup': async ({ config, command, isRestart, updateConfig }) => {
        content = join(fileURLToPath(config.root), 'content');
        const checked = command === 'preview' || isRestart ? undefined : checkedFiles(content);
        const building = command === 'build' || command === 'sync';
        const hidden = building && checked !== undefined ? checked : Promise.resolve([]);
        updateConfig({ vite: { plugins: [unpublishedFiles(hidden)] } });
        if (!building) await checked;
      },
      'astro:server:setup': ({ server }) => checkAgain(content, server.watcher),
    },
  };
}
