import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { checkContent } from './content-check/check-content.ts';
import { refuses, report } from './content-check/mistake.ts';

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
 * Refuses a build, or the start of the development server, while the content folder has mistakes:
 * prints all of them to standard error and ends the process with exit code 1. Warnings alone are
 * printed and refuse nothing. While the development
 * server runs, it says them after each change. Stands first among the integrations, so that nothing
 * else meets the mistakes before.
 */
export function contentCheck(): AstroIntegration {
  let content = '';
  return {
    name: 'content-check',
    hooks: {
      'astro:config:setup': async ({ config, command, isRestart }) => {
        content = join(fileURLToPath(config.root), 'content');
        if (command === 'preview' || isRestart) return;
        const mistakes = await checkContent(content);
        if (mistakes.length === 0) return;
        const refused = mistakes.some(refuses);
        console.error(report(mistakes, refused ? 'nothing was built' : 'the build goes on'));
        if (!refused) return;
        // An error that is thrown here reaches the editor with Astro's own words and a stack.
        process.exit(1);
      },
      'astro:server:setup': ({ server }) => checkAgain(content, server.watcher),
    },
  };
}
