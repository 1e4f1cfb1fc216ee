import { createMiddleware } from 'hono/factory';
import type { Fields } from '../form/submission.ts';
import { refuse } from './answer-problem.ts';
import type { AppEnv } from './app-env.ts';
import { checkOrigin, sharedWith } from './check-origin.ts';
import type { Endpoint } from './endpoint.ts';
import { bodyFields, bodyKind, readBody } from './read-body.ts';

/** The longest path and query of an address, in characters. */
const longestAddress = 8 * 1024;

/** Refuses an address that is longer than any that the endpoint issues. */
export function limitAddress(endpoint: Endpoint) {
  return createMiddleware<AppEnv>((context, next) => {
    const { pathname, search } = new URL(context.req.url);
    const isLong = pathname.length + search.length > longestAddress;
    return isLong ? refuse(context, endpoint, 'address-too-long') : next();
  });
}

/** Lets the scripts of the origins' pages read every reply; see `sharedWith`. */
export function shareWith(origins: readonly string[], { deployment }: Endpoint) {
  return createMiddleware<AppEnv>(async (context, next) => {
    await next();
    const shared = sharedWith(context.req.raw, origins, deployment.together);
    for (const [name, value] of Object.entries(shared)) context.header(name, value);
  });
}

/** Only accepts posts from the origins' pages; see `checkOrigin`. Stricter than Hono's `csrf`. */
export function takeFrom(origins: readonly string[], { deployment }: Endpoint) {
  return createMiddleware<AppEnv>((context, next) => {
    checkOrigin(context.req.raw, origins, deployment.together);
    return next();
  });
}

/** Reads a post's fields, with a size limit like Hono's `bodyLimit`, and a time limit. */
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
