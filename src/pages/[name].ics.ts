import type { APIRoute } from 'astro';
import { onceThereAreSessions, readExported } from '../site/read-exported.ts';
import { programmeCalendar } from '../exchange/calendar.ts';

export const getStaticPaths = () => onceThereAreSessions('programme');

/** The whole programme as a calendar to subscribe to. */
export const GET: APIRoute = async () =>
  new Response(programmeCalendar(await readExported()), {
    headers: { 'Content-Type': 'text/calendar; charset=utf-8' },
  });
