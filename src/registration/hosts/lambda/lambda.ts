import type { Environment } from '../environment.ts';
import { postgresHost } from '../functions/postgres-host.ts';
import { isSchedule, replyOf, requestOf } from './gateway.ts';

/** The endpoint as an AWS Lambda handler for an HTTP API's requests and a schedule. */
export function lambda(site: object, environment: Environment) {
  const host = postgresHost(site, environment);
  return async (event: unknown) => {
    if (isSchedule(event)) return host.doDue();
    return replyOf(await host.fetch(...requestOf(event)));
  };
}
