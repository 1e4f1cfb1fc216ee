import { createMiddleware } from 'hono/factory';
import { eventNow } from '../../event/phase.ts';
import { refuse } from '../http/answer-problem.ts';
import type { AppEnv } from '../http/app-env.ts';
import type { Endpoint } from '../http/endpoint.ts';
import { linksEnd } from './personal-links.ts';

/** Answers no link of a guest any more once they have all ended; see `linksEnd`. */
export function endLinks(endpoint: Endpoint) {
  const { event, now } = endpoint;
  return createMiddleware<AppEnv>((context, next) =>
    eventNow(event, now()) < linksEnd(event) ? next() : refuse(context, endpoint, 'link-expired'),
  );
}
