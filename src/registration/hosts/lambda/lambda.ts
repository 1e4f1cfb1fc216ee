import type { Environment } from '../environment.ts';
import { postgresHost } from '../functions/postgres-host.ts';
import { isSchedule, replyOf, requestOf } from './gateway.ts';

/** The endpoint as a handler of AWS Lambda: of an HTTP API's requests, and of a schedule. */
export function lambda(site: object, environment: Environment) {
  const host = postgresHost(site, environment);
  return async (event: unknown) => {
    if (isSchedule(event)) return host.doDue();
    return replyOf(await host.fetch(...requestOf(event)));
  };
}
