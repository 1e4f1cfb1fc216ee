import { withoutSecrets } from '../record/quoted.ts';
import { parseArgs } from 'node:util';
import type { Store } from '../store/store.ts';
import { databaseFrom } from '../hosts/process/configuration.ts';
import { openStore } from '../store/databases/databases.ts';
import { list, show, deciding, exportTo, count, offer, erase } from './guest-commands.ts';
import { migrate, purgeNow, doctor, invitations, keys, mail } from './database-commands.ts';
import { usage, options, type Values } from './usage.ts';

/**
 * A command on an open database: what it does, how the database is opened, how many words it takes.
 */
interface Command {
  readonly access: 'read' | 'write';
  readonly words: 'none' | 'one' | 'some';
  readonly run: (store: Store, values: Values, words: readonly string[]) => Promise<void>;
}

const commands = new Map<string, Command>([
  ['list', { access: 'read', words: 'none', run: list }],
  ['show', { access: 'read', words: 'one', run: show }],
  ['confirm', { access: 'write', words: 'some', run: deciding('confirmed') }],
  ['decline', { access: 'write', words: 'some', run: deciding('declined') }],
  ['review', { access: 'write', words: 'some', run: deciding('under-review') }],
  ['withdraw', { access: 'write', words: 'some', run: deciding('withdrawn') }],
  ['offer', { access: 'write', words: 'none', run: offer }],
  ['erase', { access: 'write', words: 'some', run: erase }],
  ['export', { access: 'read', words: 'one', run: exportTo }],
  ['count', { access: 'read', words: 'none', run: count }],
]);

/** The commands that open the database themselves. */
const others = new Map<string, (values: Values) => Promise<void>>([
  ['purge', purgeNow],
  ['doctor', ({ database, key }) => doctor(database, key)],
  ['migrate', ({ database }) => migrate(database)],
]);

async function onStore({ access, run: work }: Command, values: Values, words: readonly string[]) {
  const store = await openStore(values.database, access);
  try {
    await work(store, values, words);
  } finally {
    await store.close();
  }
}

function isFitting(wanted: Command['words'], words: readonly string[]): boolean {
  if (wanted === 'some') return words.length > 0;
  return words.length === (wanted === 'one' ? 1 : 0);
}

async function run(): Promise<void> {
  const { values: given, positionals } = parseArgs({ options, allowPositionals: true });
  if (given.help) return console.log(usage);
  const values = { ...given, database: given.database ?? databaseFrom(process.env) };
  const [name = '', ...words] = positionals;
  const other = others.get(name);
  if (other !== undefined && words.length === 0) return other(values);
  if (name === 'keys') return keys(values, words);
  if (name === 'mail') return mail(values, words);
  if (name === 'invite') return invitations(values, words);
  const command = commands.get(name);
  if (command === undefined || !isFitting(command.words, words)) throw new Error(usage);
  await onStore(command, values, words);
}

try {
  await run();
} catch (cause) {
  console.error(withoutSecrets(cause instanceof Error ? cause.message : String(cause)));
  process.exitCode = 1;
}
