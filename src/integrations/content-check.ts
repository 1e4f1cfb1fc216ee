import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import type { Plugin } from 'vite';
import { checkBeside } from '../content-check/check-beside.ts';
import { checkContent } from '../content-check/check-content.ts';
import { refuses, report } from '../content-check/source/mistake.ts';

/** After this many milliseconds without another change, a change counts as made. */
const pause = 100;

type Watcher = { on(event: 'all', listener: (change: string, path: string) => void): unknown };

/** Checks the folder again after each change in it, and says what has changed for the editor. */
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
 * Checks the folder, says its mistakes, and ends the process where one refuses the build.
 * @returns the files of which nothing is public yet
 */
async function checkedFiles(content: string): Promise<readonly string[]> {
  const { mistakes, unpublished } = await checkBeside(content);
  const refused = mistakes.some(refuses);
  if (mistakes.length > 0)
    console.error(report(mistakes, refused ? 'nothing was built' : 'the build goes on'));
  // An error that is thrown here reaches the editor with Astro's own words and a stack.
  if (refused) process.exit(1);
  return unpublished;
}

/** The module `virtual:unpublished-files`; whoever reads the content waits for its check here. */
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
 * Refuses a build, or the start of the development server, while the content folder has mistakes:
 * prints all of them to standard error and ends the process with exit code 1. Warnings alone are
 * printed and refuse nothing. A build is prepared while its content is checked, and reads it
 * afterwards, without the files that are not public; the development server reads all, and its pages
 * choose. While it runs, it says mistakes after each change.
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
