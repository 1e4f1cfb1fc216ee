import { withoutSecrets } from '../record/quoted.ts';
import { parseArgs } from 'node:util';
import type { Store } from '../store/store.ts';
import { databaseFrom } from '../hosts/process/configuration.ts';
import { openStore } from '../store/databases/databases.ts';
import { list, show, deciding, exportTo, count, offer, erase } from './guest-commands.ts';
import { create, migrate, purgeNow, doctor, invitations, keys, mail } from './database-commands.ts';
import { didYouMean } from '../../explain/nearest.ts';
import { replaceLink } from './replace-link.ts';
import { options, usage, usageOf, wrongWords, type Values } from './usage.ts';

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
  ['link', { access: 'write', words: 'one', run: replaceLink }],
  ['export', { access: 'read', words: 'one', run: exportTo }],
  ['count', { access: 'read', words: 'none', run: count }],
]);

/** The commands that open the database themselves. */
const others = new Map<string, (values: Values) => Promise<void>>([
  ['purge', purgeNow],
  ['doctor', ({ database, key }) => doctor(database, key)],
  ['create', ({ database }) => create(database)],
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

/** The commands that take words of their own, or none. */
const further = new Map([
  ['keys', keys],
  ['mail', mail],
  ['invite', invitations],
]);

const names = [...commands.keys(), ...others.keys(), ...further.keys()];

/** What is wrong with a command that cannot be run. */
function misuse(name: string, words: readonly string[]): string {
  if (name === '') return usage;
  return names.includes(name)
    ? wrongWords(name, words)
    : `There is no command "${name}". ${didYouMean(name, names)} --help explains each.`;
}

/** @throws Error with one sentence if an option is unknown, or lacks its value. */
function parsed(): { values: ReturnType<typeof given>['values']; positionals: string[] } {
  try {
    return given();
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : '';
    const [, without] = /^Option '(?:-\w, )?(--[\w-]+) <value>' argument missing/.exec(said) ?? [];
    if (without !== undefined) throw new Error(`${without} needs a value after it.`, { cause });
    const [, option] = /^Unknown option '--([^']+)'/.exec(said) ?? [];
    if (option === undefined) throw new Error(said.replace(/\. .*/s, '.'), { cause });
    const known = Object.keys(options).map((name) => `--${name}`);
    const remedy = didYouMean(`--${option}`, known);
    throw new Error(`There is no option "--${option}". ${remedy}`, { cause });
  }
}

function given() {
  return parseArgs({ options, allowPositionals: true });
}

async function run(): Promise<void> {
  const { values: typed, positionals } = parsed();
  const [name = '', ...words] = positionals;
  if (typed.help) return console.log(usageOf(name) || usage);
  const values = { ...typed, database: typed.database ?? databaseFrom(process.env) };
  const other = others.get(name);
  if (other !== undefined && words.length === 0) return other(values);
  const taking = further.get(name);
  if (taking !== undefined) return taking(values, words);
  const command = commands.get(name);
  if (command === undefined || !isFitting(command.words, words)) {
    throw new Error(misuse(name, words));
  }
  await onStore(command, values, words);
}

try {
  await run();
} catch (cause) {
  console.error(withoutSecrets(cause instanceof Error ? cause.message : String(cause)));
  process.exitCode = 1;
}
