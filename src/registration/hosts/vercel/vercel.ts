import type { Environment } from '../environment.ts';
import { postgresHost } from '../functions/postgres-host.ts';

/** The path that Vercel's schedule requests. */
export const schedulePath = '/registration-schedule';

function isSecret(given: string | null, secret: string | undefined): boolean {
  return secret !== undefined && secret !== '' && given === `Bearer ${secret}`;
}

/**
 * The endpoint as a Vercel function. Its schedule arrives as a GET with `CRON_SECRET`
 * (https://vercel.com/docs/cron-jobs/manage-cron-jobs).
 */
export function vercel(site: object, environment: Environment) {
  const host = postgresHost(site, environment);
  return {
    fetch: async (request: Request): Promise<Response> => {
      if (new URL(request.url).pathname !== schedulePath) {
        return host.fetch(request, request.headers.get('X-Real-IP') ?? undefined);
      }
      const given = request.headers.get('Authorization');
      if (!isSecret(given, environment['CRON_SECRET'])) return new Response(null, { status: 401 });
      await host.doDue();
      return new Response(null, { status: 204 });
    },
  };
}
