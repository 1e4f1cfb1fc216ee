import { registrationApp } from '../app.ts';
import { sealTo } from '../seal.ts';
import type { Database } from '../store/database.ts';
import { SqlStore } from '../store/sql-store.ts';
import { isBuiltSite } from './built-site.ts';
import { deleteDue } from './due-deletion.ts';
import { offerNow } from './due-offers.ts';
import { recipientsFrom, secretFrom, type Environment } from './environment.ts';
import { webKeyedHash } from './web-keyed-hash.ts';

/** What a host without a process of its own does with a database. */
export interface FunctionHost {
  /** Answers one request to the endpoint; `client` is the address that it came from, as the platform says. */
  readonly answer: (request: Request, database: Database, client?: string) => Promise<Response>;
  /** Passes on offers whose time is over, and deletes what is due; to be called once a day or more often. */
  readonly deleteDue: (database: Database) => Promise<void>;
}

function report(line: string): void {
  console.error(line);
}

/**
 * The endpoint for a host that calls functions. It keeps no database, since such a host may not use for one
 * request what it opened for another.
 * @param site what the build wrote to `site.mjs`
 * @throws Error with one sentence where a setting is missing or does not serve.
 */
export function functionHost(site: object, environment: Environment): FunctionHost {
  if (!isBuiltSite(site))
    throw new Error('site.mjs is not of this release; `npm run build` writes it.');
  const { deployment, event, definition, problems, slots, page } = site;
  const seal = sealTo(recipientsFrom(environment), definition);
  const hash = webKeyedHash(secretFrom(environment));
  const own = {
    deployment,
    event,
    definition,
    problems,
    slots,
    page: () => Promise.resolve(page),
    seal,
    hash,
    origins: [new URL(deployment.site).origin],
    now: Date.now,
    report,
  };
  return {
    answer: async (request, database, client) =>
      registrationApp({ ...own, store: new SqlStore(database) }).fetch(request, { client }),
    deleteDue: async (database) => {
      const store = new SqlStore(database);
      await offerNow({ ...own, store });
      await deleteDue({ event, store, now: Date.now, report });
    },
  };
}
