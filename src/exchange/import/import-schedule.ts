import { parseArgs } from 'node:util';
import { runImport } from './run-import.ts';

const usage = `Imports a whole programme into the sessions and speakers of the content.

  npm run import-schedule -- FILE            into content/
  npm run import-schedule -- FILE FOLDER     into another content folder

FILE is a schedule of frab, Pentabarf or pretalx (XML or JSON), or iCalendar. What editors changed by
hand stays, unless the same thing changed in FILE. Sessions from an earlier import that are no longer
in FILE are cancelled.
Exit status: 0 done; 1 refused, and nothing has changed.`;

function refuse(words: string): void {
  console.error(words);
  process.exitCode = 1;
}

function given() {
  try {
    return parseArgs({
      options: { help: { type: 'boolean', short: 'h', default: false } },
      allowPositionals: true,
    });
  } catch {
    return undefined;
  }
}

async function run(): Promise<void> {
  const { values, positionals = [] } = given() ?? {};
  const [file, folder = 'content', ...rest] = positionals;
  if (values?.help) return console.log(usage);
  if (file === undefined || rest.length > 0) return refuse(usage);
  console.log(await runImport(file, folder));
}

await run().catch((error: unknown) => {
  refuse(error instanceof Error ? error.message : String(error));
});
