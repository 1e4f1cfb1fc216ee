import { parseArgs } from 'node:util';
import { runImport } from './run-import.ts';

const usage = `Imports a whole programme into the sessions and speakers of the content.

  npm run import-schedule -- FILE            into content/
  npm run import-schedule -- FILE FOLDER     into another content folder
  npm run import-schedule -- FILE --kind 'Dinner=Break'
      sessions of the kind "Dinner", or without a kind and with that word in their title, are of the
      kind "Break"; repeat it for others. It is kept for the next import.

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
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        kind: { type: 'string', multiple: true, default: [] },
      },
      allowPositionals: true,
    });
  } catch {
    return undefined;
  }
}

/** The pairs of `Dinner=Break`; undefined if one is none. */
function kindsIn(written: readonly string[]): Record<string, string> | undefined {
  const pairs = written.map((text) => /^([^=]*\S[^=]*)=(.*\S.*)$/.exec(text));
  if (pairs.includes(null)) return undefined;
  return Object.fromEntries(
    pairs.map((pair) => [pair?.[1]?.trim() ?? '', pair?.[2]?.trim() ?? ''] as const),
  );
}

async function run(): Promise<void> {
  const { values, positionals = [] } = given() ?? {};
  const [file, folder = 'content', ...rest] = positionals;
  if (values?.help) return console.log(usage);
  if (file === undefined || rest.length > 0) return refuse(usage);
  const kinds = kindsIn(values?.kind ?? []);
  if (kinds === undefined) return refuse(usage);
  console.log(await runImport(file, folder, kinds));
}

await run().catch((error: unknown) => {
  refuse(error instanceof Error ? error.message : String(error));
});
