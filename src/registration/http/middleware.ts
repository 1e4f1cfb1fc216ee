import { createMiddleware } from 'hono/factory';
import type { Fields } from '../form/submission.ts';
import { refuse } from './answer-problem.ts';
import type { AppEnv } from './app-env.ts';
import { checkOrigin, sharedWith } from './check-origin.ts';
import type { Endpoint } from './endpoint.ts';
import { bodyFields, bodyKind, readBody } from './read-body.ts';

/** The most characters of an address's path and query. */
const longestAddress = 8 * 1024;

/** Refuses a longer address than any that the endpoint gives out. */
export function limitAddress(endpoint: Endpoint) {
  return createMiddleware<AppEnv>((context, next) => {
    const { pathname, search } = new URL(context.req.url);
    const isLong = pathname.length + search.length > longestAddress;
    return isLong ? refuse(context, endpoint, 'address-too-long') : next();
  });
}

/** Lets the scripts of the origins' pages read every reply, as `sharedWith` says. */
export function shareWith(origins: readonly string[], { deployment }: Endpoint) {
  return createMiddleware<AppEnv>(async (context, next) => {
    await next();
    const shared = sharedWith(context.req.raw, origins, deployment.together);
    for (const [name, value] of Object.entries(shared)) context.header(name, value);
  });
}

/** Takes posts from the origins' pages alone, as `checkOrigin` says: stricter than Hono's `csrf`. */
export function takeFrom(origins: readonly string[], { deployment }: Endpoint) {
  return createMiddleware<AppEnv>((context, next) => {
    checkOrigin(context.req.raw, origins, deployment.together);
    return next();
  });
}

/** Reads a post's fields, with a limit in bytes as Hono's `bodyLimit` has, and with one in time. */
export const readFields = createMiddleware<AppEnv & { Variables: { fields: Fields } }>(
  async ({ req, set }, next) => {
    set('fields', bodyFields(bodyKind(req.raw), await readBody(req.raw)));
    await next();
  },
);

/** Marks a post to the personal page. */
export const markPersonal = createMiddleware<AppEnv>((context, next) => {
  context.set('isPersonal', true);
  return next();
});
