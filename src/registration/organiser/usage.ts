import { parseArgs } from 'node:util';
import { states } from '../record/states.ts';
import { databaseFrom } from '../hosts/process/configuration.ts';
import { demonstrationKey } from '../hosts/process/demonstration.ts';

/** The options of the command, as `parseArgs` takes them. */
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

/** The options as they were given. */
export type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values'] & {
  readonly database: string;
};

/** What the command says of itself. */
export const usage = `Reads the registrations with an organiser's key, decides on them, and deletes them when it is time.

  npm run registrations -- list             a table; with --state or --answer of those alone
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
  --database FILE   the database (DATABASE_URL, REGISTRATION_DATABASE, or ${databaseFrom({})});
                    d1://ACCOUNT-ID/DATABASE-ID with CLOUDFLARE_API_TOKEN
  --state STATE     list: ${states.join(', ')}
  --answer ANSWER   list: a question and a value that it offers, such as field=government
  --by NAME         who decides, for the history (organiser)
  --to AGE1…        keys rotate: public keys, separated by commas; keys rotate-mail: one
  --for PURPOSE     export: what content/registration.yaml says that PURPOSE takes, such as badges
  --expires DATE    invite: the last day on which the codes are taken, as in 2017-01-31
  --what WHAT       purge: "first" or "everything", ahead of its date with --confirm WHAT

In the CSV file an apostrophe stands before what a spreadsheet could take for a formula, as in '+31.
Exit status: 0 done; 1 refused; 3 done in part: registrations were not opened or not changed, or doctor
found a fault.`;
