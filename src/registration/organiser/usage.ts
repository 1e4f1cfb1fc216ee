import { parseArgs } from 'node:util';
import { isBuilt } from '../record/organiser-command.ts';
import { states } from '../record/states.ts';
import { databaseFrom } from '../hosts/process/configuration.ts';
import { demonstrationKey } from '../hosts/process/demonstration.ts';

/** The options of the command, for `parseArgs`. */
export const options = {
  key: { type: 'string', default: demonstrationKey },
  database: { type: 'string' },
  state: { type: 'string' },
  answer: { type: 'string' },
  by: { type: 'string', default: 'organiser' },
  to: { type: 'string' },
  for: { type: 'string' },
  expires: { type: 'string' },
  revoke: { type: 'boolean', default: false },
  what: { type: 'string' },
  confirm: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

/** The options that were given. */
export type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values'] & {
  readonly database: string;
};

/** What each line of the help begins with: the command in a checkout, or one of the same length in what is built. */
const caller = isBuilt ? 'node …/registrations.mjs' : 'npm run registrations --';

/** The command's help. */
export const usage =
  `Reads the registrations with an organiser's key, decides on them, and deletes them when it is time.

  npm run registrations -- list             a table of them all, or only those with --state or --answer
  npm run registrations -- show REFERENCE   one registration with its history
  npm run registrations -- confirm REFERENCE…    gives a place at the event; needs no key
  npm run registrations -- decline REFERENCE…    gives no place, and frees its limited places; needs no key
  npm run registrations -- review REFERENCE…     marks it as under review; needs no key
  npm run registrations -- withdraw REFERENCE…   withdraws it for the guest; cannot be undone; needs no key
  npm run registrations -- offer            offers free places to people on the waiting list; needs no key
  npm run registrations -- erase REFERENCE…      deletes it now, if its guest asked for that; needs no key
  npm run registrations -- link REFERENCE   ends its personal links, such as one that was passed on, and prints a new
                                            one for its guest; needs REGISTRATION_SECRET and SITE_URL
  npm run registrations -- invite FILE      makes an invitation for each line of FILE, an e-mail address or a name, or
                                            for each row of a CSV with headings such as name,e-mail; writes the
                                            codes to a file beside it; takes --expires DATE; needs REGISTRATION_SECRET
  npm run registrations -- invite           lists the invitations by number; invite --revoke NUMBER… revokes them
  npm run registrations -- export FILE      exports all answers, or those for a purpose, to FILE.csv,
                                            FILE.xlsx or FILE.json; never overwrites a file
  npm run registrations -- count            counts them; needs no key
  npm run registrations -- purge            deletes what is due today; prints a receipt; needs no key
  npm run registrations -- mail             lists mails waiting or failed; "mail again" retries the failed; needs no key
  npm run registrations -- doctor           checks the database; with a key, also for guests in clear text
  npm run registrations -- keys make FILE   makes a new key file, and prints its public key
  npm run registrations -- keys drill       tries to open every registration with --key, and counts those it opened
  npm run registrations -- keys rotate      reseals them all to the public keys in --to; the old key then opens none
  npm run registrations -- keys rotate-mail      reseals the mail contacts, from the mail key in --key to the one in --to
  npm run registrations -- create           makes an empty database before the first start of the server; needs no key
  npm run registrations -- migrate          upgrades a database from an older release

  --key FILE        the age key file (${demonstrationKey})
  --database FILE   the database (DATABASE_URL, REGISTRATION_DATABASE, or ${databaseFrom({})});
                    d1://ACCOUNT-ID/DATABASE-ID with CLOUDFLARE_API_TOKEN
  --state STATE     list: ${states.join(', ')},
                    or waiting, for those on a waiting list
  --answer ANSWER   list: a question and one of its values, such as field=government
  --by NAME         who decided, for the history (organiser)
  --to AGE1…        keys rotate: public keys, separated by commas; keys rotate-mail: one
  --for PURPOSE     export: the answers that PURPOSE takes in content/registration.yaml, such as badges
  --expires DATE    invite: the last day on which the codes work, such as 2017-01-31
  --what WHAT       purge: "first" or "everything"; before its date, add --confirm WHAT

In the CSV file, anything that a spreadsheet could read as a formula gets an apostrophe, such as '+31.
Exit status: 0 done; 1 refused; 3 partly done: some registrations were not opened or changed, or
doctor found a fault.`.replaceAll('npm run registrations --', caller);

const start = `  ${caller} `;

/** The lines of the help about one command, with those that go on from them. */
export function usageOf(name: string): string {
  const lines = usage.split('\n');
  const from = lines.findIndex((line) => line.startsWith(`${start}${name} `));
  const isAbout = (line: string) => line.startsWith(`${start}${name} `) || /^ {20,}\S/.test(line);
  const length = lines.slice(from).findIndex((line) => !isAbout(line));
  return from < 0 ? '' : lines.slice(from, from + length).join('\n');
}

/** What is wrong with the words after a command, and how it is written. */
export function wrongWords(name: string, words: readonly string[]): string {
  const lines = usageOf(name);
  const [, needs] = new RegExp(` ${name} ([A-Z]+…?)`).exec(lines) ?? [];
  const fault =
    words.length === 0 && needs !== undefined
      ? `"${name}" needs ${needs} after it.`
      : `"${[name, ...words].join(' ')}" is not how it is written:`;
  return `${fault}\n\n${lines}`;
}
