import { lazyDatabase } from '../../store/sql/lazy-database.ts';
import { openPostgres } from '../../store/postgres/postgres.ts';
import type { Environment } from '../environment.ts';
import { functionHost } from './function-host.ts';

/** A host that calls functions in one long-lived process after another. */
export interface PostgresHost {
  readonly fetch: (request: Request, client?: string) => Promise<Response>;
  /** Does the work that is due, like `FunctionHost`. */
  readonly doDue: () => Promise<void>;
}

/**
 * The endpoint for a function host without a disk. Registrations go to the PostgreSQL in
 * `DATABASE_URL`. If it does not answer, requests are refused as on every host, and the next one
 * tries again.
 * @throws Error with one sentence if a setting is missing or invalid.
 */
export function postgresHost(site: object, environment: Environment): PostgresHost {
  const host = functionHost(site, environment);
  const database = lazyDatabase(() => openPostgres(environment['DATABASE_URL'] ?? '', 'write'));
  return {
    fetch: (request, client) => host.answer(request, database, client),
    doDue: () => host.doDue(database),
  };
}
