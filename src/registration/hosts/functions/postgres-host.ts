import { lazyDatabase } from '../../store/sql/lazy-database.ts';
import { openPostgres } from '../../store/postgres/postgres.ts';
import type { Environment } from '../environment.ts';
import { functionHost } from './function-host.ts';

/** A host that calls functions in one long-lived process after another. */
export interface PostgresHost {
  readonly fetch: (request: Request, client?: string) => Promise<Response>;
  /** As `FunctionHost` does what is due. */
  readonly doDue: () => Promise<void>;
}

/**
 * The endpoint for a host of functions without a disk: registrations go to the PostgreSQL of `DATABASE_URL`.
 * While that does not answer, requests are refused as on every host, and the next one tries again.
 * @throws Error with one sentence where a setting is missing or does not serve.
 */
export function postgresHost(site: object, environment: Environment): PostgresHost {
  const host = functionHost(site, environment);
  const database = lazyDatabase(() => openPostgres(environment['DATABASE_URL'] ?? '', 'create'));
  return {
    fetch: (request, client) => host.answer(request, database, client),
    doDue: () => host.doDue(database),
  };
}
