import type { MiddlewareHandler } from 'astro';
import { bindPage } from './typesetting/bound-page.ts';

/**
 * Binds words in every page as it is written. It is the last step, so that calendars, feeds,
 * descriptions and the words for search engines keep the spaces that their readers expect.
 */
export const onRequest: MiddlewareHandler = async (_, next) => {
  const response = await next();
  if (response.headers.get('content-type')?.startsWith('text/html') !== true) return response;
  return new Response(bindPage(await response.text()), response);
};
