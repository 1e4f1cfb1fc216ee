import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { deploymentFrom } from '../../../event/deployment.ts';
import { eventNow } from '../../../event/phase.ts';
import { exportFor, purposeNamed } from '../../export-purpose.ts';
import { exportTable } from '../../export-table.ts';
import { openAll, repeatsAmong, type OpenedRegistration } from '../../export.ts';
import { openWith } from '../../seal.ts';
import { decide } from '../../decide.ts';
import { offeringAt, offerPlaces } from '../../offers.ts';
import { typedReference } from '../../reference.ts';
import { isState, states, stateWords, type State } from '../../states.ts';
import { standingWords } from '../../standings.ts';
import type { Store } from '../../store.ts';
import { databaseFrom, hashFrom } from './configuration.ts';
import { readContent } from './content.ts';
import { migrateStore, nameOf, openStore, schemaOf } from './database.ts';
import { demonstrationKey } from './demonstration.ts';
import { examine } from './doctor.ts';
import { formatOf, writeNew } from './export-file.ts';
import { invitationLines, invite, revokeInvitations } from './invitations.ts';
import { identitiesIn } from './key-file.ts';
import { drill, makeKey, rotate, rotateMailKey } from './keys.ts';
import { mailWork } from './mail-work.ts';
import { placeCounts, showOne, stateCounts } from './overview.ts';
import { purge, type PurgeRequest } from './purge.ts';

/** The options as they were given. */
type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values'] & {
  readonly database: string;
};

const usage = `Reads the registrations with an organiser's key, decides on them, and deletes them when it is time.

  npm run registrations -- list             a table; with --state STATE of those alone
  npm run registrations -- show REFERENCE   one registration with its history
  npm run registrations -- confirm REFERENCE…    a place at the event; needs no key
  npm run registrations -- decline REFERENCE…    no place, and its places are free again; needs no key
  npm run registrations -- review REFERENCE…     under review, not decided yet; needs no key
  npm run registrations -- withdraw REFERENCE…   as the guest asked; cannot be undone; needs no key
  npm run registrations -- offer            offers places that are free to who waits; needs no key
  npm run registrations -- erase REFERENCE…      deletes at once what its guest asked to delete; needs no key
  npm run registrations -- invite FILE      an invitation for each line of FILE, an e-mail address or a name; writes the
                                            codes beside it; with --expires DATE; needs REGISTRATION_SECRET
  npm run registrations -- invite           lists invitations by number; invite --revoke NUMBER… makes them worthless
  npm run registrations -- export FILE      all answers, or those for a purpose, as FILE.csv,
                                            FILE.xlsx or FILE.json; never over a file
  npm run registrations -- count            how many there are; needs no key
  npm run registrations -- purge            deletes what is due today; prints a receipt; needs no key
  npm run registrations -- mail             the mails that wait or failed; "mail again" tries those; needs no key
  npm run registrations -- doctor           looks the database over; with a key also for guests in clear text
  npm run registrations -- keys make FILE   a new key file; prints its public key
  npm run registrations -- keys drill       opens every registration with --key and says how many it opened
  npm run registrations -- keys rotate      seals all anew to the public keys of --to; the old key opens none then
  npm run registrations -- keys rotate-mail      seals whom to write to anew, from the mail key of --key to that of --to
  npm run registrations -- migrate          brings a database of an older release to this one

  --key FILE        the age key file (${demonstrationKey})
  --database FILE   the database (DATABASE_URL, REGISTRATION_DATABASE, or ${databaseFrom({})})
  --state STATE     list: ${states.join(', ')}
  --by NAME         who decides, for the history (organiser)
  --to AGE1…        keys rotate: public keys, separated by commas; keys rotate-mail: one
  --for PURPOSE     export: what content/registration.yaml says that PURPOSE takes, such as badges
  --expires DATE    invite: the last day on which the codes are taken, as in 2017-01-31
  --what WHAT       purge: "first" or "everything", ahead of its date with --confirm WHAT

In the CSV file an apostrophe stands before what a spreadsheet could take for a formula, as in '+31.
Exit status: 0 done; 1 refused; 3 done in part: registrations were not opened or not changed, or doctor
found a fault.`;

