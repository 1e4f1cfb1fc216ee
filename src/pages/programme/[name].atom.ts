import type { APIRoute } from 'astro';
import { onceThereAreSessions, readExported } from '../../site/read-exported.ts';
import { changesFeed } from '../../exchange/changes-feed.ts';

export const getStaticPaths = () => onceThereAreSessions('changes');

/** The changes of the programme as a feed. */
export const GET: APIRoute = async () =>
  new Response(changesFeed(await readExported()), {
    headers: { 'Content-Type': 'application/atom+xml' },
  });
