import { parseArgs } from 'node:util';
import { exportFor, purposeNamed } from '../../export-purpose.ts';
import { exportTable } from '../../export-table.ts';
import { openAll, repeatsAmong, type OpenedRegistration } from '../../export.ts';
import { openWith } from '../../seal.ts';
import type { Store } from '../../store.ts';
import { openSqlite } from '../../store/sqlite.ts';
import { migrateDatabase } from '../../store/sqlite-file.ts';
import { schemaVersion } from '../../store/sqlite-schema.ts';
import { databaseFrom } from './configuration.ts';
import { readContent } from './content.ts';
import { demonstrationKey } from './demonstration.ts';
import { examine } from './doctor.ts';
import { formatOf, writeNew } from './export-file.ts';
import { identitiesIn } from './key-file.ts';
import { purge, type PurgeRequest } from './purge.ts';

const usage = `Reads the registrations with an organiser's key, and deletes them when it is time.

  npm run registrations -- list             a table
  npm run registrations -- export FILE      all answers, or those for a purpose, as FILE.csv,
                                            FILE.xlsx or FILE.json; never over a file
  npm run registrations -- count            how many there are; needs no key
  npm run registrations -- purge            deletes what is due today; prints a receipt; needs no key
  npm run registrations -- doctor           looks the database over; needs no key
  npm run registrations -- migrate          brings a database of an older release to this one

  --key FILE        the age key file (${demonstrationKey})
  --database FILE   the database (REGISTRATION_DATABASE, or ${databaseFrom({})})
  --for PURPOSE     export: what content/registration.yaml says that PURPOSE takes, such as badges
  --what WHAT       purge: "first" or "everything", ahead of its date with --confirm WHAT

In the CSV file an apostrophe stands before what a spreadsheet could take for a formula, as in '+31.
Exit status: 0 done; 1 refused; 3 done, but registrations were not opened, or doctor found a fault.`;

const options = {
  key: { type: 'string', default: demonstrationKey },
  database: { type: 'string', default: databaseFrom(process.env) },
  for: { type: 'string' },
  what: { type: 'string' },
  confirm: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

async function openedWith(key: string, store: Store): Promise<OpenedRegistration[]> {
  const open = openWith(await identitiesIn(key));
  const { opened, unopened } = await openAll(await store.list(), open);
  if (opened.length === 0 && unopened.length > 0) {
    throw new Error(`The key file ${key} opens none of the ${unopened.length} registrations.`);
  }
  for (const { reference, cause } of unopened) {
    console.error(`${reference} is not opened. ${cause}`);
  }
  if (unopened.length > 0) process.exitCode = 3;
  return opened;
}

async function list(key: string, store: Store): Promise<void> {
  const { definition } = await readContent('content');
  process.stdout.write(exportTable(definition, await openedWith(key, store)));
}

async function exportTo(
  file: string,
  { key, for: purpose }: { key: string; for?: string | undefined },
  store: Store,
): Promise<void> {
  const format = formatOf(file);
  const { definition, event } = await readContent('content');
  const taken = purpose === undefined ? undefined : purposeNamed(definition, purpose);
  const opened = await openedWith(key, store);
  const exported = exportFor(definition, opened, taken);
  await writeNew(file, await format(exported, `${event.short_name} ${purpose ?? ''}`));
  console.log(`Registrations in ${file}: ${opened.length}.`);
}

async function count(store: Store): Promise<void> {
  const stored = await store.list();
  const counts = Object.entries(await store.counts());
  console.log(`registrations: ${stored.length}`);
  console.log(`of these repeating an e-mail address: ${repeatsAmong(stored)}`);
  const honeypot = counts.find(([name]) => name === 'honeypot')?.[1] ?? 0;
  console.log(`caught by the honeypot, not stored: ${honeypot}`);
}

function migrate(database: string): void {
  const before = migrateDatabase(database);
  console.log(
    before === schemaVersion
      ? `The database ${database} has schema ${schemaVersion} already.`
      : `The database ${database} now has schema ${schemaVersion}; it had ${String(before)}.`,
  );
}

async function purgeNow({ database, what, confirm }: PurgeRequest): Promise<void> {
  const { event } = await readContent('content');
  console.log(await purge(event, { database, what, confirm }, Date.now()));
}

async function doctor(database: string): Promise<void> {
  const { event } = await readContent('content');
  const { text, sound } = await examine(event, database, Date.now());
  console.log(text);
  if (!sound) process.exitCode = 3;
}

/** The commands, and whether each names a file to write. */
const commands = new Map([
  ['list', false],
  ['export', true],
  ['count', false],
  ['purge', false],
  ['doctor', false],
  ['migrate', false],
]);

async function run(): Promise<void> {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [command = '', file, ...rest] = positionals;
  if (values.help) return console.log(usage);
  const isFitting = commands.get(command) === (file !== undefined) && rest.length === 0;
  if (!isFitting) throw new Error(usage);
  if (command === 'migrate') return migrate(values.database);
  if (command === 'purge') return purgeNow(values);
  if (command === 'doctor') return doctor(values.database);
  const store = openSqlite(values.database, 'read');
  try {
    if (command === 'list') await list(values.key, store);
    else if (command === 'count') await count(store);
    else await exportTo(file ?? '', values, store);
  } finally {
    await store.close();
  }
}

try {
  await run();
} catch (cause) {
  console.error(cause instanceof Error ? cause.message : String(cause));
  process.exitCode = 1;
}
