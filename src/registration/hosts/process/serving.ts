import { organiserCommand } from '../../record/organiser-command.ts';
import { withoutSecrets } from '../../record/quoted.ts';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { heldWords } from '../../retention/deletion-receipt.ts';
import { isHeldByPinnedClock } from '../../retention/deletion.ts';
import { clientAddressFrom } from './client-address.ts';
import { reportOrphaned } from '../due-work.ts';
import { sendingOf } from '../mailing.ts';
import { readBuiltSite } from './read-built-site.ts';
import { addressFrom, keepingFrom, type Address, type Start } from './configuration.ts';
import { nodeMailingFrom } from './process-mailing.ts';
import { deploymentAt, nodeSite, reportOtherPort } from './site-and-endpoint.ts';
import { refusal, type Fetch } from './server.ts';
import { deletionTask, mailTask, offersTask, workRegularly } from './timers.ts';

const usage = `Serves the built site and accepts its registrations.

  serve.mjs                   with keys from the environment, and the database that \`registrations.mjs create\` made
  serve.mjs --demonstration   with keys and a database for this machine only, in .data/

  PORT, HOST                 where to listen (4321, localhost)
  TRUSTED_PROXIES            how many proxies are in front of it; without it all guests share one limit
  REGISTRATION_RECIPIENTS    the organisers' age public keys, separated by commas
  REGISTRATION_SECRET        at least 32 random characters, never changed: another one is refused
  REGISTRATION_DATABASE      the database's file (.data/registrations.sqlite)
  DATABASE_URL               or the address of a PostgreSQL database: postgres://…
  MAIL_URL                   where mail is sent: smtps://USER:PASSWORD@HOST:465, or a provider's https address
  MAIL_FROM, MAIL_TOKEN      the sender, and the provider's token
  REGISTRATION_MAIL_KEY      the age identity that opens the mail contacts`;

const options = {
  demonstration: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

function log(line: string): void {
  console.error(`${new Date().toISOString()} ${line}`);
}

function say(line: string): void {
  console.log(line);
}

/** A listening server with its port. Port 0 means any free one. */
export interface Listening {
  readonly port: number;
  /** Lets the requests in flight finish. */
  readonly stop: () => Promise<void>;
}

/** Listens at an address, and answers requests with what `site` returns for the port. */
export type Listen = (address: Address, site: (port: number) => Fetch) => Promise<Listening>;

async function serveWith(listen: Listen, start: Start): Promise<void> {
  const address = addressFrom(process.env);
  const built = await readBuiltSite(join(import.meta.dirname, 'site.json'));
  const mailing = nodeMailingFrom(process.env);
  const keeping = await keepingFrom(process.env, start, built.definition, say);
  const folder = join(import.meta.dirname, '../../site');
  const { demonstration } = start;
  const { sealContact, carriesUtf8 } = mailing ?? {};
  const clientAddress = clientAddressFrom(process.env, demonstration ? () => undefined : log);
  const site = await nodeSite({
    built,
    folder,
    keeping,
    clientAddress,
    sealContact,
    carriesUtf8,
    demonstration,
    report: log,
  });
  const { port, stop } = await listen(address, site).catch((cause: unknown) => {
    throw refusal(cause, address);
  });

  const { event } = built;
  if (!demonstration && isHeldByPinnedClock(event, Date.now())) {
    log(`deletion is held back: ${heldWords(event)}`);
  }
  const { store } = keeping;
  const deployment = deploymentAt(port, { built, demonstration });
  reportOtherPort(port, deployment, log);
  const due = { ...built, store, now: Date.now, report: log };
  await reportOrphaned(due);
  if (mailing === undefined) log('No mail is sent: MAIL_URL is not set.');
  const mail = mailing && mailTask(sendingOf(mailing, { built, keeping, deployment }), log);
  const endWork = workRegularly([deletionTask(due), offersTask(due), ...(mail ? [mail] : [])]);

  async function end(): Promise<void> {
    await Promise.all([stop(), endWork()]);
    await store.close();
  }
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, end);

  const { base, endpoint, together } = built.deployment;
  const path = together ? base : new URL(endpoint).pathname;
  console.log(
    `${together ? 'The site' : 'The endpoint'} is at http://${address.host}:${port}${path}`,
  );
}

/** @throws Error with one sentence if the command line has the option that made a database at every start. */
function checkNoCreate(): void {
  if (!process.argv.includes('--create')) return;
  throw new Error(
    'There is no option --create any more: it replaced a lost database by an empty one. Run ' +
      `\`${organiserCommand} create\` once, before the first start, and leave the option out.`,
  );
}

/** Serves until a signal stops it, as the command line and the environment say. */
export async function serve(listen: Listen): Promise<void> {
  try {
    checkNoCreate();
    const { values } = parseArgs({ options });
    if (values.help) console.log(usage);
    else await serveWith(listen, values);
  } catch (cause) {
    console.error(withoutSecrets(cause instanceof Error ? cause.message : String(cause)));
    process.exitCode = 1;
  }
}