const options = {
  key: { type: 'string', default: demonstrationKey },
  database: { type: 'string' },
  state: { type: 'string' },
  by: { type: 'string', default: 'organiser' },
  to: { type: 'string' },
  for: { type: 'string' },
  expires: { type: 'string' },
  revoke: { type: 'boolean', default: false },
  what: { type: 'string' },
  confirm: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

async function openedWith(key: string, store: Store): Promise<OpenedRegistration[]> {
  const stored = await store.list();
  const open = openWith(await identitiesIn(key));
  const { opened, unopened } = await openAll(stored, open, await store.claims());
  if (opened.length === 0 && unopened.length > 0) {
    throw new Error(`The key file ${key} opens none of the ${unopened.length} registrations.`);
  }
  for (const { reference, cause } of unopened) {
    console.error(`${reference} is not opened. ${cause}`);
  }
  if (unopened.length > 0) process.exitCode = 3;
  return opened;
}

async function list(store: Store, { key, state }: Values): Promise<void> {
  if (state !== undefined && !isState(state)) {
    throw new Error(`--state is "${state}". Write one of: ${states.join(', ')}.`);
  }
  const { definition } = await readContent('content');
  const opened = await openedWith(key, store);
  const wanted = opened.filter((one) => state === undefined || one.state === state);
  process.stdout.write(exportTable(definition, wanted));
}

/** @throws Error with one sentence where something that was typed can be no reference. */
function referencesIn(typed: readonly string[]): string[] {
  return typed.map((one) => {
    const reference = typedReference(one);
    if (reference === undefined) {
      throw new Error(`"${one}" is no reference. A reference looks like 7K3Q-9M2D.`);
    }
    return reference;
  });
}

async function show(store: Store, { key }: Values, typed: readonly string[]): Promise<void> {
  const { definition } = await readContent('content');
  const [reference = ''] = referencesIn(typed);
  console.log(await showOne(store, reference, definition, openWith(await identitiesIn(key))));
}

function deciding(to: State) {
  return async (store: Store, { by }: Values, typed: readonly string[]): Promise<void> => {
    const { definition } = await readContent('content');
    const decision = { to, who: by, now: Date.now(), definition };
    const decided = await decide(store, referencesIn(typed), decision);
    for (const { words } of decided) console.log(words);
    if (decided.some(({ done }) => !done)) process.exitCode = 3;
  };
}

async function exportTo(
  store: Store,
  { key, for: purpose }: Values,
  [file = '']: readonly string[],
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
  for (const line of [...stateCounts(stored), ...(await placeCounts(store))]) console.log(line);
  console.log(`of these repeating an e-mail address: ${repeatsAmong(stored)}`);
  const honeypot = counts.find(([name]) => name === 'honeypot')?.[1] ?? 0;
  console.log(`caught by the honeypot, not stored: ${honeypot}`);
}

async function migrate(database: string): Promise<void> {
  const before = await migrateStore(database);
  const [name, wanted] = [nameOf(database), schemaOf(database)];
  console.log(
    before === wanted
      ? `The database ${name} has schema ${wanted} already.`
      : `The database ${name} now has schema ${wanted}; it had ${String(before)}.`,
  );
}

async function purgeNow({ database, what, confirm }: PurgeRequest): Promise<void> {
  const { event } = await readContent('content');
  console.log(await purge(event, { database, what, confirm }, Date.now()));
}

async function doctor(database: string, key: string): Promise<void> {
  const { event, definition } = await readContent('content');
  const look = existsSync(key) ? { definition, identities: await identitiesIn(key) } : undefined;
  const { text, sound } = await examine(event, database, Date.now(), look);
  console.log(text);
  if (!sound) process.exitCode = 3;
}

/** Offers what is free to who waits for it, and says to whom. */
async function offer(store: Store): Promise<void> {
  const { definition, slots } = await readContent('content');
  const changed = await offerPlaces({ definition, slots, store }, Date.now());
  for (const { reference, place, standing } of changed) {
    console.log(`${reference}: ${place}: ${standingWords[standing]}.`);
  }
  if (changed.length === 0) console.log('There is nothing to offer.');
}

/** Deletes registrations whose guests asked for it, and no others. */
async function erase(store: Store, _: Values, typed: readonly string[]): Promise<void> {
  const { definition } = await readContent('content');
  for (const reference of referencesIn(typed)) {
    const state = (await store.find(reference))?.state;
    const asked = state === 'deletion-asked';
    if (asked) await store.deleteOne(reference, offeringAt(definition, Date.now()));
    else process.exitCode = 3;
    const refusal =
      state === undefined
        ? 'no registration has this reference.'
        : `is ${stateWords[state]}: only what its guest asked to delete is deleted alone.`;
    console.log(`${reference}: ${asked ? 'deleted.' : refusal}`);
  }
}

/** Makes invitations, lists them, or makes some worthless. */
async function invitations(values: Values, words: readonly string[]): Promise<void> {
  const { database, expires, revoke } = values;
  const [file, ...rest] = words;
  if (!revoke && rest.length > 0) throw new Error(usage);
  const { event } = await readContent('content');
  const store = await openStore(database, file === undefined ? 'read' : 'write');
  try {
    if (revoke) {
      const { text, done } = await revokeInvitations(store, words);
      console.log(text);
      if (!done) process.exitCode = 3;
    } else if (file === undefined) {
      console.log(await invitationLines(store, event, eventNow(event)));
    } else {
      const hash = await hashFrom(process.env, database);
      const deployment = deploymentFrom(process.env);
      console.log(await invite({ store, hash, event, deployment }, file, expires));
    }
  } finally {
    await store.close();
  }
}

/** Makes a key, tries one out on every registration, or seals them all to others. */
async function keys({ database, key, to }: Values, words: readonly string[]): Promise<void> {
  const [work = '', file, ...rest] = words;
  if (work === 'make' && file !== undefined && rest.length === 0) {
    console.log(
      `${file} is made: keep it secret and keep a copy. Its public key:\n${await makeKey(file)}`,
    );
    return;
  }
  const works = { drill, rotate, 'rotate-mail': rotateMailKey };
  if ((work !== 'drill' && work !== 'rotate' && work !== 'rotate-mail') || file !== undefined) {
    throw new Error(usage);
  }
  if (work !== 'drill' && to === undefined) {
    throw new Error('Say to which public keys: --to age1…, several separated by commas.');
  }
  const store = await openStore(database, work === 'drill' ? 'read' : 'write');
  try {
    const recipients = (to ?? '').split(',').map((one) => one.trim());
    const { text, sound } = await works[work](store, key, recipients);
    console.log(text);
    if (!sound) process.exitCode = 3;
  } finally {
    await store.close();
  }
}

/** Says which mails wait or failed, or has those that failed tried again. */
async function mail({ database }: Values, words: readonly string[]): Promise<void> {
  const again = words[0] === 'again';
  if (words.length > (again ? 1 : 0)) throw new Error(usage);
  const store = await openStore(database, again ? 'write' : 'read');
  try {
    console.log(await mailWork(store, again, Date.now()));
  } finally {
    await store.close();
  }
}

/** What a command on an open database does, for what it opens it, and how many words it takes. */
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

/** The commands that open the database in their own way. */
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
  console.error(cause instanceof Error ? cause.message : String(cause));
  process.exitCode = 1;
}
