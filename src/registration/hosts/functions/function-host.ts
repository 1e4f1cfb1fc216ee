import { registrationApp } from '../../app.ts';
import type { KeyedHash } from '../../record/keyed-hash.ts';
import { sealTo } from '../../seal/seal.ts';
import type { Database } from '../../store/sql/database.ts';
import { lazyDatabase } from '../../store/sql/lazy-database.ts';
import { SqlStore } from '../../store/sql/sql-store.ts';
import { StoreUnavailable } from '../../store/store.ts';
import { isBuiltSite, type BuiltSite } from '../built-site.ts';
import { deleteDue, offerDue, sendDueMails } from '../due-work.ts';
import { checkSecret } from '../check-secret.ts';
import { recipientsFrom, secretFrom, type Environment } from '../environment.ts';
import { mailingFrom, sendingOf, type Mailing } from '../mailing.ts';
import { webKeyedHash } from './web-keyed-hash.ts';

/** What a host without a process of its own does with a database. */
export interface FunctionHost {
  /** Answers one request to the endpoint. `client` is its address, according to the platform. */
  readonly answer: (request: Request, database: Database, client?: string) => Promise<Response>;
  /**
   * Sends the mails that are due, if mail is configured. Starts none after some seconds. Never
   * rejects.
   */
  readonly sendMail: (database: Database) => Promise<void>;
  /**
   * Ends expired offers, deletes once a day what is due, and sends mail. Call it every five
   * minutes. Never rejects.
   */
  readonly doDue: (database: Database) => Promise<void>;
}

const day = 24 * 60 * 60 * 1000;
/**
 * For how many milliseconds new mails are started. Even with a slow provider, a round stays below
 * 30 seconds.
 */
const round = 15 * 1000;

function report(line: string): void {
  console.error(line);
}

/** The same database, which answers nothing while the secret is not the one that it was begun with. */
function guarded(hash: KeyedHash): (database: Database) => Database {
  let isProved = false;
  return (database) =>
    lazyDatabase(async () => {
      if (!isProved) {
        await checkSecret(new SqlStore(database), hash).catch((cause: unknown) => {
          if (cause instanceof StoreUnavailable || !(cause instanceof Error)) throw cause;
          throw new StoreUnavailable(cause.message, { cause });
        });
      }
      isProved = true;
      return database;
    });
}

/** What sends the mails that are due in a database; nothing where no mail is sent. */
function mailSender(
  mailing: Mailing | undefined,
  built: BuiltSite,
  hash: KeyedHash,
): FunctionHost['sendMail'] {
  return async (database) => {
    if (mailing === undefined) return;
    const keeping = { store: new SqlStore(database), hash };
    const sending = sendingOf(mailing, { built, keeping, deployment: built.deployment });
    await sendDueMails({ ...sending, signal: AbortSignal.timeout(round) }, report);
  };
}

/**
 * The endpoint for a host that calls functions. It keeps no database, since such a host may not
 * reuse a connection from another request.
 * @param site what the build wrote to `site.mjs`
 * @throws Error with one sentence if a setting is missing or invalid.
 */
export function functionHost(site: object, environment: Environment): FunctionHost {
  if (!isBuiltSite(site)) {
    throw new Error('site.mjs belongs to another release; `npm run build` writes it.');
  }
  const { deployment, event, definition, page } = site;
  const seal = sealTo(recipientsFrom(environment), definition);
  const hash = webKeyedHash(secretFrom(environment));
  const mailing = mailingFrom(environment);
  const own = {
    ...site,
    page: () => Promise.resolve(page),
    seal,
    sealContact: mailing?.sealContact,
    carriesUtf8: mailing?.carriesUtf8,
    hash,
    origins: [new URL(deployment.site).origin],
    now: Date.now,
    report,
  };
  const send = mailSender(mailing, site, hash);
  const guard = guarded(hash);
  const sendMail: FunctionHost['sendMail'] = (database) => send(guard(database));
  let deletesNext = 0;
  return {
    answer: async (request, database, client) =>
      registrationApp({ ...own, store: new SqlStore(guard(database)) }).fetch(request, { client }),
    sendMail,
    doDue: async (database) => {
      const store = new SqlStore(guard(database));
      await offerDue({ ...own, store });
      // If the host forgets this, it deletes once more, which does no harm.
      if (Date.now() >= deletesNext) {
        deletesNext = Date.now() + day;
        await deleteDue({ event, store, now: Date.now, report });
      }
      await sendMail(database);
    },
  };
}
