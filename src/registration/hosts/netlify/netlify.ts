import type { Environment } from '../environment.ts';
import { postgresHost } from '../functions/postgres-host.ts';

/** The endpoint as Netlify functions: one for requests, one for the schedule. */
export function netlify(site: object, environment: Environment) {
  const host = postgresHost(site, environment);
  return {
    registration: (request: Request, context?: { readonly ip?: string }) =>
      host.fetch(request, context?.ip),
    schedule: () => host.doDue(),
  };
}
